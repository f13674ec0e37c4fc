//! A field with an amount of money.

use super::erased::Erase;
use super::field::{FieldFrame, bind, described_by};
use super::form::FormContext;
use domain::currency::Currency;
use domain::field::Field;
use leptos::html;
use leptos::prelude::*;

/// An amount, with the code of its currency in front of it.
#[component]
pub fn AmountField(
    /// Which field.
    #[prop(default = Field::Amount)]
    field: Field,
    /// Its label.
    label: &'static str,
    /// What the amount is of.
    currency: Currency,
    /// What is in it, to begin with and ever after.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    let form = FormContext::here();
    let issue = form.issue(field);
    let input = NodeRef::<html::Input>::new();
    bind(input, value);
    view! {
        <FieldFrame field label optional=false hint issue>
            <div class="input amount">
                <span class="currency">{currency.to_string()}</span>
                <input
                    node_ref=input
                    id=form.id(field)
                    name=field.as_str()
                    inputmode="decimal"
                    value=value.get_untracked()
                    autocomplete="off"
                    aria-required="true"
                    aria-invalid=move || issue.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(field)
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        </FieldFrame>
    }
    .erase()
}
