//! What is around fields: their errors, and forms that only ask.

use super::element;
use super::erased::Content;
use super::icon::{Glyph, Icon};
use super::words::{error_words, field_words, issue_words};
use crate::words::t;
use domain::error::Error;
use domain::field::{Field, FieldErrors};
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, Node, UrlSearchParams};

/// What the fields of one form need to know about it.
#[derive(Clone, Copy)]
pub(super) struct FormContext {
    name: &'static str,
    errors: Signal<FieldErrors>,
}

impl FormContext {
    /// The form around the caller, or a nameless one without errors.
    pub(super) fn here() -> Self {
        use_context().unwrap_or_else(|| Self {
            name: "form",
            errors: Signal::default(),
        })
    }

    /// The ID of a field's input.
    pub(super) fn id(self, field: Field) -> String {
        format!("{}-{}", self.name, field.as_str())
    }

    /// The sentence about a field, if there is something to say.
    pub(super) fn issue(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.errors
                .with(|errors| errors.get(field).map(|issue| issue_words(field, issue)))
        })
    }
}

/// The fields of a form, each of which finds its own issue here. After a refusal the first field
/// that needs another look gets the focus; of several there is a list on top.
#[component]
pub fn Fields(
    /// A word for the form, unique on the page: the beginning of its fields' IDs.
    name: &'static str,
    /// What is wrong with what was typed.
    #[prop(into)]
    errors: Signal<FieldErrors>,
    /// The fields.
    children: Content,
) -> impl IntoView {
    let context = FormContext { name, errors };
    provide_context(context);
    let fields = NodeRef::<html::Div>::new();
    // Whether the form has been submitted as it is.
    let submitted = StoredValue::new(false);
    // By the next frame everybody has heard of the submit, and shows what it has come to.
    let look = move || {
        request_animation_frame(move || {
            if submitted.try_get_value() != Some(true) {
                return;
            }
            let invalid = fields
                .get_untracked()
                .and_then(|fields| element::first(&fields, "[aria-invalid=true]"));
            if let Some(invalid) = invalid {
                submitted.set_value(false);
                element::focus(&invalid);
            }
        });
    };
    element::listen(leptos::ev::submit, move |event: SubmitEvent| {
        let form = event.target().and_then(|form| form.dyn_into::<Node>().ok());
        let fields = fields.get_untracked();
        if form.is_some_and(|form| form.contains(fields.as_ref().map(AsRef::as_ref))) {
            submitted.set_value(true);
            // What is wrong may be known already: from when the field was left for the button.
            look();
        }
    });
    Effect::new(move |known: Option<usize>| {
        let issues = errors.with(|errors| errors.iter().count());
        // Only a refusal moves the focus: not the page's own beginning, not a field put right, and
        // not one that has been left with something wrong in it, for somebody types in the next.
        if known.is_some_and(|known| issues > known) {
            look();
        }
        issues
    });
    view! {
        <div class="fields" node_ref=fields on:input=move |_| submitted.set_value(false)>
            {move || errors.with(|errors| summary(context, errors))}
            {children.show()}
        </div>
    }
}

/// Links to the fields that need another look, if there are several.
fn summary(form: FormContext, errors: &FieldErrors) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = errors
        .iter()
        .map(|(field, _)| {
            let id = form.id(field);
            let href = format!("#{id}");
            // The address stays as it is: it may name the dialog that this stands in.
            let reach = move |event: MouseEvent| {
                event.prevent_default();
                let field = document()
                    .get_element_by_id(&id)
                    .and_then(|it| it.dyn_into().ok());
                field.iter().for_each(element::focus);
            };
            view! {
                <li>
                    <a href=href on:click=reach>{field_words(field)}</a>
                </li>
            }
        })
        .collect();
    (links.len() > 1).then(|| {
        view! {
            <div class="summary" role="group" aria-label=t!("Fields that need another look")>
                <p>{t!("{count} fields need another look:", count = links.len())}</p>
                <ul>{links}</ul>
            </div>
        }
    })
}

/// Why something could not be done, as far as no field says it.
#[component]
pub fn Alert(
    /// The refusal or failure, if there is one.
    #[prop(into)]
    error: Signal<Option<Error>>,
) -> impl IntoView {
    let words = move || match error.get() {
        None | Some(Error::Invalid(_)) => None,
        Some(error) => Some(error_words(&error)),
    };
    view! {
        <div class="alert-place" role="alert">
            {move || {
                words()
                    .map(|words| {
                        view! {
                            <p class="alert">
                                <Icon glyph=Glyph::Warning />
                                <span>{words}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
}

/// The parts of an address's query that a form which asks for something else keeps.
pub type Kept = Vec<(String, String)>;

/// A form that leads to an address made of its fields. In the browser it leaves empty fields out.
#[component]
pub fn GetForm(
    /// The path.
    #[prop(into)]
    action: String,
    /// What else the address says.
    #[prop(optional, into)]
    kept: Signal<Kept>,
    /// Its class.
    #[prop(optional)]
    class: &'static str,
    /// Whether the new address takes the place of the one before in the history.
    #[prop(optional)]
    replace: bool,
    /// The fields.
    children: Content,
) -> impl IntoView {
    let path = action.clone();
    let on_submit = move |event: SubmitEvent| {
        let Some(query) = query(&event) else { return };
        event.prevent_default();
        element::visit(&format!("{path}{query}"), replace);
    };
    let hidden = move || {
        let hidden = |(name, value)| view! { <input type="hidden" name=name value=value /> };
        kept.get().into_iter().map(hidden).collect_view()
    };
    view! {
        <form method="get" action=action class=class on:submit=on_submit>
            {hidden}
            {children.show()}
        </form>
    }
}

/// The query that a form asks for, with its question mark.
fn query(event: &SubmitEvent) -> Option<String> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let fields = String::from(fields.to_string());
    let given: Vec<_> = fields
        .split('&')
        .filter(|field| !field.ends_with('='))
        .collect();
    Some(if given.concat().is_empty() {
        String::new()
    } else {
        format!("?{}", given.join("&"))
    })
}
