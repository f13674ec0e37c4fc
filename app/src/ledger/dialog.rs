//! What the dialogs about money have in common: the form, the figure as it is, and as it would be.

use super::api::{CustomerMoney, customer_money};
use crate::dialog::loaded;
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, CloseButton, Content, Dialog, Erase, Look, TextField, money,
};
use crate::words::t;
use domain::field::Field;
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

/// A dialog with a form that changes what a customer has.
#[component]
pub(super) fn MoneyDialog(
    /// The word for the dialog.
    name: &'static str,
    /// What is going to happen.
    title: String,
    /// To whom.
    #[prop(optional, into)]
    text: Option<String>,
    /// Where the form is posted to.
    form: &'static str,
    /// What is sent with what was typed.
    sent: Vec<(&'static str, String)>,
    /// Where leaving leads.
    close_href: String,
    /// Whether something typed would be lost.
    dirty: Signal<bool>,
    /// What the form is doing.
    submission: Submission,
    /// What the button does, in words.
    #[prop(into)]
    does: Signal<String>,
    /// What it does.
    on_submit: Callback<()>,
    /// Figures and fields.
    children: Content,
) -> impl IntoView {
    let sent = sent.into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value/> }
    });
    view! {
        <Dialog name title text=text.unwrap_or_default() close_href=close_href.clone() dirty>
            <form
                method="post"
                action=form
                novalidate
                on:submit=move |event| {
                    take_over(&event);
                    on_submit.run(());
                }
            >
                {sent.collect_view()}
                <input type="hidden" name="next" value=close_href/>
                <div class="dialog-body">
                    <Alert error=submission.error()/>
                    {children.show()}
                </div>
                <footer class="dialog-foot">
                    <CloseButton>{t!("Cancel")}</CloseButton>
                    <Button look=Look::Primary kind=ButtonKind::Submit busy=submission.busy()>
                        {move || does.get()}
                    </Button>
                </footer>
            </form>
        </Dialog>
    }
    .erase()
}

/// The field for why, in words that the customer sees.
#[component]
pub(super) fn CommentField(
    /// What is in it.
    value: RwSignal<String>,
    /// Looks at it when it is left.
    on_left: Callback<Field>,
) -> impl IntoView {
    view! {
        <TextField
            field=Field::Comment
            label=t!("Reason")
            value
            hint=Some(t!("Shown on the customer's billing details.").to_owned())
            on:focusout=move |_| on_left.run(Field::Comment)
        />
    }
    .erase()
}
