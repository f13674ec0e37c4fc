//! When people work.

use crate::demo::dice::Dice;
use chrono::{Datelike, Days, Weekday};
use domain::day::Day;
use domain::error::{Error, Result};
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;

/// Where the demo's customers are, as far as their hours go.
const ZONE: &str = "Europe/Amsterdam";
/// The hours of the day in which work ends; some come more often than others.
const HOURS: [i64; 26] = [
    7, 8, 8, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 12, 13, 13, 14, 14, 14, 15, 15, 16, 16, 17, 19,
    22,
];

/// The days until now.
pub(super) struct Calendar {
    zone: TimeZone,
    /// The present.
    pub(super) now: Timestamp,
}

impl Calendar {
    pub(super) fn until(now: Timestamp) -> Result<Self> {
        let zone = TimeZone::parse(ZONE).map_err(|_| Error::Internal(None))?;
        Ok(Self { zone, now })
    }

    /// Some moment of the day so many days ago; of today, it may be yet to come.
    pub(super) fn moment(&self, days_ago: u32, dice: &mut Dice) -> Timestamp {
        let hour = *dice.one_of(&HOURS);
        let start = self.zone.start(self.day(days_ago));
        start.plus_seconds(hour * 3_600 + dice.between(0, 3_599))
    }

    /// How much of an ordinary day's work is done on the day so many days ago, in percent.
    pub(super) fn share(&self, days_ago: u32) -> u64 {
        match self.day(days_ago).date().weekday() {
            Weekday::Sat => 18,
            Weekday::Sun => 9,
            Weekday::Mon => 112,
            Weekday::Fri => 84,
            Weekday::Tue | Weekday::Wed | Weekday::Thu => 100,
        }
    }

    fn day(&self, days_ago: u32) -> Day {
        let today = self.zone.day(self.now).date();
        let day = today.checked_sub_days(Days::new(u64::from(days_ago)));
        Day::from(day.unwrap_or(today))
    }
}
