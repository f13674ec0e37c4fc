//! What a list of sessions is asked for.

use super::{Mode, SpokenLanguage, TranscriptionStatus};
use crate::day::Day;
use crate::id::TokenId;
use crate::listing::{Direction, PageRequest, Sort};
use serde::{Deserialize, Serialize};

/// What a list of sessions can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TranscriptionSort {
    /// When it was begun.
    #[default]
    Created,
    /// When the engine got to it; never counts as before all others.
    Started,
    /// When it ended; never counts as before all others.
    Finished,
    /// How much audio.
    Audio,
    /// How much of it is charged.
    Billed,
}

impl Sort for TranscriptionSort {
    const ALL: &'static [Self] = &[
        Self::Created,
        Self::Started,
        Self::Finished,
        Self::Audio,
        Self::Billed,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Started => "started",
            Self::Finished => "finished",
            Self::Audio => "audio",
            Self::Billed => "billed",
        }
    }

    fn first_direction(self) -> Direction {
        Direction::Descending
    }
}

/// Which sessions; everything given has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TranscriptionFilter {
    /// Words to find in the source's name or the external ID, or an ID; empty finds all.
    #[serde(default)]
    pub search: String,
    /// One of these; none means any.
    #[serde(default)]
    pub statuses: Vec<TranscriptionStatus>,
    /// Of this mode only.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// In this language only.
    #[serde(default)]
    pub language: Option<SpokenLanguage>,
    /// Begun with this token only.
    #[serde(default)]
    pub token: Option<TokenId>,
    /// Begun on this day or later, where the reseller is.
    #[serde(default)]
    pub from: Option<Day>,
    /// Begun on this day or earlier.
    #[serde(default)]
    pub to: Option<Day>,
}

impl TranscriptionFilter {
    /// The most characters of a search that are looked at.
    pub const SEARCH_MAX: usize = 200;
}

/// One page of sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptionListing {
    /// Which sessions.
    pub filter: TranscriptionFilter,
    /// Which page, in which order.
    pub page: PageRequest<TranscriptionSort>,
}
