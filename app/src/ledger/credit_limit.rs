//! The dialog that sets how far below nothing a balance may go.

use super::api::{CustomerMoney, set_credit_limit};
use super::dialog::{Figure, MoneyDialog, with_money};
use crate::dialog::done;
use crate::flash::{field_after, flash_of};
use crate::submission::Submission;
use crate::ui::{AmountField, Fields, money};
use crate::words::{language, t};
use domain::field::Field;
use domain::id::CustomerId;
use domain::ledger::{Account, CreditLimitDraft};
use leptos::prelude::*;

const FORM: &str = "/api/set_credit_limit";
/// The word for the dialog and its form.
const NAME: &str = "credit-limit";

/// Sets how far below nothing the balance of a customer may go.
#[component]
pub(crate) fn CreditLimitDialog(customer: CustomerId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    with_money(customer, close_href, move |it| {
        view! { <CreditLimitForm it close_href=close.clone()/> }
    })
}

#[component]
fn CreditLimitForm(it: CustomerMoney, close_href: String) -> impl IntoView {
    let CustomerMoney { name, account, .. } = it;
    let flash = flash_of(FORM);
    let stored = account.credit_limit.typed(language());
    let amount = field_after(flash.as_ref(), Field::Amount, &stored);
    let submission = Submission::after(flash.as_ref());
    let done = done(close_href.clone());
    let currency = account.currency();
    let draft = move || CreditLimitDraft {
        amount: amount.get(),
    };
    let parsed = move || draft().parse(currency, language());
    let save = move || {
        if !submission.accepts(untrack(parsed)) {
            return;
        }
        let done = done.clone();
        let request = set_credit_limit(account.customer, untrack(draft));
        submission.run(request, move |account: Account| {
            done(&t!(
                "The credit limit is {amount}",
                amount = money(account.credit_limit)
            ));
        });
    };
    let recheck = move || {
        let errors = move || parsed().err().unwrap_or_default();
        submission.recheck(Field::Amount, move || submission.so_far(&errors()));
    };
    view! {
        <MoneyDialog
            name=NAME
            title=t!("Credit limit").to_owned()
            text=name.to_string()
            form=FORM
            sent=vec![("customer", account.customer.to_string())]
            close_href
            dirty=Signal::derive(move || amount.with(|amount| *amount != stored))
            submission
            does=Signal::stored(t!("Set credit limit").to_owned())
            on_submit=Callback::new(move |()| save())
        >
            <Figure label=t!("Current balance") amount=account.balance/>
            <Fields name=NAME errors=submission.field_errors()>
                <AmountField
                    label=t!("Credit limit")
                    currency
                    value=amount
                    hint=Some(t!("How far below nothing the balance may go.").to_owned())
                    on:focusout=move |_| recheck()
                />
            </Fields>
        </MoneyDialog>
    }
}
