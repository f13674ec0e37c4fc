//! The questions before an action on many customers: each names their number.

use super::api::{
    customer_belongings, delete_customers, set_status_of_customers, set_tags_of_customers,
};
use super::bulk::Chosen;
use crate::changes::Changes;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CloseButton, Dialog, Fields, Look, TextField, count, use_toaster,
};
use crate::words::{t, t_view};
use domain::customer::{BulkOutcome, Status, TagChange};
use domain::field::Field;
use domain::tag::Tags;
use leptos::prelude::*;

/// What is done to many customers, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Activate,
    Deactivate,
    SetTags,
    Delete,
}

impl Deed {
    /// What the button says.
    fn action(self) -> &'static str {
        match self {
            Self::Activate => t!("Activate"),
            Self::Deactivate => t!("Deactivate"),
            Self::SetTags => t!("Set tags"),
            Self::Delete => t!("Delete"),
        }
    }

    /// The question before it.
    fn question(self, customers: u64) -> String {
        let number = count(customers);
        match (self, customers) {
            (Self::Activate, 1) => t!("Activate 1 customer?").to_owned(),
            (Self::Activate, _) => t!("Activate {number} customers?", number = number),
            (Self::Deactivate, 1) => t!("Deactivate 1 customer?").to_owned(),
            (Self::Deactivate, _) => t!("Deactivate {number} customers?", number = number),
            (Self::SetTags, 1) => t!("Set tags of 1 customer?").to_owned(),
            (Self::SetTags, _) => t!("Set tags of {number} customers?", number = number),
            (Self::Delete, 1) => t!("Delete 1 customer?").to_owned(),
            (Self::Delete, _) => t!("Delete {number} customers?", number = number),
        }
    }

    /// The message after it.
    fn done(self, customers: u64) -> String {
        let number = count(customers);
        match (self, customers) {
            (Self::Activate, 1) => t!("1 customer activated").to_owned(),
            (Self::Activate, _) => t!("{number} customers activated", number = number),
            (Self::Deactivate, 1) => t!("1 customer deactivated").to_owned(),
            (Self::Deactivate, _) => t!("{number} customers deactivated", number = number),
            (Self::SetTags, 1) => t!("1 customer tagged anew").to_owned(),
            (Self::SetTags, _) => t!("{number} customers tagged anew", number = number),
            (Self::Delete, 1) => t!("1 customer deleted").to_owned(),
            (Self::Delete, _) => t!("{number} customers deleted", number = number),
        }
    }
}

/// Turns many customers on or off.
#[component]
pub(super) fn BulkStatus(chosen: Chosen, status: Status, on_close: Callback<()>) -> impl IntoView {
    let (deed, text) = match status {
        Status::Active => (Deed::Activate, t!("Their users can sign in again.")),
        Status::Inactive => (
            Deed::Deactivate,
            t!(
                "Their users are signed out at once and cannot sign in, and their API tokens stop \
                 working. Nothing is deleted."
            ),
        ),
    };
    let submission = Submission::after(None);
    let done = done(chosen, deed, on_close);
    let run = move || {
        submission.run(
            set_status_of_customers(chosen.selection(), status),
            done.clone(),
        );
    };
    let look = if status.is_active() {
        Look::Primary
    } else {
        Look::Danger
    };
    view! {
        <Dialog name="bulk-status" title=title(deed, chosen) on_close>
            <form on:submit=move |event| { take_over(&event); run(); }>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <p>{text}</p>
                </div>
                <Foot deed look submission/>
            </form>
        </Dialog>
    }
}

/// What to do with the tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Add,
    Remove,
    Replace,
}

impl How {
    const ALL: [Self; 3] = [Self::Add, Self::Remove, Self::Replace];

    fn words(self) -> &'static str {
        match self {
            Self::Add => t!("Add these to the tags they have"),
            Self::Remove => t!("Remove these from the tags they have"),
            Self::Replace => t!("Replace all tags they have by these"),
        }
    }
}

