//! The words of usage: of ranges, slots, parts and numbers.

use crate::transcriptions::{hours, mode_words};
use crate::ui::{count, month_words, short_id};
use crate::words::{language, t};
use domain::language::Language;
use domain::transcription::{Mode, SpokenLanguage};
use domain::usage::{Days, Grain, Part, Split, UsageRange};

/// An hour, in milliseconds.
pub(super) const HOUR_MS: i64 = 60 * 60 * 1000;

/// What a range is called.
pub(crate) fn range_words(range: UsageRange) -> &'static str {
    match range {
        UsageRange::Last7 => t!("7 days"),
        UsageRange::Last30 => t!("30 days"),
        UsageRange::Last90 => t!("90 days"),
        UsageRange::Last12Months => t!("12 months"),
        UsageRange::ThisMonth => t!("This month"),
        UsageRange::LastMonth => t!("Last month"),
        UsageRange::Free(_) => t!("Other days"),
    }
}

/// What a piece of time is called.
pub(super) fn grain_words(grain: Grain) -> &'static str {
    match grain {
        Grain::Hour => t!("Hour"),
        Grain::Day => t!("Day"),
        Grain::Month => t!("Month"),
    }
}

/// What the picture is of.
pub(crate) fn picture_words(grain: Grain) -> &'static str {
    match grain {
        Grain::Hour => t!("Audio hours by hour"),
        Grain::Day => t!("Audio hours by day"),
        Grain::Month => t!("Audio hours by month"),
    }
}

/// What numbers are split by.
pub(super) fn split_words(split: Option<Split>) -> &'static str {
    match split {
        None => t!("nothing"),
        Some(Split::Mode) => t!("Mode"),
        Some(Split::Language) => t!("Language"),
        Some(Split::Token) => t!("Token"),
    }
}

/// What a part is called.
pub(super) fn part_words(split: Option<Split>, part: &Part) -> String {
    match split {
        Some(Split::Mode) => Mode::from_word(&part.key)
            .map_or_else(|| part.key.clone(), |mode| mode_words(mode).to_owned()),
        Some(Split::Language) => spoken_words(&part.key),
        Some(Split::Token) | None => {
            let name = part.name.clone();
            name.unwrap_or_else(|| short_id(&part.key))
        }
    }
}

/// What a language is called: its tag, as programs report it.
pub(super) fn spoken_words(tag: &str) -> String {
    if tag == SpokenLanguage::unknown().as_str() {
        t!("Unknown").to_owned()
    } else {
        tag.to_owned()
    }
}

/// A slot as people write it: `25 Oct 2026, 02:00`, `25 Oct 2026`, `Oct 2026`.
pub(crate) fn slot_words(name: &str) -> String {
    let (year, month, day) = date(name);
    if day.is_empty() {
        return t!("{month} {year}", month = month, year = year);
    }
    let day = t!(
        "{day} {month} {year}",
        day = day,
        month = month,
        year = year
    );
    match clock(name) {
        None => day,
        Some(clock) => format!("{day}, {clock}"),
    }
}

/// The same for an axis, where there is little room: `02:00`, and at midnight `25 Oct`; `25 Oct`;
/// `Oct 2026`.
pub(super) fn tick_words(name: &str) -> String {
    let (_, month, day) = date(name);
    match clock(name) {
        Some(clock) if clock != "00:00" => clock.to_owned(),
        _ if day.is_empty() => slot_words(name),
        _ => t!("{day} {month}", day = day, month = month),
    }
}

/// Days as people write them: `24 Oct – 22 Nov 2026`, and past a new year `24 Nov 2025 – 22 Jan
/// 2026`.
pub(crate) fn days_words(days: Days) -> String {
    let (from, to) = (days.from.to_string(), days.to.to_string());
    let is_one_year = from.get(..4) == to.get(..4);
    let from = if is_one_year {
        tick_words(&from)
    } else {
        slot_words(&from)
    };
    format!("{from} – {}", slot_words(&to))
}

/// Whether a slot is the first hour of its day.
pub(super) fn is_midnight(name: &str) -> bool {
    clock(name) == Some("00:00")
}

/// The year, the month and the day of a slot; a month has no day.
fn date(name: &str) -> (&str, &'static str, &str) {
    let part = |from: usize, to: usize| name.get(from..to).unwrap_or_default();
    let day = part(8, 10).trim_start_matches('0');
    (part(0, 4), month_words(part(5, 7)), day)
}

