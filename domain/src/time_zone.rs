//! Time zones: where a reseller's days begin and end.

use crate::field::Issue;
use serde::{Deserialize, Serialize};
use std::fmt;

#[cfg(feature = "reference-data")]
use {
    crate::{day::Day, timestamp::Timestamp},
    chrono::{DateTime, SecondsFormat, Timelike},
};

/// A time zone by its name in the IANA time zone database (RFC 6557), such as `Europe/Amsterdam`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeZone(String);

impl TimeZone {
    /// Reads a name, written as in the database.
    ///
    /// Where the database is at hand (the server) it decides; elsewhere (the browser) every name
    /// will do.
    pub fn parse(typed: &str) -> Result<Self, Issue> {
        let name = typed.trim();
        if name.is_empty() {
            return Err(Issue::Required);
        }
        #[cfg(feature = "reference-data")]
        if name.parse::<chrono_tz::Tz>().is_err() {
            return Err(Issue::NotInList);
        }
        Ok(Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "reference-data")]
impl TimeZone {
    /// The names that a person may look for: of a region and a place, and UTC.
    pub fn all() -> impl Iterator<Item = &'static str> {
        const REGIONS: [&str; 10] = [
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific",
        ];
        let is_place = |name: &str| {
            let region = name.split_once('/').map(|(region, _)| region);
            name == "UTC" || region.is_some_and(|region| REGIONS.contains(&region))
        };
        let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        names.filter(move |name| is_place(name))
    }

    /// The first instant of a day here: not always midnight, which some days do not have.
    pub fn start(&self, day: Day) -> Timestamp {
        use chrono::{LocalResult, NaiveTime, TimeDelta, TimeZone as _};
        let zone: chrono_tz::Tz = self.0.parse().unwrap_or(chrono_tz::UTC);
        let mut time = day.date().and_time(NaiveTime::MIN);
        // No place has ever skipped more than a day; a quarter of an hour divides all that were.
        for _ in 0..=96 {
            match zone.from_local_datetime(&time) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
                    return Timestamp::from(at.to_utc());
                }
                LocalResult::None => time += TimeDelta::minutes(15),
            }
        }
        day.start()
    }

    /// The day that an instant is in.
    pub fn day(&self, at: Timestamp) -> Day {
        Day::from(self.local(at).date_naive())
    }

    /// The first instant of the hour that an instant is in: not always one that UTC calls full.
    pub fn hour(&self, at: Timestamp) -> Timestamp {
        let local = self.local(at);
        let past = i64::from(local.minute()) * 60 + i64::from(local.second());
        let second = at.micros().div_euclid(1_000_000);
        Timestamp::from_micros((second - past) * 1_000_000)
    }

    /// An instant as it is written here (RFC 3339), with the offset of then.
    pub fn written(&self, at: Timestamp) -> String {
        self.local(at).to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    fn local(&self, at: Timestamp) -> DateTime<chrono_tz::Tz> {
        let zone: chrono_tz::Tz = self.0.parse().unwrap_or(chrono_tz::UTC);
        at.utc().with_timezone(&zone)
    }

    /// The first instant of the day after.
    pub fn end(&self, day: Day) -> Timestamp {
        self.start(day.next())
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for TimeZone {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name).map_err(|_| "not a time zone")
    }
}

impl From<TimeZone> for String {
    fn from(zone: TimeZone) -> Self {
        zone.0
    }
}

#[cfg(feature = "reference-data")]
#[cfg(test)]
mod tests {
    use super::*;

    fn day(zone: &str, day: &str) -> (String, String) {
        let zone = TimeZone::parse(zone).unwrap();
        let day = day.parse().unwrap();
        (zone.start(day).to_string(), zone.end(day).to_string())
    }

    #[test]
    fn days_begin_and_end_where_the_reseller_is() {
        let of = |start: &str, end: &str| (start.to_owned(), end.to_owned());
        // 23 hours in spring, 25 in autumn.
        assert_eq!(
            day("Europe/Amsterdam", "2026-03-29"),
            of("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")
        );
        assert_eq!(
            day("Europe/Amsterdam", "2026-10-25"),
            of("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
        );
        // Midnight was skipped in Beirut, and a whole day in Samoa.
        assert_eq!(
            day("Asia/Beirut", "2022-03-27"),
            of("2022-03-26T22:00:00Z", "2022-03-27T21:00:00Z")
        );
        assert_eq!(day("Pacific/Apia", "2011-12-30").0, "2011-12-30T10:00:00Z");
        assert_eq!(day("UTC", "2026-01-01").0, "2026-01-01T00:00:00Z");
    }

    #[test]
    fn hours_are_those_of_the_clock_on_the_wall() {
        let hour = |zone: &str, at: &str| {
            let zone = TimeZone::parse(zone).unwrap();
            zone.written(zone.hour(Timestamp::parse(at).unwrap()))
        };
        assert_eq!(
            hour("Asia/Kolkata", "2026-01-01T10:29:59.5Z"),
            "2026-01-01T15:00:00+05:30"
        );
        // The hour from two to three comes twice in autumn.
        for (utc, offset) in [("00", "+02:00"), ("01", "+01:00")] {
            let at = format!("2026-10-25T{utc}:59:00Z");
            let expected = format!("2026-10-25T02:00:00{offset}");
            assert_eq!(hour("Europe/Amsterdam", &at), expected);
        }
        let zone = TimeZone::parse("Europe/Amsterdam").unwrap();
        let late = Timestamp::parse("2026-06-30T22:00:00Z").unwrap();
        assert_eq!(zone.day(late).to_string(), "2026-07-01");
    }

    #[test]
    fn every_name_that_is_offered_is_one() {
        for name in TimeZone::all() {
            assert!(TimeZone::parse(name).is_ok(), "{name}");
        }
        assert!(TimeZone::all().any(|name| name == "Europe/Amsterdam"));
        assert_eq!(TimeZone::parse("Mars/Olympus"), Err(Issue::NotInList));
    }
}
