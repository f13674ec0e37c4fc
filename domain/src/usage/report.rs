//! Usage as it is answered.

use super::{Days, Usage};
use crate::time_zone::TimeZone;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A piece of time: an hour, a day or a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Its first instant.
    pub start: Timestamp,
    /// What it is called where the reseller is: `2026-10-25T02:00:00+01:00`, `2026-10-25`,
    /// `2026-10`.
    pub name: String,
}

/// What a series is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The word in programs: a mode, a language tag, a token's ID.
    pub key: String,
    /// What people call it, where the word does not say it: a token's name.
    pub name: Option<String>,
}

/// The usage of one part, slot by slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// What it is about; none is all.
    pub part: Option<Part>,
    /// As many as there are slots.
    pub slots: Vec<Usage>,
    /// All together.
    pub total: Usage,
}

/// The usage of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageReport {
    /// Where days begin and end.
    pub zone: TimeZone,
    /// When it was true.
    pub as_of: Timestamp,
    /// The days.
    pub days: Days,
    /// The pieces they are cut into.
    pub slots: Vec<Slot>,
    /// All of it.
    pub total: Usage,
    /// The days before.
    pub days_before: Days,
    /// What was used then.
    pub before: Usage,
    /// One for each part, the one with the most audio first; without a split only one.
    pub series: Vec<Series>,
}
