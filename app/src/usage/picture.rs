//! A report as a picture: a bar for each slot.

use super::query::{UsageAddress, UsageAsked};
use super::words::{
    HOUR_MS, hours_words, is_midnight, part_words, picture_words, slot_words, tick_words,
};
use crate::transcriptions::hours;
use crate::ui::{ChartBar, ChartData, ChartSeries};
use crate::words::t;
use domain::transcription::{Mode, SpokenLanguage};
use domain::usage::{Grain, Part, Series, Slot, Split, Usage, UsageFilter, UsageReport};

/// The most series that are told apart; the last of more is all others together.
const SERIES_MAX: usize = 6;
/// The most hours of which each has a place of its own on the axis.
const EACH_HOUR: usize = 50;

/// One of the series of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Strand {
    /// What it is called; none is all.
    pub(super) name: Option<String>,
    /// What it is about; none is all, or all others.
    part: Option<Part>,
    /// Slot by slot.
    pub(super) slots: Vec<Usage>,
    /// All together.
    pub(super) total: Usage,
}

/// The series that are shown: as many as can be told apart.
pub(super) fn strands(asked: &UsageAsked, report: &UsageReport) -> Vec<Strand> {
    let all = &report.series;
    let own = if all.len() > SERIES_MAX {
        SERIES_MAX - 1
    } else {
        all.len()
    };
    let (own, others) = all.split_at(own);
    let mut strands: Vec<Strand> = own.iter().map(|series| strand(asked, series)).collect();
    if !others.is_empty() {
        let sum = |at: usize| -> Usage {
            let usages = others.iter().filter_map(|series| series.slots.get(at));
            usages.copied().sum()
        };
        strands.push(Strand {
            name: Some(t!("Other").to_owned()),
            part: None,
            slots: (0..report.slots.len()).map(sum).collect(),
            total: others.iter().map(|series| series.total).sum(),
        });
    }
    strands
}

fn strand(asked: &UsageAsked, series: &Series) -> Strand {
    let name = |part: &Part| part_words(asked.split, part);
    Strand {
        name: series.part.as_ref().map(name),
        part: series.part.clone(),
        slots: series.slots.clone(),
        total: series.total,
    }
}

/// What the slots are called. Of the hour that comes twice when clocks are put back, each one says
/// which of the two it is.
pub(super) fn slot_names(slots: &[Slot]) -> Vec<String> {
    let on_the_wall = |at: Option<usize>| slots.get(at?)?.name.get(..16);
    let named = |(at, slot): (usize, &Slot)| {
        let words = slot_words(&slot.name);
        let own = on_the_wall(Some(at));
        let others = [on_the_wall(at.checked_sub(1)), on_the_wall(Some(at + 1))];
        match slot.name.get(19..) {
            Some(offset) if own.is_some() && others.contains(&own) => {
                format!("{words} (UTC{offset})")
            }
            _ => words,
        }
    };
    slots.iter().enumerate().map(named).collect()
}

/// Whether a slot has begun; one to come has no numbers, which is not the same as none.
pub(super) fn has_begun(slot: &Slot, report: &UsageReport) -> bool {
    slot.start <= report.as_of
}

/// The picture.
pub(crate) fn picture(address: &UsageAddress, report: &UsageReport) -> ChartData {
    let strands = strands(&address.asked, report);
    let names = slot_names(&report.slots);
    let all_hours = report.slots.len() <= EACH_HOUR;
    let bar = |(at, (slot, name)): (usize, (&Slot, String))| {
        let has_place = all_hours || slot.name.len() < 16 || is_midnight(&slot.name);
        let amounts = has_begun(slot, report).then(|| amounts(&strands, at));
        ChartBar {
            words: bar_words(&name, &strands, amounts.as_deref().unwrap_or_default()),
            tick: has_place.then(|| tick_words(&slot.name)),
            label: name,
            amounts,
        }
    };
    ChartData {
        caption: caption(address.asked.grain, &names),
        series: strands.iter().filter_map(|it| key(address, it)).collect(),
        bars: report
            .slots
            .iter()
            .zip(names)
            .enumerate()
            .map(bar)
            .collect(),
        unit: HOUR_MS,
    }
}

fn amounts(strands: &[Strand], at: usize) -> Vec<i64> {
    let usage = |strand: &Strand| strand.slots.get(at).map_or(0, |usage| usage.audio_ms);
    strands.iter().map(usage).collect()
}

