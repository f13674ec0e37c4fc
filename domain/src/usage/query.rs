//! What usage is asked for.

use super::UsageRange;
use crate::id::{CustomerId, TokenId};
use crate::transcription::{Mode, SpokenLanguage};
use serde::{Deserialize, Serialize};

/// How time is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// By hour.
    Hour,
    /// By day, where the reseller is.
    #[default]
    Day,
    /// By month, where the reseller is.
    Month,
}

impl Grain {
    /// All of them, the finest first.
    pub const ALL: [Self; 3] = [Self::Hour, Self::Day, Self::Month];

    /// The most days that are cut into hours: more would be no picture of anything.
    pub const HOURS_DAYS_MAX: i64 = 31;

    /// The word in addresses and programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
        }
    }

    /// The grain for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grain| grain.as_str() == word)
    }
}

/// What numbers are split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Batch and real-time.
    Mode,
    /// What is spoken.
    Language,
    /// The programs' tokens.
    Token,
}

impl Split {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mode, Self::Language, Self::Token];

    /// The word in addresses and programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mode => "mode",
            Self::Language => "language",
            Self::Token => "token",
        }
    }

    /// The split for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|split| split.as_str() == word)
    }
}

/// Which usage; everything given has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UsageFilter {
    /// Of this mode only.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// In this language only.
    #[serde(default)]
    pub language: Option<SpokenLanguage>,
    /// By this token only.
    #[serde(default)]
    pub token: Option<TokenId>,
}

/// The usage of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UsageQuery {
    /// Whose.
    pub customer: CustomerId,
    /// Of which days.
    pub range: UsageRange,
    /// How they are cut.
    pub grain: Grain,
    /// What the numbers are split by.
    pub split: Option<Split>,
    /// Which of it.
    pub filter: UsageFilter,
}
