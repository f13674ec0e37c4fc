//! Usage that is reported in bulk: events in the form of `CloudEvents` 1.0
//! (<https://cloudevents.io>), of one type.

use super::Usage;
use crate::field::{Field, FieldErrors, Issue};
use crate::text;
use crate::timestamp::Timestamp;
use crate::transcription::{MEDIA_MAX_MS, Mode, SpokenLanguage};
use serde::{Deserialize, Serialize};

/// The type of the events: a piece of transcription work has ended.
pub const EVENT_TYPE: &str = "entrepot.transcription.ended";
/// For how many days an event may come late.
pub const LATE_DAYS: u16 = 35;
/// How many minutes it may be ahead: clocks are wrong.
pub const AHEAD_MINUTES: u16 = 5;
/// The most characters of a source and of an ID.
const TEXT_MAX: u16 = 200;

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

/// An event, as a program sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageEventDraft {
    /// What it is called where it comes from, required.
    pub id: String,
    /// Where it comes from, required.
    pub source: String,
    /// [`EVENT_TYPE`], required.
    pub event_type: String,
    /// When the work ended (RFC 3339); none is now.
    pub time: Option<String>,
    /// `batch` or `realtime`, required.
    pub mode: String,
    /// A language tag; none is unknown.
    pub language: Option<String>,
    /// `completed`, `failed` or `cancelled`; none is completed.
    pub outcome: Option<String>,
    /// How much audio there was, in milliseconds, required.
    pub media_ms: Option<i64>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemOutcome {
    /// It counts.
    Accepted,
    /// It counted before.
    Duplicate,
    /// It does not count.
    Rejected(FieldErrors),
}

impl UsageEventDraft {
    /// Checks every field; all issues are reported together.
    #[cfg(not(target_family = "wasm"))]
    pub fn parse(&self, now: Timestamp) -> Result<UsageEvent, FieldErrors> {
        use crate::transcription::{parse_mode, parse_number};
        let mut errors = FieldErrors::default();
        let id = errors.check(Field::EventId, text::line(&self.id, TEXT_MAX));
        let source = errors.check(Field::Source, text::line(&self.source, TEXT_MAX));
        let is_ours = errors.check(Field::EventType, check_type(&self.event_type));
        let time = errors.check(Field::Time, time(self.time.as_deref(), now));
        let mode = errors.check(Field::Mode, parse_mode(&self.mode));
        let language = self.language.as_deref().map(SpokenLanguage::parse);
        let language = language.unwrap_or_else(|| Ok(SpokenLanguage::unknown()));
        let language = errors.check(Field::Language, language);
        let outcome = errors.check(Field::Outcome, outcome(self.outcome.as_deref()));
        let media_ms = self.media_ms.ok_or(Issue::Required);
        let media_ms = media_ms.and_then(|it| parse_number(it, 0, MEDIA_MAX_MS));
        let media_ms = errors.check(Field::MediaMs, media_ms);
        match (id, source, is_ours, time, mode, language, outcome, media_ms) {
            (
                Some(id),
                Some(source),
                Some(()),
                Some(time),
                Some(mode),
                Some(language),
                Some(outcome),
                Some(media_ms),
            ) => Ok(UsageEvent {
                source,
                id,
                time,
                mode,
                language,
                outcome,
                media_ms,
            }),
            _ => Err(errors),
        }
    }
}

fn check_type(word: &str) -> Result<(), Issue> {
    match word {
        "" => Err(Issue::Required),
        EVENT_TYPE => Ok(()),
        _ => Err(Issue::NotOneOf {
            choices: EVENT_TYPE.to_owned(),
        }),
    }
}

#[cfg(not(target_family = "wasm"))]
fn time(text: Option<&str>, now: Timestamp) -> Result<Timestamp, Issue> {
    let Some(text) = text else { return Ok(now) };
    let time = Timestamp::parse(text)?;
    if time < now.plus_seconds(-i64::from(LATE_DAYS) * 24 * 60 * 60) {
        return Err(Issue::TooOld { days: LATE_DAYS });
    }
    if time > now.plus_seconds(i64::from(AHEAD_MINUTES) * 60) {
        return Err(Issue::TooFarAhead {
            minutes: AHEAD_MINUTES,
        });
    }
    Ok(time)
}

fn outcome(word: Option<&str>) -> Result<WorkOutcome, Issue> {
    let Some(word) = word else {
        return Ok(WorkOutcome::Completed);
    };
    let mut reported = WorkOutcome::REPORTED.into_iter();
    reported
        .find(|outcome| outcome.as_str() == word)
        .ok_or_else(|| Issue::NotOneOf {
            choices: WorkOutcome::REPORTED.map(WorkOutcome::as_str).join(", "),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> UsageEventDraft {
        UsageEventDraft {
            id: "job-1".into(),
            source: "engine-7".into(),
            event_type: EVENT_TYPE.into(),
            time: Some("2026-11-01T10:00:00+01:00".into()),
            mode: "batch".into(),
            language: Some("nl".into()),
            outcome: None,
            media_ms: Some(90_000),
        }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn an_event_may_be_35_days_late_and_5_minutes_ahead() {
        let issue = |now: &str| {
            let parsed = draft().parse(at(now));
            parsed.err().and_then(|it| it.get(Field::Time).cloned())
        };
        assert_eq!(issue("2026-12-06T09:00:00Z"), None);
        assert_eq!(
            issue("2026-12-06T09:00:01Z"),
            Some(Issue::TooOld { days: 35 })
        );
        assert_eq!(issue("2026-11-01T08:55:00Z"), None);
        assert_eq!(
            issue("2026-11-01T08:54:59Z"),
            Some(Issue::TooFarAhead { minutes: 5 })
        );
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let now = at("2026-11-01T10:00:00Z");
        let wrong = UsageEventDraft {
            outcome: Some("expired".into()),
            event_type: "other".into(),
            time: Some("yesterday".into()),
            ..UsageEventDraft::default()
        };
        let errors = wrong.parse(now).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "mode", "media_ms", "outcome", "source", "id", "time", "type"
            ]
        );
        let event = UsageEventDraft {
            time: None,
            ..draft()
        };
        assert_eq!(event.parse(now).unwrap().time, now);
    }

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
