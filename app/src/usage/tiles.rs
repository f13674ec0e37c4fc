//! The numbers above the picture, each beside that of the time before.

use super::words::{decimal, hours_words, percent, percentage};
use crate::transcriptions::duration;
use crate::ui::{Glyph, Markup, count, html, icon};
use crate::words::{t, t_html};
use domain::usage::{Days, UsageRange, UsageReport};
use std::cmp::Ordering;

/// Whether it is good news that a number has grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Growth {
    Good,
    Bad,
    Neither,
}

impl Growth {
    /// Whether a change is good news, if it is any.
    fn is_good(self, change: Ordering) -> Option<bool> {
        let grown = match change {
            Ordering::Less => false,
            Ordering::Equal => return None,
            Ordering::Greater => true,
        };
        match self {
            Self::Good => Some(grown),
            Self::Bad => Some(!grown),
            Self::Neither => None,
        }
    }
}

/// How a number has changed, and what that means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    direction: Ordering,
    is_good: Option<bool>,
    words: String,
}

impl Change {
    /// By how many percent a number has changed; none if there was nothing before.
    pub(crate) fn of(now: i64, before: i64, growth: Growth) -> Option<Self> {
        let (more, before) = (i128::from(now) - i128::from(before), i128::from(before));
        // Rounded, half of one away from nothing.
        let more = (more * 200 + before * more.signum()).checked_div(before * 2)?;
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        let direction = more.cmp(&0);
        Some(Self {
            direction,
            is_good: growth.is_good(direction),
            words: signed(direction, &percent(more.unsigned_abs())),
        })
    }

    /// By how many percentage points a share in thousandths has changed.
    pub(crate) fn of_share(now: Option<i64>, before: Option<i64>, growth: Growth) -> Option<Self> {
        let more = now? - before?;
        let direction = more.cmp(&0);
        let points = signed(direction, &decimal(more.unsigned_abs(), 1));
        let is_good = growth.is_good(direction);
        let words = match is_good {
            Some(true) => t!("{points} points, better", points = points),
            Some(false) => t!("{points} points, worse", points = points),
            None => t!("{points} points", points = points),
        };
        Some(Self {
            direction,
            is_good,
            words,
        })
    }

    fn html(&self) -> Markup {
        let glyph = match self.direction {
            Ordering::Less => Some(Glyph::ArrowDown),
            Ordering::Equal => None,
            Ordering::Greater => Some(Glyph::ArrowUp),
        };
        let tone = self.is_good.map(|good| if good { "ok" } else { "danger" });
        html! {
            span.change data-tone=[tone] {
                @if let Some(glyph) = glyph { (icon(glyph)) }
                (self.words)
            }
        }
    }
}

/// The tiles.
pub(crate) fn tiles(report: &UsageReport, range: UsageRange) -> Markup {
    let (now, before) = (&report.total, &report.before);
    let since = |change: Option<Change>| since(change.as_ref(), range, report.days);
    let (failed, failed_before) = (now.failed_per_mille(), before.failed_per_mille());
    let (average, average_before) = (now.average_ms(), before.average_ms());
    let longer = average.zip(average_before);
    html! {
        (tile(
            t!("Audio hours"),
            (&hours_words(now.audio_ms), None),
            &since(Change::of(now.audio_ms, before.audio_ms, Growth::Good)),
        ))
        (tile(
            t!("Transcriptions"),
            (&count(now.transcriptions().unsigned_abs()), None),
            &since(Change::of(now.transcriptions(), before.transcriptions(), Growth::Good)),
        ))
        (tile(
            t!("Failure rate"),
            (&failed.map_or_else(|| "—".to_owned(), percentage), None),
            &since(Change::of_share(failed, failed_before, Growth::Bad)),
        ))
        (tile(
            t!("Average length"),
            (&average.map_or_else(|| "—".to_owned(), duration), None),
            &since(longer.and_then(|(now, before)| Change::of(now, before, Growth::Neither))),
        ))
    }
}

