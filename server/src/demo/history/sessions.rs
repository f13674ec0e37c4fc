//! The latest sessions, of which some are still under way.

use super::calendar::Calendar;
use super::habits::Habits;
use super::plans::{Plan, of_work};
use super::work::{language, media_ms, mode};
use crate::demo::dice::Dice;
use crate::demo::recordings::{FAULTS, source_name};
use domain::access::{Permit, ReportTranscriptions};
use domain::error::Result;
use domain::timestamp::Timestamp;
use domain::transcription::{Mode, NewTranscription, Report, TranscriptionReport, Transcriptions};
use store::Store;

/// How many days back they go.
const DAYS: u32 = 4;
/// How many times faster than speech an engine is.
const SPEED: i64 = 9;

/// What becomes of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    /// It has just been begun.
    Queued,
    /// The engine is at a recording.
    Processing,
    /// The engine was, and has not been heard of for an hour.
    Stalled,
    /// Somebody is speaking.
    Running,
    /// Somebody was, and went away without a word.
    Silent,
    /// It was completed.
    Completed,
    /// Something went wrong.
    Failed,
    /// Somebody stopped it.
    Cancelled,
}

/// A session, and all that is reported of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    /// Which of the customer's tokens it was begun by.
    pub(super) token: usize,
    new: NewTranscription,
    begun_at: Timestamp,
    reports: Vec<(Timestamp, TranscriptionReport)>,
    /// When it ends by itself, if it does.
    pub(super) expires_at: Option<Timestamp>,
}

/// The latest sessions of one of the customers.
pub(super) fn sessions(
    number: usize,
    habits: &Habits,
    plans: &[Plan],
    calendar: &Calendar,
    dice: &mut Dice,
) -> Result<Vec<Session>> {
    courses(number, habits.sessions)
        .into_iter()
        .map(|course| session(course, habits, plans, calendar, dice))
        .collect()
}

fn courses(number: usize, ended: usize) -> Vec<Course> {
    let open: &[Course] = match number {
        0 => &[
            Course::Queued,
            Course::Processing,
            Course::Stalled,
            Course::Running,
            Course::Silent,
        ],
        1 => &[Course::Processing, Course::Running],
        2 => &[Course::Queued],
        _ => &[],
    };
    let ended = (0..ended).map(|number| match (number % 11, number % 13) {
        (3, _) => Course::Failed,
        (_, 5) => Course::Cancelled,
        _ => Course::Completed,
    });
    open.iter().copied().chain(ended).collect()
}

fn session(
    course: Course,
    habits: &Habits,
    plans: &[Plan],
    calendar: &Calendar,
    dice: &mut Dice,
) -> Result<Session> {
    let mode = match course {
        Course::Queued | Course::Processing | Course::Stalled => Mode::Batch,
        Course::Running | Course::Silent => Mode::Realtime,
        Course::Completed | Course::Failed | Course::Cancelled => mode(habits, dice),
    };
    let media_ms = media_ms(mode, dice);
    let ago = |seconds: i64| calendar.now.plus_seconds(-seconds);
    let begun_at = match course {
        Course::Queued => ago(dice.between(20, 90)),
        Course::Processing => ago(dice.between(100, 300)),
        Course::Stalled => ago(4_300),
        Course::Running => ago(dice.between(200, 900)),
        Course::Silent => ago(6 * 3_600),
        Course::Completed | Course::Failed | Course::Cancelled => ended(media_ms, calendar, dice),
    };
    let new = NewTranscription {
        mode,
        language: language(habits, dice)?,
        source_name: Some(source_name(mode, dice)),
        external_id: dice
            .chance(2, 3)
            .then(|| format!("JOB-{}", dice.between(1_000, 9_999))),
    };
    let reports = reports(course, mode, (begun_at, calendar.now), media_ms, dice);
    let last = reports.last().map_or(begun_at, |(at, _)| *at);
    let silence = last.plus_seconds(mode.expiry_seconds());
    Ok(Session {
        token: of_work(plans, mode, begun_at, dice),
        new,
        begun_at,
        reports,
        expires_at: (course == Course::Silent).then_some(silence),
    })
}

/// When a session was begun that has ended: so long ago that it can have.
fn ended(media_ms: i64, calendar: &Calendar, dice: &mut Dice) -> Timestamp {
    let day = u32::try_from(dice.below(u64::from(DAYS))).unwrap_or_default();
    let at = calendar.moment(day, dice);
    if at.plus_seconds(media_ms / 1_000 + 600) < calendar.now {
        at
    } else {
        at.plus_seconds(-24 * 3_600)
    }
}

