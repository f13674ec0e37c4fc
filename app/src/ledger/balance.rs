//! The dialog that adds to a balance, or takes from it.

use super::api::{CustomerMoney, adjust_balance};
use super::dialog::{CommentField, Figure, MoneyDialog, Outcome, with_money};
use crate::dialog::done;
use crate::flash::{Flash, field_after, flash_of};
use crate::submission::Submission;
use crate::ui::{AmountField, Fields, Radios, SelectOption, money};
use crate::words::{language, t};
use domain::currency::Currency;
use domain::field::Field;
use domain::id::CustomerId;
use domain::ledger::{Account, AdjustmentDraft, AdjustmentKind};
use domain::money::Money;
use leptos::prelude::*;

const FORM: &str = "/api/adjust_balance";
/// The word for the dialog and its form.
const NAME: &str = "balance";

/// What is in the fields.
#[derive(Clone, Copy)]
struct Draft {
    currency: Currency,
    kind: RwSignal<String>,
    amount: RwSignal<String>,
    comment: RwSignal<String>,
}

impl Draft {
    fn after(flash: Option<&Flash>, currency: Currency) -> Self {
        let refill = AdjustmentKind::Refill.as_str();
        Self {
            currency,
            kind: field_after(flash, Field::AdjustmentKind, refill),
            amount: field_after(flash, Field::Amount, ""),
            comment: field_after(flash, Field::Comment, ""),
        }
    }

    fn get(self) -> AdjustmentDraft {
        AdjustmentDraft {
            kind: self.kind.get(),
            amount: self.amount.get(),
            comment: self.comment.get(),
        }
    }

    /// Whether it takes from the balance.
    fn takes(self) -> bool {
        self.kind.get() == AdjustmentKind::Deduct.as_str()
    }

    /// How much, once that can be read.
    fn amount(self) -> Option<Money> {
        let amount = Money::parse(&self.amount.get(), self.currency, language()).ok()?;
        amount.is_positive().then_some(amount)
    }

    /// What the balance would be.
    fn balance_after(self, balance: Money) -> Option<Money> {
        let amount = self.amount()?;
        let after = if self.takes() {
            balance.minus(amount)
        } else {
            balance.plus(amount)
        };
        after.ok()
    }

    fn is_dirty(self) -> bool {
        let AdjustmentDraft {
            amount, comment, ..
        } = self.get();
        !(amount + &comment).trim().is_empty()
    }
}

/// Adds to the balance of a customer, or takes from it.
#[component]
pub(crate) fn BalanceDialog(customer: CustomerId, close_href: String) -> impl IntoView {
    let close = close_href.clone();
    with_money(customer, close_href, move |it| {
        view! { <BalanceForm it close_href=close.clone()/> }
    })
}

#[component]
fn BalanceForm(it: CustomerMoney, close_href: String) -> impl IntoView {
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
        let request = adjust_balance(account.customer, key, untrack(|| draft.get()));
        submission.run(request, move |account: Account| {
            done(&t!(
                "The balance is {amount}",
                amount = money(account.balance)
            ));
        });
    };
    let does = move || match (draft.takes(), draft.amount().map(money)) {
        (false, None) => t!("Refill").to_owned(),
        (false, Some(amount)) => t!("Refill {amount}", amount = amount),
        (true, None) => t!("Deduct").to_owned(),
        (true, Some(amount)) => t!("Deduct {amount}", amount = amount),
    };
    let recheck = move |field| {
        let errors = move || parsed().err().unwrap_or_default();
        submission.recheck(field, move || submission.so_far(&errors()));
    };
    view! {
        <MoneyDialog
            name=NAME
            title=t!("Manage balance").to_owned()
            text=name.to_string()
            form=FORM
            sent=vec![("customer", account.customer.to_string()), ("key", key.to_string())]
            close_href
            dirty=Signal::derive(move || draft.is_dirty())
            submission
            does=Signal::derive(does)
            on_submit=Callback::new(move |()| book())
        >
            <Figure label=t!("Current balance") amount=account.balance/>
            <Fields name=NAME errors=submission.field_errors()>
                <BalanceFields draft on_left=Callback::new(recheck)/>
            </Fields>
            <Outcome
                label=t!("Balance after")
                amount=Signal::derive(move || draft.balance_after(account.balance))
            />
        </MoneyDialog>
    }
}

#[component]
fn BalanceFields(draft: Draft, on_left: Callback<Field>) -> impl IntoView {
    let option = |kind: AdjustmentKind, label: &str| SelectOption {
        value: kind.as_str().to_owned(),
        label: label.to_owned(),
    };
    view! {
        <Radios
            field=Field::AdjustmentKind
            label=t!("What to do")
            options=vec![
                option(AdjustmentKind::Refill, t!("Refill")),
                option(AdjustmentKind::Deduct, t!("Deduct")),
            ]
            value=draft.kind
        />
        <AmountField
            label=t!("Amount")
            currency=draft.currency
            value=draft.amount
            on:focusout=move |_| on_left.run(Field::Amount)
        />
        <CommentField value=draft.comment on_left/>
    }
}
