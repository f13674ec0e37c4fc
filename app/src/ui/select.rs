//! One of a few: the browser's own list.

use super::field::{FieldFrame, described_by};
use super::form::FormContext;
use domain::field::Field;
use leptos::prelude::*;

/// One that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// The word in the form.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// A field with one of a few values.
#[component]
pub fn Select(
    /// Which field.
    field: Field,
    /// Its label.
    label: &'static str,
    /// What can be chosen.
    options: Vec<SelectOption>,
    /// What is chosen, to begin with and ever after.
    value: RwSignal<String>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    let form = FormContext::here();
    let issue = form.issue(field);
    let options = options
        .into_iter()
        .map(|SelectOption { value: word, label }| {
            let chosen = word.clone();
            view! {
                <option value=word selected=move || value.with(|value| *value == chosen)>
                    {label}
                </option>
            }
        })
        .collect_view();
    view! {
        <FieldFrame field label optional hint issue>
            <select
                class="select"
                id=form.id(field)
                name=field.as_str()
                aria-invalid=move || issue.with(Option::is_some).then_some("true")
                aria-describedby=described_by(field)
                on:change=move |event| value.set(event_target_value(&event))
            >
                {options}
            </select>
        </FieldFrame>
    }
}
