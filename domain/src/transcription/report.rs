//! What an engine reports of a session, and what becomes of the session then.

use super::{SpokenLanguage, TranscriptionStatus as Status};
use crate::field::{Field, FieldErrors, Issue};
use crate::text;
use serde::{Deserialize, Serialize};

/// The most audio of one session: 31 days, in milliseconds.
pub const MEDIA_MAX_MS: i64 = 31 * 24 * 60 * 60 * 1_000;
/// The most characters of an error.
const ERROR_MAX: u16 = 1_000;

/// What is said of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Report {
    /// The engine is at it; also that it still is.
    Progress,
    /// It is done.
    Complete,
    /// Something went wrong.
    Fail,
    /// Somebody stopped it.
    Cancel,
}

impl Report {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Progress, Self::Complete, Self::Fail, Self::Cancel];

    /// Where a session stands after it.
    pub const fn leads_to(self) -> Status {
        match self {
            Self::Progress => Status::Processing,
            Self::Complete => Status::Completed,
            Self::Fail => Status::Failed,
            Self::Cancel => Status::Cancelled,
        }
    }
}

/// A report, as a program sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportDraft {
    /// Its number, from 1, higher than those of all reports before, required.
    pub sequence: Option<i64>,
    /// All of the audio so far, in milliseconds; none leaves it as it is.
    pub media_ms: Option<i64>,
    /// What is spoken, now that it is known.
    pub language: Option<String>,
    /// What went wrong.
    pub error: Option<String>,
}

/// A report, valid but not taken yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptionReport {
    /// What is said.
    pub report: Report,
    /// Its number.
    pub sequence: i64,
    /// All of the audio so far, in milliseconds.
    pub media_ms: Option<i64>,
    /// What is spoken.
    pub language: Option<SpokenLanguage>,
    /// What went wrong.
    pub error: Option<String>,
}

impl ReportDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(&self, report: Report) -> Result<TranscriptionReport, FieldErrors> {
        let mut errors = FieldErrors::default();
        let sequence = self.sequence.ok_or(Issue::Required);
        let sequence = sequence.and_then(|it| number(it, 1, i64::from(i32::MAX)));
        let sequence = errors.check(Field::Sequence, sequence);
        let media_ms = self.media_ms.map(|it| number(it, 0, MEDIA_MAX_MS));
        let media_ms = errors.check(Field::MediaMs, media_ms.transpose());
        let language = self.language.as_deref().map(SpokenLanguage::parse);
        let language = errors.check(Field::Language, language.transpose());
        let error = self.error.as_deref().map(printable).unwrap_or_default();
        let error = match text::lines(&error, ERROR_MAX) {
            Err(Issue::Required) if report != Report::Fail => Ok(None),
            error => error.map(Some),
        };
        let error = errors.check(Field::Error, error);
        match (sequence, media_ms, language, error) {
            (Some(sequence), Some(media_ms), Some(language), Some(error)) => {
                Ok(TranscriptionReport {
                    report,
                    sequence,
                    media_ms,
                    language,
                    error,
                })
            }
            _ => Err(errors),
        }
    }
}

/// A message as some engine has written it, with spaces for tabs, colours, and whatever else no
/// reader can see. Nobody at an engine could put it right, and its news must not be lost over it.
fn printable(message: &str) -> String {
    let seen = |it: char| match it {
        '\n' => it,
        it if it.is_control() => ' ',
        it => it,
    };
    message.replace("\r\n", "\n").chars().map(seen).collect()
}

/// A number within limits.
pub(crate) fn number(value: i64, min: i64, max: i64) -> Result<i64, Issue> {
    if (min..=max).contains(&value) {
        Ok(value)
    } else {
        Err(Issue::OutOfRange { min, max })
    }
}

/// What becomes of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The session stands there now.
    Taken(Status),
    /// It was known, or a later one came before it: nothing changes.
    Known,
    /// A session that has ended takes no news.
    Refused,
}

/// What becomes of a report with a number, for a session that stands somewhere and has taken reports
/// up to another number. Reports may skip steps: whoever sends two at once does not decide which one
/// comes first.
pub const fn apply(status: Status, taken: i64, report: Report, sequence: i64) -> Outcome {
    if sequence <= taken {
        return Outcome::Known;
    }
    if status.is_end() {
        return Outcome::Refused;
    }
    Outcome::Taken(report.leads_to())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of two reports: in order, the same again, and the later one first.
    #[test]
    fn every_pair_of_reports_leads_where_it_should() {
        for first in Report::ALL {
            for second in Report::ALL {
                let Outcome::Taken(after_first) = apply(Status::Queued, 0, first, 1) else {
                    panic!("{first:?} is taken by a session that was just begun");
                };
                assert_eq!(apply(after_first, 1, first, 1), Outcome::Known);
                let in_order = apply(after_first, 1, second, 2);
                if first == Report::Progress {
                    assert_eq!(in_order, Outcome::Taken(second.leads_to()));
                } else {
                    assert_eq!(in_order, Outcome::Refused, "{second:?} after {first:?}");
                }
                let Outcome::Taken(after_second) = apply(Status::Queued, 0, second, 2) else {
                    panic!("{second:?} is taken first");
                };
                assert_eq!(apply(after_second, 2, first, 1), Outcome::Known);
            }
        }
    }

    #[test]
    fn a_failure_says_why() {
        let draft = ReportDraft {
            sequence: Some(3),
            media_ms: Some(-1),
            ..ReportDraft::default()
        };
        let errors = draft.parse(Report::Fail).unwrap_err();
        assert_eq!(errors.get(Field::Error), Some(&Issue::Required));
        assert!(errors.get(Field::MediaMs).is_some());
        let draft = ReportDraft {
            media_ms: None,
            error: Some("no speech\nfound".into()),
            ..draft
        };
        assert!(draft.parse(Report::Fail).is_ok());
        assert!(ReportDraft::default().parse(Report::Progress).is_err());
    }

    #[test]
    fn what_an_engine_prints_is_taken_as_it_can_be_read() {
        let said = |error: &str| {
            let draft = ReportDraft {
                sequence: Some(1),
                error: Some(error.into()),
                ..ReportDraft::default()
            };
            draft.parse(Report::Fail).map(|report| report.error)
        };
        let printed = said("\u{1b}[31mCUDA error:\tout of memory\u{1b}[0m\r\n  at line 7\0");
        let read = " [31mCUDA error: out of memory [0m\n  at line 7".trim();
        assert_eq!(printed.unwrap().as_deref(), Some(read));
        assert!(said("\t\0").is_err());
        assert!(said(&"x".repeat(1_001)).is_err());
    }
}
