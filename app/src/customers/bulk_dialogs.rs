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
use domain::customer::{BulkOutcome, Status, TagChange};
use domain::field::Field;
use domain::tag::Tags;
use leptos::prelude::*;

/// Turns many customers on or off.
#[component]
pub(super) fn BulkStatus(chosen: Chosen, status: Status, on_close: Callback<()>) -> impl IntoView {
    let (verb, past, text) = match status {
        Status::Active => ("Activate", "activated", "Their users can sign in again."),
        Status::Inactive => (
            "Deactivate",
            "deactivated",
            "Their users are signed out at once and cannot sign in, and their API tokens stop \
             working. Nothing is deleted.",
        ),
    };
    let submission = Submission::after(None);
    let done = done(chosen, past, on_close);
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
        <Dialog name="bulk-status" title=title(verb, chosen) on_close>
            <form on:submit=move |event| { take_over(&event); run(); }>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <p>{text}</p>
                </div>
                <Foot action=verb look submission/>
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

    const fn words(self) -> &'static str {
        match self {
            Self::Add => "Add these to the tags they have",
            Self::Remove => "Remove these from the tags they have",
            Self::Replace => "Replace all tags they have by these",
        }
    }
}

/// Changes the tags of many customers.
#[component]
pub(super) fn BulkTags(chosen: Chosen, on_close: Callback<()>) -> impl IntoView {
    let (how, tags) = (RwSignal::new(How::Add), RwSignal::new(String::new()));
    let submission = Submission::after(None);
    let done = done(chosen, "tagged anew", on_close);
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
            title=title("Set tags of", chosen)
            on_close
            dirty=Signal::derive(move || tags.with(|tags| !tags.trim().is_empty()))
        >
            <form on:submit=move |event| { take_over(&event); run(); }>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <Fields name="bulk" errors=submission.field_errors()>
                        <TextField
                            field=Field::Tags
                            label="Tags"
                            value=tags
                            hint=Some("Separate tags with commas.".to_owned())
                        />
                    </Fields>
                    <fieldset class="choices">
                        <legend class="unseen">"What to do with them"</legend>
                        {How::ALL.map(choice).into_iter().collect_view()}
                    </fieldset>
                </div>
                <Foot action="Set tags" look=Look::Primary submission/>
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
    let done = done(chosen, "deleted", on_close);
    let belongings = LocalResource::new(move || customer_belongings(chosen.selection()));
    let users = move || {
        belongings
            .get()
            .and_then(Result::ok)
            .filter(|it| it.users > 0)
            .map(|it| {
                format!(
                    "With them go {} users who sign in for them. ",
                    count(it.users)
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
            title=title("Delete", chosen)
            text="Deletion is permanent."
            on_close
        >
            <form on:submit=move |event| { take_over(&event); run(); }>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    <p>
                        "The customers and all their data are removed. "
                        {users}
                        "This cannot be undone."
                    </p>
                    <p>"To confirm, type their number, " <b>{number}</b> "."</p>
                    <Fields name="bulk-delete" errors=submission.field_errors()>
                        <TextField field=Field::Confirmation label="Number of customers" value=confirmation/>
                    </Fields>
                </div>
                <Foot action="Delete" look=Look::Danger submission/>
            </form>
        </Dialog>
    }
}

#[component]
fn Foot(action: &'static str, look: Look, submission: Submission) -> impl IntoView {
    view! {
        <footer class="dialog-foot">
            <CloseButton>"Cancel"</CloseButton>
            <Button look kind=ButtonKind::Submit busy=submission.busy()>
                {action}
            </Button>
        </footer>
    }
}

fn title(verb: &str, chosen: Chosen) -> String {
    match untrack(|| chosen.number()) {
        1 => format!("{verb} 1 customer?"),
        number => format!("{verb} {} customers?", count(number)),
    }
}

/// What follows: the list loads again, a message says what was done, and nothing is chosen.
fn done(
    chosen: Chosen,
    past: &'static str,
    on_close: Callback<()>,
) -> impl Fn(BulkOutcome) + Clone + 'static {
    let (changes, toaster) = (Changes::here(), use_toaster());
    move |outcome: BulkOutcome| {
        on_close.run(());
        chosen.clear();
        changes.note();
        let BulkOutcome { changed, unchanged } = outcome;
        let customers = if changed == 1 {
            "customer"
        } else {
            "customers"
        };
        let mut message = format!("{} {customers} {past}", count(changed));
        if unchanged > 0 {
            message = format!("{message}, {} left as they were", count(unchanged));
        }
        toaster.done(message);
    }
}
