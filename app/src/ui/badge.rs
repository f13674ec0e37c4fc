//! A state: word, colour and shape.

use super::inert::{Markup, html};

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
pub fn badge(tone: Tone, word: &str) -> Markup {
    html! { span.badge data-tone=(tone.as_str()) { (word) } }
}
