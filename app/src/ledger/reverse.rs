//! The dialog that undoes an entry of a ledger by one the other way round.

use super::api::{EntryToReverse, entry_to_reverse, reverse_entry};
use super::cells::title;
use super::dialog::{CommentField, Figure, MoneyDialog};
use super::entries::LedgerState;
use crate::dialog::{done, loaded};
use crate::flash::{field_after, flash_of};
use crate::submission::Submission;
use crate::ui::Fields;
use crate::words::t;
use domain::field::Field;
use domain::ledger::{Account, LedgerEntry, ReversalDraft};
use leptos::prelude::*;

const FORM: &str = "/api/reverse_entry";
/// The word for the dialog and its form.
const NAME: &str = "reverse-entry";

/// Undoes an entry.
#[component]
pub(super) fn ReverseDialog(number: u64, state: LedgerState) -> impl IntoView {
    let customer = state.customer;
    loaded(
        move || Box::pin(entry_to_reverse(customer, number)),
        state.href(None),
        move |it| view! { <ReverseForm it close_href=state.href(None)/> },
    )
}

#[component]
fn ReverseForm(it: EntryToReverse, close_href: String) -> impl IntoView {
    let EntryToReverse {
        customer,
        entry,
        key,
    } = it;
    let flash = flash_of(FORM);
    let comment = field_after(flash.as_ref(), Field::Comment, "");
    let submission = Submission::after(flash.as_ref());
    let done = done(close_href.clone());
    let LedgerEntry { id, amount, .. } = entry;
    let draft = move || ReversalDraft {
        comment: comment.get(),
    };
    let parsed = move || draft().parse(id, key);
    let name = title(&entry);
    let reversed = name.clone();
    let book = move || {
        if !submission.accepts(untrack(parsed)) {
            return;
        }
        let (done, reversed) = (done.clone(), reversed.clone());
        let request = reverse_entry(customer, id, key, untrack(draft));
        submission.run(request, move |_: Account| {
            done(&t!("{entry} reversed", entry = reversed));
        });
    };
    let recheck = move |field| {
        let errors = move || parsed().err().unwrap_or_default();
        submission.recheck(field, move || submission.so_far(&errors()));
    };
    view! {
        <MoneyDialog
            name=NAME
            title=t!("Reverse {entry}?", entry = name)
            form=FORM
            sent=vec![
                ("customer", customer.to_string()),
                ("entry", id.to_string()),
                ("key", key.to_string()),
            ]
            close_href
            dirty=Signal::derive(move || comment.with(|comment| !comment.trim().is_empty()))
            submission
            does=Signal::stored(t!("Reverse").to_owned())
            on_submit=Callback::new(move |()| book())
        >
            <p>
                {t!("An entry the other way round is booked. Both stay in the ledger, and it can be \
                     done once.")}
            </p>
            {amount.negated().ok().map(|amount| view! {
                <Figure label=t!("What is booked") amount/>
            })}
            <Fields name=NAME errors=submission.field_errors()>
                <CommentField value=comment on_left=Callback::new(recheck)/>
            </Fields>
        </MoneyDialog>
    }
}
