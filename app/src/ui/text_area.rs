//! Several lines of text.

use super::erased::Erase;
use super::field::{FieldFrame, described_by};
use super::form::FormContext;
use domain::field::Field;
use leptos::html;
use leptos::prelude::*;

/// A field with several lines.
#[component]
pub fn TextArea(
    /// Which field.
    field: Field,
    /// Its label.
    label: &'static str,
    /// What is in it, to begin with and ever after.
    value: RwSignal<String>,
    /// How many lines it shows.
    #[prop(default = 3)]
    rows: u32,
    /// What a browser may fill in (HTML's `autocomplete`).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    let form = FormContext::here();
    let issue = form.issue(field);
    let input = NodeRef::<html::Textarea>::new();
    Effect::new(move |bound: Option<bool>| {
        let text = value.get();
        let Some(input) = input.get() else {
            return false;
        };
        if input.value() != text {
            // What was typed before the page answered wins over what the page was made with.
            if bound == Some(true) {
                input.set_value(&text);
            } else {
                value.set(input.value());
            }
        }
        true
    });
    view! {
        <FieldFrame field label optional hint issue>
            <div class="input">
                <textarea
                    node_ref=input
                    id=form.id(field)
                    name=field.as_str()
                    rows=rows.to_string()
                    autocomplete=autocomplete
                    aria-required=(!optional).then_some("true")
                    aria-invalid=move || issue.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(field)
                    on:input=move |event| value.set(event_target_value(&event))
                >
                    {value.get_untracked()}
                </textarea>
            </div>
        </FieldFrame>
    }
    .erase()
}