/// A number with its name and how it has changed; with an address, where what it counts is listed.
pub(crate) fn tile(name: &str, (value, href): (&str, Option<&str>), since: &Markup) -> Markup {
    html! {
        div.card.tile {
            dt { (name) }
            dd.tile-value {
                @if let Some(href) = href { a href=(href) { (value) } } @else { (value) }
            }
            dd.tile-change { (since) }
        }
    }
}

/// A change beside what it is a change to.
pub(crate) fn since(change: Option<&Change>, range: UsageRange, days: Days) -> Markup {
    let Some(change) = change else {
        return html! {
            span aria-hidden="true" { "—" }
            span.unseen { (t!("Nothing to compare with")) }
        };
    };
    let change = change.html();
    let number = days.count().unsigned_abs();
    match range {
        UsageRange::Last12Months => t_html!("{change} to the 12 months before", change = change),
        UsageRange::ThisMonth => {
            t_html!("{change} to the same days of last month", change = change)
        }
        UsageRange::LastMonth => t_html!("{change} to the month before", change = change),
        UsageRange::Free(_) if number == 1 => {
            t_html!("{change} to the day before", change = change)
        }
        UsageRange::Last7 | UsageRange::Last30 | UsageRange::Last90 | UsageRange::Free(_) => {
            t_html!(
                "{change} to the {days} days before",
                change = change,
                days = html! { (count(number)) }
            )
        }
    }
}

/// A number with its sign in front: `+8`, `−8`, `±0`.
fn signed(direction: Ordering, number: &str) -> String {
    let sign = match direction {
        Ordering::Less => '−',
        Ordering::Equal => '±',
        Ordering::Greater => '+',
    };
    format!("{sign}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(change: Option<Change>) -> (Option<bool>, String) {
        change.map_or((None, "none".into()), |it| (it.is_good, it.words))
    }

    #[test]
    fn more_is_not_always_better() {
        let of = |now, before| words(Change::of(now, before, Growth::Good));
        assert_eq!(of(108, 100), (Some(true), "+8\u{a0}%".into()));
        assert_eq!(of(1_995, 2_000), (None, "±0\u{a0}%".into()));
        assert_eq!(of(1_985, 2_000), (Some(false), "−1\u{a0}%".into()));
        assert_eq!(of(0, 100), (Some(false), "−100\u{a0}%".into()));
        assert_eq!(of(1_000, 1_000), (None, "±0\u{a0}%".into()));
        assert_eq!(of(5, 0), (None, "none".into()));
        assert_eq!(of(i64::MAX, 1).1, "+9,223,372,036,854,775,807\u{a0}%");
        let longer = Change::of(2, 1, Growth::Neither);
        assert_eq!(words(longer), (None, "+100\u{a0}%".into()));
    }

    #[test]
    fn shares_change_by_points() {
        let of = |now, before| words(Change::of_share(now, before, Growth::Bad));
        assert_eq!(
            of(Some(7), Some(3)),
            (Some(false), "+0.4 points, worse".into())
        );
        assert_eq!(
            of(Some(3), Some(13)),
            (Some(true), "−1.0 points, better".into())
        );
        assert_eq!(of(Some(3), Some(3)), (None, "±0.0 points".into()));
        assert_eq!(of(Some(3), None), (None, "none".into()));
    }

    #[test]
    fn a_change_says_what_it_is_a_change_to() {
        let days = |to: &str| Days {
            from: "2026-01-01".parse().unwrap(),
            to: to.parse().unwrap(),
        };
        let change = Change::of(108, 100, Growth::Good);
        let html = |range, days| since(change.as_ref(), range, days).into_string();
        assert!(html(UsageRange::Last30, days("2026-01-30")).ends_with(" to the 30 days before"));
        let one = days("2026-01-01");
        assert!(html(UsageRange::Free(one), one).ends_with(" to the day before"));
        assert!(
            since(None, UsageRange::Last7, one)
                .into_string()
                .contains("Nothing to compare")
        );
    }
}