/// Changes the tags of many customers.
#[component]
pub(super) fn BulkTags(chosen: Chosen, on_close: Callback<()>) -> impl IntoView {
    let (how, tags) = (RwSignal::new(How::Add), RwSignal::new(String::new()));
    let submission = Submission::after(None);
    let done = done(chosen, Deed::SetTags, on_close);
    let run = move || {
        let change = match Tags::parse(&tags.get_untracked()) {
            Ok(tags) => match how.get_untracked() {
                How::Add => TagChange::Add(tags),
                How::Remove => TagChange::Remove(tags),
                How::Replace => TagChange::Replace(tags),
            },
            Err(issue) => {
                submission.refuse(domain::field::FieldErrors::of(Field::Tags, issue));
                return;
            }
        };
        submission.run(
            set_tags_of_customers(chosen.selection(), change),
            done.clone(),
        );
    };
    let choice = move |one: How| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="how"
                    checked=one == How::Add
                    on:change=move |_| how.set(one)
                />
                <span>{one.words()}</span>
            </label>
        }
    };
    view! {
        <Dialog
            name="bulk-tags"
            title=title(Deed::SetTags, chosen)
            on_close
            dirty=Signal::derive(move || tags.with(|tags| !tags.trim().is_empty()))
        >
            <form on:submit=move |event| { take_over(&event); run(); }>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <Fields name="bulk" errors=submission.field_errors()>
                        <TextField
                            field=Field::Tags
                            label=t!("Tags")
                            value=tags
                            hint=Some(t!("Separate tags with commas.").to_owned())
                        />
                    </Fields>
                    <fieldset class="choices">
                        <legend class="unseen">{t!("What to do with them")}</legend>
                        {How::ALL.map(choice).into_iter().collect_view()}
                    </fieldset>
                </div>
                <Foot deed=Deed::SetTags look=Look::Primary submission/>
            </form>
        </Dialog>
    }
}

/// Deletes many customers for good. Their number has to be typed.
#[component]
pub(super) fn BulkDelete(chosen: Chosen, on_close: Callback<()>) -> impl IntoView {
    let number = untrack(|| chosen.number());
    let confirmation = RwSignal::new(String::new());
    let submission = Submission::after(None);
    let done = done(chosen, Deed::Delete, on_close);
    let belongings = LocalResource::new(move || customer_belongings(chosen.selection()));
    let users = move || {
        belongings
            .get()
            .and_then(Result::ok)
            .filter(|it| it.users > 0)
            .map(|it| {
                t!(
                    "With them go {number} users who sign in for them. ",
                    number = count(it.users)
                )
            })
    };
    let run = move || {
        let typed = confirmation.get_untracked();
        submission.run(delete_customers(chosen.selection(), typed), done.clone());
    };
    view! {
        <Dialog
            name="bulk-delete"
            title=title(Deed::Delete, chosen)
            text=t!("Deletion is permanent.")
            on_close
        >
            <form on:submit=move |event| { take_over(&event); run(); }>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <p>
                        {t!("The customers and all their data are removed.")} " "
                        {users}
                        {t!("This cannot be undone.")}
                    </p>
                    <p>{t_view!("To confirm, type their number, {number}.", number = view! { <b>{number}</b> })}</p>
                    <Fields name="bulk-delete" errors=submission.field_errors()>
                        <TextField field=Field::Confirmation label=t!("Number of customers") value=confirmation/>
                    </Fields>
                </div>
                <Foot deed=Deed::Delete look=Look::Danger submission/>
            </form>
        </Dialog>
    }
}

#[component]
fn Foot(deed: Deed, look: Look, submission: Submission) -> impl IntoView {
    view! {
        <footer class="dialog-foot">
            <CloseButton>{t!("Cancel")}</CloseButton>
            <Button look kind=ButtonKind::Submit busy=submission.busy()>
                {deed.action()}
            </Button>
        </footer>
    }
}

fn title(deed: Deed, chosen: Chosen) -> String {
    deed.question(untrack(|| chosen.number()))
}

/// What follows: the list loads again, a message says what was done, and nothing is chosen.
fn done(
    chosen: Chosen,
    deed: Deed,
    on_close: Callback<()>,
) -> impl Fn(BulkOutcome) + Clone + 'static {
    let (changes, toaster) = (Changes::here(), use_toaster());
    move |outcome: BulkOutcome| {
        on_close.run(());
        chosen.clear();
        changes.note();
        let BulkOutcome { changed, unchanged } = outcome;
        let done = deed.done(changed);
        toaster.done(match unchanged {
            0 => done,
            unchanged => t!(
                "{done}, {number} left as they were",
                done = done,
                number = count(unchanged)
            ),
        });
    }
}
