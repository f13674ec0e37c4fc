//! Fields: a label, an input, a hint, and what is wrong with what was typed.

use super::button::IconButton;
use super::erased::{Content, Erase};
use super::form::FormContext;
use super::hydrated::hydrated;
use super::icon::{Glyph, Icon};
use crate::words::t;
use domain::field::Field;
use leptos::html;
use leptos::prelude::*;

/// What a text is, which decides the keyboard of a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Any text.
    #[default]
    Text,
    /// An email address.
    Email,
    /// A day.
    Date,
}

impl TextKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Date => "date",
        }
    }
}

/// The frame of a field: everything but its input.
#[component]
pub(super) fn FieldFrame(
    /// Which field.
    field: Field,
    /// Its label.
    label: &'static str,
    /// Whether it may stay empty.
    optional: bool,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong with it.
    #[prop(into)]
    issue: Signal<Option<String>>,
    /// What stands at the end of the label's line.
    #[prop(optional)]
    beside: Content,
    /// The input.
    children: Content,
) -> impl IntoView {
    let id = FormContext::here().id(field);
    let (hint_id, issue_id) = (format!("{id}-hint"), format!("{id}-issue"));
    view! {
        <div class="field">
            <div class="field-label">
                <label for=id>
                    {label} {optional.then(|| view! { <span class="aside">{t!(" (optional)")}</span> })}
                </label>
                {beside.show()}
            </div>
            {children.show()}
            <p class="issue" id=issue_id>
                {move || issue.get().map(|words| view! { <Icon glyph=Glyph::Warning />{words} })}
            </p>
            <p class="hint" id=hint_id>
                {move || if issue.with(Option::is_none) { hint.get() } else { None }}
            </p>
        </div>
    }
}

/// The IDs that describe a field's input.
pub(super) fn described_by(field: Field) -> String {
    let id = FormContext::here().id(field);
    format!("{id}-issue {id}-hint")
}

/// Keeps an input and its signal alike. What was typed before the page answered wins over what
/// the page was made with.
pub(super) fn bind(input: NodeRef<html::Input>, value: RwSignal<String>) {
    Effect::new(move |bound: Option<bool>| {
        let text = value.get();
        let Some(input) = input.get() else {
            return false;
        };
        if input.value() != text {
            if bound == Some(true) {
                input.set_value(&text);
            } else {
                value.set(input.value());
            }
        }
        true
    });
}

/// One line of text.
#[component]
pub fn TextField(
    /// Which field.
    field: Field,
    /// Its label.
    label: &'static str,
    /// What is in it, to begin with and ever after.
    #[prop(optional)]
    value: RwSignal<String>,
    /// What it is.
    #[prop(optional)]
    kind: TextKind,
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
    let input = NodeRef::<html::Input>::new();
    bind(input, value);
    view! {
        <FieldFrame field label optional hint issue>
            <div class="input">
                <input
                    node_ref=input
                    id=form.id(field)
                    name=field.as_str()
                    type=kind.as_str()
                    value=value.get_untracked()
                    autocomplete=autocomplete
                    aria-required=(!optional).then_some("true")
                    aria-invalid=move || issue.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(field)
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        </FieldFrame>
    }
    .erase()
}

/// A password, which can be shown.
#[component]
pub fn PasswordField(
    /// Which field.
    #[prop(default = Field::Password)]
    field: Field,
    /// Its label.
    #[prop(default = t!("Password"))]
    label: &'static str,
    /// What is in it.
    #[prop(optional)]
    value: RwSignal<String>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What stands at the end of the label's line.
    #[prop(optional, into)]
    beside: Content,
) -> impl IntoView {
    let form = FormContext::here();
    let issue = form.issue(field);
    let (shown, set_shown) = signal(false);
    let hydrated = hydrated();
    let input = NodeRef::<html::Input>::new();
    bind(input, value);
    let toggle = move || {
        let (glyph, label) = if shown.get() {
            (Glyph::EyeOff, t!("Hide password"))
        } else {
            (Glyph::Eye, t!("Show password"))
        };
        view! { <IconButton glyph label on:click=move |_| set_shown.update(|shown| *shown = !*shown) /> }
    };
    view! {
        <FieldFrame field label optional=false hint issue beside>
            <div class="input">
                <input
                    node_ref=input
                    id=form.id(field)
                    name=field.as_str()
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    spellcheck="false"
                    autocapitalize="none"
                    aria-required="true"
                    aria-invalid=move || issue.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(field)
                    on:input=move |event| value.set(event_target_value(&event))
                />
                {move || hydrated.get().then(toggle)}
            </div>
        </FieldFrame>
    }
}

/// A switch with two states.
#[component]
pub fn Checkbox(
    /// Its name in the form.
    name: &'static str,
    /// Its label.
    #[prop(into)]
    label: String,
    /// Whether it is on, to begin with and ever after.
    #[prop(optional)]
    checked: RwSignal<bool>,
    /// What it means.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |bound: Option<bool>| {
        let on = checked.get();
        let Some(input) = input.get() else {
            return false;
        };
        if bound == Some(true) {
            input.set_checked(on);
        } else if input.checked() != on {
            checked.set(input.checked());
        }
        true
    });
    view! {
        <label class="checkbox">
            <input
                node_ref=input
                type="checkbox"
                name=name
                value="true"
                checked=checked.get_untracked()
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <span>{label} {hint.map(|text| view! { <small>{text}</small> })}</span>
        </label>
    }
}