/// What a bar says to those who do not see it.
fn bar_words(slot: &str, strands: &[Strand], amounts: &[i64]) -> String {
    let total = hours(amounts.iter().sum());
    let parts = strands.iter().zip(amounts).filter_map(|(strand, amount)| {
        let name = strand.name.as_ref().filter(|_| *amount > 0)?;
        Some(format!("{name} {}", hours_words(*amount)))
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        return t!("{slot}: {hours} hours", slot = slot, hours = total);
    }
    t!(
        "{slot}: {hours} hours, of which {parts}",
        slot = slot,
        hours = total,
        parts = parts.join(", ")
    )
}

fn caption(grain: Grain, names: &[String]) -> String {
    let (from, to) = (names.first(), names.last());
    t!(
        "{picture}, from {from} to {to}. Arrow keys go from bar to bar.",
        picture = picture_words(grain),
        from = from.map_or("", String::as_str),
        to = to.map_or("", String::as_str),
    )
}

/// A strand in the legend: it leads to the same of this strand alone.
fn key(address: &UsageAddress, strand: &Strand) -> Option<ChartSeries> {
    Some(ChartSeries {
        name: strand.name.clone()?,
        amount: hours_words(strand.total.audio_ms),
        href: strand.part.as_ref().and_then(|part| only(address, part)),
    })
}

/// The address of the same of one part alone, no longer split by it.
fn only(address: &UsageAddress, part: &Part) -> Option<String> {
    let filter = address.asked.filter.clone();
    let filter = match address.asked.split? {
        Split::Mode => UsageFilter {
            mode: Some(Mode::from_word(&part.key)?),
            ..filter
        },
        Split::Language => UsageFilter {
            language: Some(SpokenLanguage::parse(&part.key).ok()?),
            ..filter
        },
        Split::Token => UsageFilter {
            token: Some(part.key.parse().ok()?),
            ..filter
        },
    };
    Some(address.with_filter(filter).with_split(None).href())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usage::query::asked_from_query;
    use domain::time_zone::TimeZone;
    use domain::timestamp::Timestamp;
    use domain::usage::Days;

    fn of_hours(hours: i64) -> Usage {
        Usage {
            completed: 1,
            audio_ms: hours * HOUR_MS,
            ..Usage::default()
        }
    }

    /// A report of two days, of which the second one is yet to come.
    fn report(series: &[(&str, i64)]) -> UsageReport {
        let series = series.iter().map(|(key, hours)| Series {
            part: Some(Part {
                key: (*key).to_owned(),
                name: None,
            }),
            slots: vec![of_hours(*hours), Usage::default()],
            total: of_hours(*hours),
        });
        let slot = |day: i64| Slot {
            start: Timestamp::from_micros(day * 24 * HOUR_MS * 1000),
            name: format!("1970-01-0{}", day + 1),
        };
        let days = Days {
            from: "1970-01-01".parse().unwrap(),
            to: "1970-01-02".parse().unwrap(),
        };
        UsageReport {
            zone: TimeZone::parse("UTC").unwrap(),
            as_of: Timestamp::from_micros(0),
            days,
            slots: vec![slot(0), slot(1)],
            total: Usage::default(),
            days_before: days,
            before: Usage::default(),
            series: series.collect(),
        }
    }

    fn address(query: &str) -> UsageAddress {
        UsageAddress::of("/usage", asked_from_query(query))
    }

    #[test]
    fn what_is_yet_to_come_is_not_nothing() {
        let picture = picture(&address("split=language"), &report(&[("nl", 3), ("en", 1)]));
        let amounts: Vec<_> = picture.bars.iter().map(|bar| bar.amounts.clone()).collect();
        assert_eq!(amounts, [Some(vec![3 * HOUR_MS, HOUR_MS]), None]);
        let words = picture.bars.first().map(|bar| bar.words.as_str());
        let expected = "1 Jan 1970: 4.0 hours, of which nl 3.0 h, en 1.0 h";
        assert_eq!(words, Some(expected));
        let href = picture.series.first().and_then(|it| it.href.clone());
        assert_eq!(href.as_deref(), Some("/usage?language=nl"));
    }

    #[test]
    fn of_many_parts_the_last_ones_are_one() {
        let parts = ["a", "b", "c", "d", "e", "f", "g"].map(|key| (key, 1));
        let strands = strands(&asked_from_query("split=token"), &report(&parts));
        assert_eq!(strands.len(), SERIES_MAX);
        let last = strands.last().map(|it| (it.name.as_deref(), it.total));
        let two = of_hours(1) + of_hours(1);
        assert_eq!(last, Some((Some("Other"), two)));
        assert_eq!(strands.last().and_then(|it| it.slots.first()), Some(&two));
    }

    #[test]
    fn the_hour_that_comes_twice_says_which_it_is() {
        let slot = |name: &str| Slot {
            start: Timestamp::from_micros(0),
            name: name.to_owned(),
        };
        let names = slot_names(&[
            slot("2026-10-25T01:00:00+02:00"),
            slot("2026-10-25T02:00:00+02:00"),
            slot("2026-10-25T02:00:00+01:00"),
        ]);
        let expected = [
            "25 Oct 2026, 01:00",
            "25 Oct 2026, 02:00 (UTC+02:00)",
            "25 Oct 2026, 02:00 (UTC+01:00)",
        ];
        assert_eq!(names, expected);
    }
}
