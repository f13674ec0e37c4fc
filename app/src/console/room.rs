//! The rooms of the console.

use crate::ui::Glyph;
use crate::words::t;

/// A room of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    Overview,
    Subscription,
    Usage,
    Transcriptions,
    Tokens,
    Users,
    Billing,
    History,
}

impl Room {
    /// All rooms, in the order of the sidebar.
    pub(crate) const ALL: [Self; 8] = [
        Self::Overview,
        Self::Subscription,
        Self::Usage,
        Self::Transcriptions,
        Self::Tokens,
        Self::Users,
        Self::Billing,
        Self::History,
    ];

    /// Its address in the console that begins at `base`.
    pub(crate) fn href(self, base: &str) -> String {
        match self.word() {
            "" => base.to_owned(),
            word => format!("{base}/{word}"),
        }
    }

    /// The end of its address.
    const fn word(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Subscription => "subscription",
            Self::Usage => "usage",
            Self::Transcriptions => "transcriptions",
            Self::Tokens => "tokens",
            Self::Users => "users",
            Self::Billing => "billing",
            Self::History => "history",
        }
    }

    /// What it is called.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Overview => t!("Overview"),
            Self::Subscription => t!("Subscription"),
            Self::Usage => t!("Usage"),
            Self::Transcriptions => t!("Transcriptions"),
            Self::Tokens => t!("API tokens"),
            Self::Users => t!("Users"),
            Self::Billing => t!("Billing"),
            Self::History => t!("History"),
        }
    }

    /// Its picture.
    pub(crate) const fn glyph(self) -> Glyph {
        match self {
            Self::Overview => Glyph::Dashboard,
            Self::Subscription => Glyph::Layers,
            Self::Usage => Glyph::Chart,
            Self::Transcriptions => Glyph::AudioLines,
            Self::Tokens => Glyph::Key,
            Self::Users => Glyph::Users,
            Self::Billing => Glyph::Receipt,
            Self::History => Glyph::History,
        }
    }

    /// The room at an address.
    pub(crate) fn at(path: &str, base: &str) -> Option<Self> {
        let rest = path.strip_prefix(base)?.trim_matches('/');
        Self::ALL.into_iter().find(|room| room.word() == rest)
    }
}
