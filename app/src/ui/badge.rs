//! A state: word, colour and shape.

use super::erased::Content;
use leptos::prelude::*;

/// What a state means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Ok,
    /// Switched off.
    Off,
    /// Worth a look.
    Warn,
    /// Wrong.
    Danger,
    /// Neither good nor bad.
    Info,
}

impl Tone {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Danger => "danger",
            Self::Info => "info",
        }
    }
}

/// The state of a thing in a word.
#[component]
pub fn Badge(
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The word.
    children: Content,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=move || tone.get().as_str()>
            {children.show()}
        </span>
    }
}
