//! One of a few, all of which are seen.

use super::erased::Erase;
use super::form::FormContext;
use super::icon::{Glyph, Icon};
use super::select::SelectOption;
use domain::field::Field;
use leptos::prelude::*;

/// A field with one of a few values, side by side.
#[component]
pub fn Radios(
    /// Which field.
    field: Field,
    /// Its label.
    label: &'static str,
    /// What can be chosen.
    options: Vec<SelectOption>,
    /// What is chosen, to begin with and ever after.
    value: RwSignal<String>,
) -> impl IntoView {
    let form = FormContext::here();
    let issue = form.issue(field);
    let described = format!("{}-issue", form.id(field));
    let issue_id = described.clone();
    let first = form.id(field);
    let choices = options.into_iter().enumerate().map(|(at, option)| {
        let SelectOption { value: word, label } = option;
        let (chosen, marked) = (word.clone(), word.clone());
        // A refusal leads to the first one, as it leads to any other field.
        let id = (at == 0).then(|| first.clone());
        view! {
            <label class="radio">
                <input
                    type="radio"
                    id=id
                    name=field.as_str()
                    value=word
                    checked=value.with_untracked(|value| *value == marked)
                    prop:checked=move || value.with(|value| *value == chosen)
                    aria-describedby=described.clone()
                    on:change=move |event| value.set(event_target_value(&event))
                />
                <span>{label}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field radios" aria-invalid=move || issue.with(Option::is_some).then_some("true")>
            <legend class="field-label">{label}</legend>
            {choices.collect_view()}
            <p class="issue" id=issue_id>
                {move || issue.get().map(|words| view! { <Icon glyph=Glyph::Warning />{words} })}
            </p>
        </fieldset>
    }
    .erase()
}
