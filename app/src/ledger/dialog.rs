//! What the dialogs about money have in common: the figure as it is, and as it would be.

use super::api::{CustomerMoney, customer_money};
use crate::dialog::loaded;
use crate::ui::{Button, ButtonKind, CloseButton, Erase, Look, money};
use crate::words::t;
use domain::id::CustomerId;
use domain::money::Money;
use leptos::prelude::*;

/// Opens a dialog once it is known what the customer has.
pub(super) fn with_money<V: IntoView + 'static>(
    customer: CustomerId,
    close_href: String,
    show: impl Fn(CustomerMoney) -> V + Send + Sync + 'static,
) -> impl IntoView {
    loaded(move || Box::pin(customer_money(customer)), close_href, show)
}

/// A figure as it is now.
#[component]
pub(super) fn Figure(
    /// What it is called.
    label: &'static str,
    /// How much it is.
    amount: Money,
) -> impl IntoView {
    view! {
        <p class="figure">
            <span>{label}</span>
            <b>{money(amount)}</b>
        </p>
    }
    .erase()
}

/// A figure as it would be, said also to those who do not see it.
#[component]
pub(super) fn Outcome(
    /// What it is called.
    #[prop(into)]
    label: Signal<&'static str>,
    /// How much it would be; none while nobody can say.
    #[prop(into)]
    amount: Signal<Option<Money>>,
) -> impl IntoView {
    let words = move || amount.get().map_or_else(|| "–".to_owned(), money);
    view! {
        <p class="figure outcome" role="status">
            <span>{move || label.get()}</span>
            <b>{words}</b>
        </p>
    }
    .erase()
}

/// How a dialog is left, and what its button does.
#[component]
pub(super) fn Foot(
    /// Whether the server is at it.
    busy: Signal<bool>,
    /// What the button does.
    #[prop(into)]
    does: Signal<String>,
) -> impl IntoView {
    view! {
        <footer class="dialog-foot">
            <CloseButton>{t!("Cancel")}</CloseButton>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {move || does.get()}
            </Button>
        </footer>
    }
    .erase()
}
