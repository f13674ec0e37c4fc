//! Light, dark, or as the system says.

use serde::{Deserialize, Serialize};

/// The colour theme a person has chosen, kept in a cookie so that the first paint is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The word in the cookie, the form and the document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.as_str() == word)
    }

    /// The one that comes next when the switch is pressed.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

#[cfg(feature = "ssr")]
impl Theme {
    /// The theme of the request that is being answered.
    pub(crate) fn of_this_request() -> Self {
        leptos::prelude::use_context::<crate::backend::Context>()
            .map(|context| context.theme)
            .unwrap_or_default()
    }
}

#[cfg(not(feature = "ssr"))]
impl Theme {
    /// The theme that the server has written into the document.
    pub(crate) fn of_this_request() -> Self {
        leptos::prelude::document()
            .document_element()
            .and_then(|root| root.get_attribute("data-theme"))
            .and_then(|word| Self::from_word(&word))
            .unwrap_or_default()
    }
}
