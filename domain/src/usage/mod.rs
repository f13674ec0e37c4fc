//! What was used: counted as it is reported, read by hour, day or month.

#[cfg(not(target_family = "wasm"))]
mod draft;
mod event;
mod port;
mod query;
mod range;
mod report;

#[cfg(not(target_family = "wasm"))]
pub use draft::UsageEventDraft;
pub use event::{AHEAD_MINUTES, EVENT_TYPE, ItemOutcome, LATE_DAYS, UsageEvent, WorkOutcome};
pub use port::{Difference, UsageAudit, UsageEvents, UsageReports};
pub use query::{Grain, Split, UsageFilter, UsageQuery};
pub use range::{Days, UsageRange};
pub use report::{Part, Series, Slot, UsageReport};

use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Sub};

/// What is counted of pieces of work that have ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Usage {
    /// Those that were completed.
    pub completed: i64,
    /// Those in which something went wrong.
    pub failed: i64,
    /// Those that somebody stopped.
    pub cancelled: i64,
    /// Those of which nothing was heard for too long.
    pub expired: i64,
    /// The audio of the completed ones, in milliseconds.
    pub audio_ms: i64,
    /// How much of it is charged, in milliseconds.
    pub billed_ms: i64,
}

impl Usage {
    /// All pieces of work.
    pub const fn transcriptions(&self) -> i64 {
        self.completed + self.failed + self.cancelled + self.expired
    }

    /// Whether there is none.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// How many of 1,000 went wrong, of those that nobody stopped; none if there were none.
    pub const fn failed_per_mille(&self) -> Option<i64> {
        let wrong = self.failed + self.expired;
        match self.completed + wrong {
            0 => None,
            all => Some((wrong * 1_000 + all / 2) / all),
        }
    }

    /// The audio of a completed one on average, in milliseconds; none if there are none.
    pub const fn average_ms(&self) -> Option<i64> {
        match self.completed {
            0 => None,
            completed => Some((self.audio_ms + completed / 2) / completed),
        }
    }
}

impl Add for Usage {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            completed: self.completed + other.completed,
            failed: self.failed + other.failed,
            cancelled: self.cancelled + other.cancelled,
            expired: self.expired + other.expired,
            audio_ms: self.audio_ms + other.audio_ms,
            billed_ms: self.billed_ms + other.billed_ms,
        }
    }
}

impl AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Usage {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            completed: self.completed - other.completed,
            failed: self.failed - other.failed,
            cancelled: self.cancelled - other.cancelled,
            expired: self.expired - other.expired,
            audio_ms: self.audio_ms - other.audio_ms,
            billed_ms: self.billed_ms - other.billed_ms,
        }
    }
}

impl std::iter::Sum for Usage {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_leave_out_what_somebody_stopped() {
        let usage = Usage {
            completed: 997,
            failed: 2,
            cancelled: 500,
            expired: 1,
            audio_ms: 997_000,
            billed_ms: 997_000,
        };
        assert_eq!(usage.transcriptions(), 1_500);
        assert_eq!(usage.failed_per_mille(), Some(3));
        assert_eq!(usage.average_ms(), Some(1_000));
        assert_eq!(Usage::default().failed_per_mille(), None);
        assert_eq!(Usage::default().average_ms(), None);
    }
}
