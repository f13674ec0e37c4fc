//! What has to be counted, as those who tell of it know it themselves.

use crate::work::Work;
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use domain::usage::Usage;
use std::collections::BTreeMap;

/// Microseconds of a quarter of an hour: wherever somebody is, an hour has four whole ones.
const QUARTER: i64 = 15 * 60 * 1_000_000;

/// What was used, by quarters of an hour.
#[derive(Default)]
pub struct Count(BTreeMap<(i64, Whose), Usage>);

/// Whose work it was, and of what kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whose {
    /// Which of all tokens has told of it.
    pub token: usize,
    pub mode: &'static str,
    pub language: &'static str,
}

/// What was used in an hour.
pub struct Hour {
    /// What the hour is called where the reseller is, such as `2026-10-25T02:00:00+01:00`.
    pub name: String,
    pub whose: Whose,
    pub usage: Usage,
}

impl Count {
    /// Counts a piece of work that was told of with a token.
    pub fn add(&mut self, token: usize, work: &Work) {
        let whose = Whose {
            token,
            mode: work.mode,
            language: work.language,
        };
        let quarter = work.time.micros().div_euclid(QUARTER);
        *self.0.entry((quarter, whose)).or_default() += work.usage();
    }

    /// Adds what somebody else has counted.
    pub fn merge(&mut self, other: Self) {
        for (key, usage) in other.0 {
            *self.0.entry(key).or_default() += usage;
        }
    }

    /// All of it by hours of the clock on the wall.
    pub fn hours(&self, zone: &TimeZone) -> Vec<Hour> {
        let mut hours = BTreeMap::<(String, Whose), Usage>::new();
        for ((quarter, whose), usage) in &self.0 {
            let at = zone.written(Timestamp::from_micros(quarter * QUARTER));
            let (hour, offset) = (
                &at[.."2026-10-25T02".len()],
                &at["2026-10-25T02:45:00".len()..],
            );
            let name = format!("{hour}:00:00{offset}");
            *hours.entry((name, *whose)).or_default() += *usage;
        }
        let hours = hours.into_iter();
        hours
            .map(|((name, whose), usage)| Hour { name, whose, usage })
            .collect()
    }
}

impl Hour {
    /// What its day is called.
    pub fn day(&self) -> &str {
        &self.name[.."2026-10-25".len()]
    }
}
