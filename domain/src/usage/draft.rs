//! Usage on the way in, as programs send it.

use super::{AHEAD_MINUTES, EVENT_TYPE, LATE_DAYS, UsageEvent, WorkOutcome};
use crate::field::{Field, FieldErrors, Issue};
use crate::text;
use crate::timestamp::Timestamp;
use crate::transcription::{MEDIA_MAX_MS, SpokenLanguage, parse_mode, parse_number};

/// The most characters of a source and of an ID.
const TEXT_MAX: u16 = 200;

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

impl UsageEventDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(&self, now: Timestamp) -> Result<UsageEvent, FieldErrors> {
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
}
