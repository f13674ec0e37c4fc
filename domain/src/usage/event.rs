//! Usage that is reported in bulk: events in the form of `CloudEvents` 1.0
//! (<https://cloudevents.io>), of one type.

use super::Usage;
use crate::timestamp::Timestamp;
use crate::transcription::{Mode, SpokenLanguage};
use serde::{Deserialize, Serialize};

/// The type of the events: a piece of transcription work has ended.
pub const EVENT_TYPE: &str = "entrepot.transcription.ended";
/// For how many days an event may come late.
pub const LATE_DAYS: u16 = 35;
/// How many minutes it may be ahead: clocks are wrong.
pub const AHEAD_MINUTES: u16 = 5;

/// How a piece of work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkOutcome {
    /// It was completed.
    Completed,
    /// Something went wrong.
    Failed,
    /// Somebody stopped it.
    Cancelled,
    /// Nothing was heard of it for too long. Only sessions end so.
    Expired,
}

impl WorkOutcome {
    /// Those that can be reported.
    pub const REPORTED: [Self; 3] = [Self::Completed, Self::Failed, Self::Cancelled];

    /// The word in programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// What is counted of one piece of work that ended so.
    pub fn usage(self, media_ms: i64) -> Usage {
        let one = Usage::default();
        match self {
            Self::Completed => Usage {
                completed: 1,
                audio_ms: media_ms,
                billed_ms: media_ms,
                ..one
            },
            Self::Failed => Usage { failed: 1, ..one },
            Self::Cancelled => Usage {
                cancelled: 1,
                ..one
            },
            Self::Expired => Usage { expired: 1, ..one },
        }
    }
}

/// An event, valid but not counted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageEvent {
    /// Where it comes from.
    pub source: String,
    /// What it is called there: an event with the same source and ID is the same event, for ever.
    pub id: String,
    /// When the work ended.
    pub time: Timestamp,
    /// How the work got its audio.
    pub mode: Mode,
    /// What was spoken.
    pub language: SpokenLanguage,
    /// How it ended.
    pub outcome: WorkOutcome,
    /// How much audio there was, in milliseconds.
    pub media_ms: i64,
}

/// What became of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemOutcome {
    /// It counts.
    Accepted,
    /// It counted before.
    Duplicate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_completed_work_has_audio() {
        assert_eq!(WorkOutcome::Completed.usage(5).audio_ms, 5);
        for outcome in [
            WorkOutcome::Failed,
            WorkOutcome::Cancelled,
            WorkOutcome::Expired,
        ] {
            let usage = outcome.usage(5);
            assert_eq!((usage.audio_ms, usage.transcriptions()), (0, 1));
        }
    }
}
