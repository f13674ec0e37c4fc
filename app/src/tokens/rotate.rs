//! The dialog that has another token take the place of one, and shows it.

use super::api::{NewApiToken, get_token, rotate_token};
use super::made::Made;
use crate::changes::Changes;
use crate::dialog::loaded;
use crate::flash::{field_after, flash_of};
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CloseButton, Dialog, Erase, Fields, Look, Select, SelectOption,
};
use crate::viewer::action;
use crate::words::{t, word, words};
use domain::api_token::{ApiToken, OVERLAPS};
use domain::field::{Field, FieldErrors, Issue};
use domain::id::TokenId;
use leptos::prelude::*;

/// Where the form is posted to, and what its flash is called.
pub(super) const FORM: &str = "/api/rotate_token";
/// The word for the dialog and its form.
const NAME: &str = "rotate-token";
/// For how long the old one goes on unless somebody says otherwise: a day.
const FIRST_OVERLAP: &str = "86400";
/// What is said of each of [`OVERLAPS`].
const OVERLAP_WORDS: [&str; 4] = [
    word!("Now"),
    word!("After 1 hour"),
    word!("After 24 hours"),
    word!("After 7 days"),
];

/// Asks for how long the old one goes on.
#[component]
pub(super) fn RotateDialog(id: TokenId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    loaded(
        move || Box::pin(get_token(id)),
        close_href,
        move |token| view! { <Rotate token close_href=close.clone()/> },
    )
}

#[component]
fn Rotate(token: ApiToken, close_href: String) -> impl IntoView {
    let flash = flash_of(FORM);
    let overlap = field_after(flash.as_ref(), Field::Overlap, FIRST_OVERLAP);
    let submission = Submission::after(flash.as_ref());
    let made = RwSignal::new(None::<NewApiToken>);
    let ApiToken { id, name, .. } = token;
    let title = move || {
        if made.with(Option::is_some) {
            t!("Token created").to_owned()
        } else {
            t!("Rotate {name}?", name = name)
        }
    };
    let next = close_href.clone();
    view! {
        <Dialog name=NAME title=Signal::derive(title) close_href>
            {move || if let Some(new) = made.get() {
                view! { <Made new/> }.erase()
            } else {
                let next = next.clone();
                view! { <RotateForm id overlap submission next made/> }.erase()
            }}
        </Dialog>
    }
}

#[component]
fn RotateForm(
    id: TokenId,
    overlap: RwSignal<String>,
    submission: Submission,
    next: String,
    made: RwSignal<Option<NewApiToken>>,
) -> impl IntoView {
    let changes = Changes::here();
    let rotate = move || {
        let seconds = overlap.with_untracked(|overlap| overlap.parse::<i64>().ok());
        let Some(seconds) = seconds.filter(|seconds| OVERLAPS.contains(seconds)) else {
            submission.refuse(FieldErrors::of(Field::Overlap, Issue::NotInList));
            return;
        };
        submission.run(rotate_token(id, seconds), move |new| {
            changes.note();
            made.try_set(Some(new));
        });
    };
    view! {
        <form
            method="post"
            action=action(FORM)
            novalidate
            on:submit=move |event| {
                take_over(&event);
                rotate();
            }
        >
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="next" value=next/>
            <div class="dialog-body">
                <Alert error=submission.error()/>
                <p>
                    {t!("Another token takes its place, with the same name and scopes and for as long \
                         a time. Give it to the program before the old one stops.")}
                </p>
                <Fields name=NAME errors=submission.field_errors()>
                    <Select
                        field=Field::Overlap
                        label=t!("The old one stops")
                        options=overlaps()
                        value=overlap
                    />
                </Fields>
            </div>
            <footer class="dialog-foot">
                <CloseButton>{t!("Cancel")}</CloseButton>
                <Button look=Look::Primary kind=ButtonKind::Submit busy=submission.busy()>
                    {t!("Rotate")}
                </Button>
            </footer>
        </form>
    }
}

/// For how long the old one can go on.
fn overlaps() -> Vec<SelectOption> {
    let option = |(seconds, label): (i64, &'static str)| SelectOption {
        value: seconds.to_string(),
        label: words(label).to_owned(),
    };
    OVERLAPS
        .into_iter()
        .zip(OVERLAP_WORDS)
        .map(option)
        .collect()
}