/// What is reported of a session, and when.
fn reports(
    course: Course,
    mode: Mode,
    (begun, now): (Timestamp, Timestamp),
    media_ms: i64,
    dice: &mut Dice,
) -> Vec<(Timestamp, TranscriptionReport)> {
    let spoken = |seconds: i64| seconds.max(0) * 1_000;
    let first = begun.plus_seconds(dice.between(2, 15));
    let seconds = match mode {
        Mode::Batch => media_ms / 1_000 / SPEED,
        Mode::Realtime => media_ms / 1_000,
    };
    let end = first.plus_seconds(seconds);
    let fault = (*dice.one_of(&FAULTS)).to_owned();
    let progress = |sequence, media_ms| report(Report::Progress, sequence, media_ms);
    let so_far = match course {
        Course::Queued => return Vec::new(),
        Course::Processing => (now.plus_seconds(-20), progress(2, media_ms / 3)),
        Course::Stalled => (begun.plus_seconds(600), progress(2, media_ms / 2)),
        Course::Running => (now, progress(2, spoken(now.seconds_since(first)))),
        Course::Silent => (begun.plus_seconds(900), progress(2, spoken(880))),
        Course::Completed => (end, report(Report::Complete, 2, media_ms)),
        Course::Failed => (
            end,
            TranscriptionReport {
                error: Some(fault),
                ..report(Report::Fail, 2, media_ms / 2)
            },
        ),
        Course::Cancelled => (end, report(Report::Cancel, 2, media_ms / 4)),
    };
    vec![(first, progress(1, 0)), so_far]
}

fn report(report: Report, sequence: i64, media_ms: i64) -> TranscriptionReport {
    TranscriptionReport {
        report,
        sequence,
        media_ms: Some(media_ms),
        language: None,
        error: None,
    }
}

impl Session {
    /// When something was last heard of it.
    pub(super) fn last_report(&self) -> Timestamp {
        self.reports.last().map_or(self.begun_at, |(at, _)| *at)
    }

    /// Begins and reports it, as if it were then.
    pub(super) async fn carry_out(
        &self,
        store: &Store,
        permit: &Permit<ReportTranscriptions>,
    ) -> Result<()> {
        let begun = store
            .begin_transcription(permit, self.new.clone(), self.begun_at)
            .await?;
        for (at, report) in &self.reports {
            store
                .report_transcription(permit, begun.id, report.clone(), *at)
                .await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::history::habits::Lately;
    use crate::demo::history::plans::plans;
    use domain::transcription::{Transcription, TranscriptionStatus};

    fn status(session: &Session) -> TranscriptionStatus {
        let last = session.reports.last();
        match (session.expires_at, last) {
            (Some(_), _) => TranscriptionStatus::Expired,
            (None, Some((_, report))) => report.report.leads_to(),
            (None, None) => TranscriptionStatus::Queued,
        }
    }

    #[test]
    fn the_first_customer_has_sessions_of_every_kind() {
        let now = Timestamp::parse("2026-06-18T14:30:00Z").unwrap();
        let habits = Habits {
            pieces: 40,
            languages: &["nl", "tr"],
            realtime: 45,
            lately: Lately::AsEver,
            sessions: 40,
        };
        let calendar = Calendar::until(now).unwrap();
        let made = |number| {
            let plans = plans(number, now);
            sessions(number, &habits, &plans, &calendar, &mut Dice(7)).unwrap()
        };
        assert_eq!(made(0), made(0));
        let all = made(0);
        for wanted in TranscriptionStatus::ALL {
            assert!(all.iter().any(|it| status(it) == wanted), "{wanted:?}");
        }
        let is_stalled = |it: &&Session| {
            Transcription::is_stalled(status(it), it.new.mode, it.last_report(), now)
        };
        assert_eq!(all.iter().filter(is_stalled).count(), 1);
        for session in &all {
            let mut before = session.begun_at;
            for (at, report) in &session.reports {
                assert!(before < *at && *at <= now, "{session:?}");
                assert_eq!(report.error.is_some(), report.report == Report::Fail);
                before = *at;
            }
        }
        assert_eq!(made(9).len(), 40);
    }
}
