//! Days that are looked at together, and the days before that they are compared with.

use crate::day::Day;
use chrono::{Datelike, Days as Count, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Days {
    /// The first.
    pub from: Day,
    /// The last; never before the first.
    pub to: Day,
}

impl Days {
    /// How many there are.
    pub fn count(self) -> i64 {
        (self.to.date() - self.from.date()).num_days() + 1
    }
}

/// Which days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsageRange {
    /// Today and the 6 days before.
    Last7,
    /// Today and the 29 days before.
    #[default]
    Last30,
    /// Today and the 89 days before.
    Last90,
    /// This month and the 11 before.
    Last12Months,
    /// This month so far.
    ThisMonth,
    /// The month before this one.
    LastMonth,
    /// Days of one's own.
    Free(Days),
}

impl UsageRange {
    /// Those that have a word.
    pub const PRESETS: [Self; 6] = [
        Self::Last7,
        Self::Last30,
        Self::Last90,
        Self::Last12Months,
        Self::ThisMonth,
        Self::LastMonth,
    ];
    /// The most days of one's own: ten years.
    pub const DAYS_MAX: i64 = 3_660;

    /// The word in addresses and programs; none for days of one's own.
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Last7 => Some("7d"),
            Self::Last30 => Some("30d"),
            Self::Last90 => Some("90d"),
            Self::Last12Months => Some("12m"),
            Self::ThisMonth => Some("this-month"),
            Self::LastMonth => Some("last-month"),
            Self::Free(_) => None,
        }
    }

    /// The range for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::PRESETS
            .into_iter()
            .find(|range| range.as_str() == Some(word))
    }

    /// Days of one's own. What ends before it begins is turned round, and what is too long is cut at
    /// its beginning.
    pub fn free(one: Day, other: Day) -> Self {
        let (from, to) = if one <= other {
            (one, other)
        } else {
            (other, one)
        };
        let longest = u64::try_from(Self::DAYS_MAX - 1).unwrap_or_default();
        let earliest = to.date().checked_sub_days(Count::new(longest));
        let from = from.max(Day::from(earliest.unwrap_or(from.date())));
        Self::Free(Days { from, to })
    }

    /// The days that it means on a day.
    pub fn days(self, today: Day) -> Days {
        let last = |days: i64| Days {
            from: before(today, days - 1),
            to: today,
        };
        match self {
            Self::Last7 => last(7),
            Self::Last30 => last(30),
            Self::Last90 => last(90),
            Self::Last12Months => Days {
                from: month(today, 11),
                to: today,
            },
            Self::ThisMonth => Days {
                from: month(today, 0),
                to: today,
            },
            Self::LastMonth => Days {
                from: month(today, 1),
                to: before(month(today, 0), 1),
            },
            Self::Free(days) => days,
        }
    }

    /// The days that they are compared with: the same number of days right before, or, of months,
    /// the same days of the months before.
    pub fn days_before(self, today: Day) -> Days {
        let days = self.days(today);
        match self {
            Self::Last12Months => Days {
                from: month(today, 23),
                to: months_before(today, 12),
            },
            Self::ThisMonth => Days {
                from: month(today, 1),
                to: months_before(today, 1),
            },
            Self::LastMonth => Days {
                from: month(today, 2),
                to: before(days.from, 1),
            },
            Self::Last7 | Self::Last30 | Self::Last90 | Self::Free(_) => Days {
                from: before(days.from, days.count()),
                to: before(days.from, 1),
            },
        }
    }
}

/// A day so many days before another one.
fn before(day: Day, days: i64) -> Day {
    let days = Count::new(u64::try_from(days).unwrap_or_default());
    Day::from(day.date().checked_sub_days(days).unwrap_or(day.date()))
}

/// The same day of an earlier month, or the last one that it has.
fn months_before(day: Day, months: u32) -> Day {
    let date = day.date().checked_sub_months(Months::new(months));
    Day::from(date.unwrap_or(day.date()))
}

/// The first day of the month so many months before.
fn month(day: Day, months: u32) -> Day {
    let date = months_before(day, months).date();
    Day::from(NaiveDate::from_ymd_opt(date.year(), date.month(), 1).unwrap_or(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    #[test]
    fn ranges_are_compared_with_as_many_days_or_the_same_of_months() {
        let today: Day = "2026-03-31".parse().unwrap();
        let both = |range: UsageRange| (range.days(today), range.days_before(today));
        assert_eq!(
            both(UsageRange::Last7),
            (
                days("2026-03-25", "2026-03-31"),
                days("2026-03-18", "2026-03-24")
            )
        );
        assert_eq!(
            both(UsageRange::ThisMonth),
            (
                days("2026-03-01", "2026-03-31"),
                days("2026-02-01", "2026-02-28")
            )
        );
        assert_eq!(
            both(UsageRange::LastMonth),
            (
                days("2026-02-01", "2026-02-28"),
                days("2026-01-01", "2026-01-31")
            )
        );
        assert_eq!(
            both(UsageRange::Last12Months),
            (
                days("2025-04-01", "2026-03-31"),
                days("2024-04-01", "2025-03-31")
            )
        );
        let free = UsageRange::free("2026-01-10".parse().unwrap(), "2026-01-01".parse().unwrap());
        assert_eq!(
            both(free),
            (
                days("2026-01-01", "2026-01-10"),
                days("2025-12-22", "2025-12-31")
            )
        );
        assert_eq!(days("2026-01-01", "2026-01-10").count(), 10);
    }

    #[test]
    fn words_are_read_back() {
        for range in UsageRange::PRESETS {
            let word = range.as_str().unwrap();
            assert_eq!(UsageRange::from_word(word), Some(range));
        }
        assert_eq!(UsageRange::from_word("for-ever"), None);
    }

    #[test]
    fn days_of_ones_own_are_not_for_ever() {
        let range = UsageRange::free("0001-01-01".parse().unwrap(), "2026-01-01".parse().unwrap());
        let UsageRange::Free(days) = range else {
            panic!("they are one's own");
        };
        assert_eq!(days.count(), UsageRange::DAYS_MAX);
    }
}