/// The time of day of an hour.
fn clock(name: &str) -> Option<&str> {
    name.get(11..16)
}

/// A length in hours: `1,234.5 h`.
pub(crate) fn hours_words(milliseconds: i64) -> String {
    t!("{hours} h", hours = hours(milliseconds))
}

/// A tick of a scale of hours, with as many decimals as the step between two needs: `25 h`,
/// `0.05 h`.
pub(super) fn hours_tick(milliseconds: i64, step: i64) -> String {
    let thousandth = HOUR_MS / 1000;
    let digits = (0_u32..3)
        .find(|&digits| (step / thousandth) % 10_i64.pow(3 - digits) == 0)
        .unwrap_or(3);
    let number = milliseconds / (HOUR_MS / 10_i64.pow(digits));
    t!("{hours} h", hours = decimal(number.unsigned_abs(), digits))
}

/// A number of tenths (1 digit), hundredths (2 digits) and so on: `1,234.5`.
pub(super) fn decimal(number: u64, digits: u32) -> String {
    let one = 10_u64.pow(digits);
    let whole = count(number / one);
    if digits == 0 {
        return whole;
    }
    let mark = match language() {
        Language::English => '.',
        Language::German | Language::Dutch => ',',
    };
    let (part, width) = (number % one, digits as usize);
    format!("{whole}{mark}{part:0width$}")
}

/// A share in thousandths as a percentage: `0.3 %`.
pub(crate) fn percentage(per_mille: i64) -> String {
    format!("{}\u{a0}%", decimal(per_mille.unsigned_abs(), 1))
}

/// A number of percent: `8 %`.
pub(super) fn percent(number: u64) -> String {
    format!("{}\u{a0}%", count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_read_as_people_write_them() {
        let hour = "2026-10-05T02:00:00+02:00";
        let words = [hour, "2026-10-05", "2026-10"].map(slot_words);
        assert_eq!(words, ["5 Oct 2026, 02:00", "5 Oct 2026", "Oct 2026"]);
        let midnight = "2026-10-05T00:00:00+02:00";
        let words = [hour, midnight, "2026-10-05", "2026-10"].map(tick_words);
        assert_eq!(words, ["02:00", "5 Oct", "5 Oct", "Oct 2026"]);
        assert!(is_midnight(midnight) && !is_midnight(hour));
    }

    #[test]
    fn days_say_their_year_once_if_it_is_one() {
        let words = |from: &str, to: &str| {
            days_words(Days {
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
            })
        };
        assert_eq!(words("2026-10-24", "2026-11-02"), "24 Oct – 2 Nov 2026");
        assert_eq!(
            words("2025-11-24", "2026-01-22"),
            "24 Nov 2025 – 22 Jan 2026"
        );
    }

    #[test]
    fn a_tick_has_as_many_decimals_as_its_step() {
        let tick = |thousandths: i64, step: i64| hours_tick(thousandths * 3_600, step * 3_600);
        assert_eq!(tick(0, 25_000), "0 h");
        assert_eq!(tick(1_250_000, 250_000), "1,250 h");
        assert_eq!(tick(500, 250), "0.50 h");
        assert_eq!(tick(400, 200), "0.4 h");
        assert_eq!(tick(10, 5), "0.010 h");
        assert_eq!(tick(7_500, 2_500), "7.5 h");
    }

    #[test]
    fn numbers_have_their_decimals() {
        assert_eq!(decimal(12_345, 1), "1,234.5");
        assert_eq!(decimal(5, 2), "0.05");
        assert_eq!(decimal(1_000, 0), "1,000");
        assert_eq!(percentage(3), "0.3\u{a0}%");
        assert_eq!(percent(1_234), "1,234\u{a0}%");
    }

    #[test]
    fn parts_have_names_as_far_as_they_are_known() {
        let part = |key: &str, name: Option<&str>| Part {
            key: key.to_owned(),
            name: name.map(str::to_owned),
        };
        let of = |split, part: Part| part_words(Some(split), &part);
        assert_eq!(of(Split::Language, part("und", None)), "Unknown");
        assert_eq!(of(Split::Language, part("nl", None)), "nl");
        assert_eq!(of(Split::Token, part("x", Some("Engine"))), "Engine");
        assert_eq!(of(Split::Mode, part("other", None)), "other");
    }
}
