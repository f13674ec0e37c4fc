//! 90 days of work that was reported in bulk.

use super::calendar::Calendar;
use super::habits::{Habits, Lately};
use super::plans::{Plan, of_work};
use crate::demo::dice::Dice;
use domain::error::{Error, Result};
use domain::timestamp::Timestamp;
use domain::transcription::{Mode, SpokenLanguage};
use domain::usage::{UsageEvent, WorkOutcome};

/// For how many days back.
const DAYS: u32 = 90;
/// For how many days some have done nothing.
const SILENT_DAYS: u32 = 15;
/// For how many days more goes wrong with some.
const FAILING_DAYS: u32 = 6;
/// What usually goes wrong, of a thousand.
const FAILED: u64 = 14;
/// What goes wrong where more does.
const MORE_FAILED: u64 = 210;
/// What is stopped, of a thousand.
const CANCELLED: u64 = 22;
/// Where it says that it comes from.
const SOURCE: &str = "engine-1";

/// A piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Work {
    /// Which of the customer's tokens it was done by.
    pub(super) token: usize,
    /// What was reported.
    pub(super) event: UsageEvent,
}

/// What a customer has had done until now, the oldest day first.
pub(super) fn work(
    habits: &Habits,
    plans: &[Plan],
    calendar: &Calendar,
    dice: &mut Dice,
) -> Result<Vec<Work>> {
    let mut done = Vec::new();
    for days_ago in (0..=DAYS).rev() {
        for _ in 0..pieces(habits, calendar.share(days_ago), days_ago, dice) {
            let id = format!("job-{}", 10_000 + done.len());
            let at = calendar.moment(days_ago, dice);
            let work = piece(habits, plans, (id, at, days_ago), dice)?;
            // Of today, only what is over.
            if at < calendar.now {
                done.push(work);
            }
        }
    }
    Ok(done)
}

/// How many pieces of work a day has. It goes up a little, from month to month.
fn pieces(habits: &Habits, share: u64, days_ago: u32, dice: &mut Dice) -> u64 {
    let growth = 60 + u64::from(DAYS.saturating_sub(days_ago)) / 2;
    let luck = growth + dice.below(40);
    if habits.lately == Lately::Silent && days_ago < SILENT_DAYS {
        return 0;
    }
    // In ten-thousandths, of which those left over are a chance of one more.
    let pieces = habits.pieces * share * luck;
    pieces / 10_000 + u64::from(dice.chance(pieces % 10_000, 10_000))
}

fn piece(
    habits: &Habits,
    plans: &[Plan],
    (id, time, days_ago): (String, Timestamp, u32),
    dice: &mut Dice,
) -> Result<Work> {
    let mode = mode(habits, dice);
    let failed = match habits.lately {
        Lately::Failing if days_ago < FAILING_DAYS => MORE_FAILED,
        Lately::AsEver | Lately::Silent | Lately::Failing => FAILED,
    };
    let luck = dice.below(1_000);
    let outcome = if luck < failed {
        WorkOutcome::Failed
    } else if luck < failed + CANCELLED {
        WorkOutcome::Cancelled
    } else {
        WorkOutcome::Completed
    };
    let event = UsageEvent {
        source: SOURCE.to_owned(),
        id,
        time,
        mode,
        language: language(habits, dice)?,
        outcome,
        media_ms: media_ms(mode, dice),
    };
    let token = of_work(plans, mode, time, dice);
    Ok(Work { token, event })
}

/// How a customer's work gets its audio.
pub(super) fn mode(habits: &Habits, dice: &mut Dice) -> Mode {
    if dice.chance(habits.realtime, 100) {
        Mode::Realtime
    } else {
        Mode::Batch
    }
}

/// What is spoken in it: two times out of three what is spoken most.
pub(super) fn language(habits: &Habits, dice: &mut Dice) -> Result<SpokenLanguage> {
    let (any, first) = (dice.one_of(habits.languages), habits.languages.first());
    let tag = first.filter(|_| dice.chance(2, 3)).unwrap_or(any);
    SpokenLanguage::parse(tag).map_err(|_| Error::Internal(None))
}

/// How much audio it has: most of the time some minutes.
pub(super) fn media_ms(mode: Mode, dice: &mut Dice) -> i64 {
    let seconds = match mode {
        Mode::Batch => dice.between(20, 700) * dice.between(1, 4),
        Mode::Realtime => dice.between(60, 2_400),
    };
    seconds * 1_000 + dice.between(0, 999)
}
