//! The dialog that sets the credits of a customer.

use super::api::{CustomerMoney, set_credits};
use super::dialog::{CommentField, Figure, MoneyDialog, Outcome, with_money};
use crate::dialog::done;
use crate::flash::{Flash, field_after, flash_of};
use crate::submission::Submission;
use crate::ui::{AmountField, Fields, TextField, TextKind, money};
use crate::words::{language, t};
use domain::currency::Currency;
use domain::field::Field;
use domain::id::CustomerId;
use domain::ledger::{Account, CreditsDraft};
use domain::money::Money;
use leptos::prelude::*;

const FORM: &str = "/api/set_credits";
/// The word for the dialog and its form.
const NAME: &str = "credits";

/// What is in the fields.
#[derive(Clone, Copy)]
struct Draft {
    currency: Currency,
    amount: RwSignal<String>,
    expires_on: RwSignal<String>,
    comment: RwSignal<String>,
}

impl Draft {
    fn after(flash: Option<&Flash>, currency: Currency) -> Self {
        Self {
            currency,
            amount: field_after(flash, Field::Amount, ""),
            expires_on: field_after(flash, Field::ExpiresOn, ""),
            comment: field_after(flash, Field::Comment, ""),
        }
    }

    fn get(self) -> CreditsDraft {
        CreditsDraft {
            amount: self.amount.get(),
            expires_on: self.expires_on.get(),
            comment: self.comment.get(),
        }
    }

    /// What would be booked: the difference to what there is.
    fn difference(self, credits: Money) -> Option<Money> {
        let new = Money::parse(&self.amount.get(), self.currency, language()).ok()?;
        if new.is_negative() {
            return None;
        }
        new.minus(credits).ok()
    }

    fn is_dirty(self) -> bool {
        let CreditsDraft {
            amount,
            expires_on,
            comment,
        } = self.get();
        !(amount + &expires_on + &comment).trim().is_empty()
    }
}

/// Sets the credits of a customer.
#[component]
pub(crate) fn CreditsDialog(customer: CustomerId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    with_money(customer, close_href, move |it| {
        view! { <CreditsForm it close_href=close.clone()/> }
    })
}

#[component]
fn CreditsForm(it: CustomerMoney, close_href: String) -> impl IntoView {
    let CustomerMoney { name, account, key } = it;
    let flash = flash_of(FORM);
    let draft = Draft::after(flash.as_ref(), account.currency());
    let submission = Submission::after(flash.as_ref());
    let done = done(close_href.clone());
    let parsed = move || draft.get().parse(draft.currency, language(), key);
    let book = move || {
        if !submission.accepts(untrack(parsed)) {
            return;
        }
        let done = done.clone();
        let request = set_credits(account.customer, key, untrack(|| draft.get()));
        submission.run(request, move |account: Account| {
            done(&t!(
                "The credits are {amount}",
                amount = money(account.credits)
            ));
        });
    };
    let recheck = move |field| {
        let errors = move || parsed().err().unwrap_or_default();
        submission.recheck(field, move || submission.so_far(&errors()));
    };
    view! {
        <MoneyDialog
            name=NAME
            title=t!("Manage credits").to_owned()
            text=name.to_string()
            form=FORM
            sent=vec![("customer", account.customer.to_string()), ("key", key.to_string())]
            close_href
            dirty=Signal::derive(move || draft.is_dirty())
            submission
            does=Signal::stored(t!("Set credits").to_owned())
            on_submit=Callback::new(move |()| book())
        >
            <Figure label=t!("Current credits") amount=account.credits/>
            <Fields name=NAME errors=submission.field_errors()>
                <CreditsFields draft on_left=Callback::new(recheck)/>
            </Fields>
            <Outcome
                label=t!("Difference that is booked")
                amount=Signal::derive(move || draft.difference(account.credits))
            />
        </MoneyDialog>
    }
}

#[component]
fn CreditsFields(draft: Draft, on_left: Callback<Field>) -> impl IntoView {
    view! {
        <AmountField
            label=t!("New credits")
            currency=draft.currency
            value=draft.amount
            on:focusout=move |_| on_left.run(Field::Amount)
        />
        <TextField
            field=Field::ExpiresOn
            label=t!("Last day")
            value=draft.expires_on
            kind=TextKind::Date
            optional=true
            hint=Some(t!("They can be spent until this day is over. Leave empty for ever.").to_owned())
            on:focusout=move |_| on_left.run(Field::ExpiresOn)
        />
        <CommentField value=draft.comment on_left/>
    }
}
