//! Buttons, and links that look like them.

use super::erased::{Content, Erase};
use super::icon::{Glyph, Icon};
use super::read_only::{is_read_only, read_only_words};
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing this page is for.
    Primary,
    /// One of several things.
    #[default]
    Plain,
    /// Something aside.
    Ghost,
    /// What cannot be taken back.
    Danger,
}

impl Look {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Ghost => "ghost",
            Self::Danger => "danger",
        }
    }
}

/// What a button does to the form around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Nothing.
    #[default]
    Push,
    /// Submits it.
    Submit,
    /// Sets it back.
    Reset,
}

impl ButtonKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Push => "button",
            Self::Submit => "submit",
            Self::Reset => "reset",
        }
    }
}

/// A button. While it is busy it keeps the focus and does nothing.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// What it does to the form around it.
    #[prop(optional)]
    kind: ButtonKind,
    /// A picture in front.
    #[prop(optional)]
    icon: Option<Glyph>,
    /// Whether what it started still runs.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether there is nothing it could do now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether what it submits changes nothing, so that it works where nothing may be changed.
    #[prop(optional)]
    harmless: bool,
    /// What it says.
    children: Content,
) -> impl IntoView {
    let is_off = kind == ButtonKind::Submit && !harmless && is_read_only();
    view! {
        <button
            type=kind.as_str()
            class="button"
            data-look=look.as_str()
            aria-busy=move || busy.get().then_some("true")
            disabled=move || is_off || disabled.get()
            title=is_off.then(read_only_words)
            on:click=move |event| {
                if busy.get_untracked() {
                    event.prevent_default();
                }
            }
        >
            {icon.map(|glyph| view! { <Icon glyph /> })}
            {children.show()}
        </button>
    }
    .erase()
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// A picture in front.
    #[prop(optional)]
    icon: Option<Glyph>,
    /// Whether the page stays where it is scrolled to, as under a dialog.
    #[prop(optional)]
    stay: bool,
    /// Whether it leads to a change, and so nowhere where nothing may be changed.
    #[prop(optional)]
    change: bool,
    /// What it says.
    children: Content,
) -> impl IntoView {
    let is_off = change && is_read_only();
    view! {
        <a
            class="button"
            data-look=look.as_str()
            role=is_off.then_some("link")
            aria-disabled=is_off.then_some("true")
            title=is_off.then(read_only_words)
            href=move || (!is_off).then(|| href.get())
            data-noscroll=stay.then_some("")
        >
            {icon.map(|glyph| view! { <Icon glyph /> })}
            {children.show()}
        </a>
    }
    .erase()
}

/// A button that is only a picture.
#[component]
pub fn IconButton(
    /// The picture.
    glyph: Glyph,
    /// What it would say.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=move || label.get()
            title=move || label.get()
        >
            <Icon glyph />
        </button>
    }
    .erase()
}

/// A link that is only a picture. Without an address it stays in its place and leads nowhere.
#[component]
pub fn IconLink(
    /// The picture.
    glyph: Glyph,
    /// What it would say.
    #[prop(into)]
    label: String,
    /// Where it leads, if anywhere now.
    #[prop(into)]
    href: Signal<Option<String>>,
) -> impl IntoView {
    let title = label.clone();
    view! {
        <a
            class="icon-button"
            role="link"
            aria-label=label
            title=title
            href=move || href.get()
            aria-disabled=move || href.with(Option::is_none).then_some("true")
        >
            <Icon glyph />
        </a>
    }
    .erase()
}
