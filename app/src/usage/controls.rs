//! What can be asked about usage: of which days, cut and split how. All of it only changes the
//! address.

use super::query::{UsageAddress, is_offered};
use super::words::{days_words, grain_words, range_words, split_words, spoken_words};
use crate::transcriptions::mode_words;
use crate::ui::{DateRange, FilterChip, Glyph, Icon, Popup, short_id};
use crate::words::t;
use domain::usage::{Grain, Split, UsageFilter, UsageRange};
use leptos::prelude::*;

/// Everything that can be asked.
#[component]
pub(super) fn Controls(address: Memo<UsageAddress>) -> impl IntoView {
    view! {
        <div class="usage-controls">
            <Presets address/>
            <OtherDays address/>
            <GrainChip address/>
            <SplitChip address/>
            {move || address.with(filters).into_iter().map(filter_chip).collect_view()}
        </div>
    }
}

/// The ranges that have a name.
#[component]
fn Presets(address: Memo<UsageAddress>) -> impl IntoView {
    let link = move |range: UsageRange| {
        let is_shown = move || address.with(|address| address.asked.range == range);
        view! {
            <a
                href=move || address.with(|address| address.with_range(range).href())
                aria-current=move || is_shown().then_some("true")
                data-noscroll
            >
                {range_words(range)}
            </a>
        }
    };
    view! {
        <nav class="segments" aria-label=t!("Days")>
            {UsageRange::PRESETS.into_iter().map(link).collect_view()}
        </nav>
    }
}

/// Days of one's own.
#[component]
fn OtherDays(address: Memo<UsageAddress>) -> impl IntoView {
    let days = Memo::new(move |_| match address.with(|address| address.asked.range) {
        UsageRange::Free(days) => Some(days),
        UsageRange::Last7
        | UsageRange::Last30
        | UsageRange::Last90
        | UsageRange::Last12Months
        | UsageRange::ThisMonth
        | UsageRange::LastMonth => None,
    });
    let value = Signal::derive(move || days.get().map(days_words));
    let clear = move || address.with(|it| it.with_range(UsageRange::default()).href());
    let from = move || days.get().map(|days| days.from.to_string());
    let to = move || days.get().map(|days| days.to.to_string());
    view! {
        <FilterChip
            label=t!("Other days")
            value
            clear_href=Signal::derive(clear)
            action=address.with_untracked(UsageAddress::base)
            kept=Signal::derive(move || address.with(UsageAddress::kept_without_days))
        >
            <DateRange
                names=("from", "to")
                from=Signal::derive(move || from().unwrap_or_default())
                to=Signal::derive(move || to().unwrap_or_default())
            />
        </FilterChip>
    }
}

/// How the days are cut.
#[component]
fn GrainChip(address: Memo<UsageAddress>) -> impl IntoView {
    let ways = Signal::derive(move || address.with(grain_ways));
    view! { <WayChip label=t!("Show by") ways/> }
}

fn grain_ways(address: &UsageAddress) -> Vec<Way> {
    let range = address.asked.range;
    let way = |grain| Way {
        label: grain_words(grain),
        href: address.with_grain(grain).href(),
        is_shown: grain == address.asked.grain,
    };
    let offered = Grain::ALL.into_iter();
    let offered = offered.filter(|grain| is_offered(*grain, range));
    offered.map(way).collect()
}

/// What the numbers are split by.
#[component]
fn SplitChip(address: Memo<UsageAddress>) -> impl IntoView {
    let ways = Signal::derive(move || address.with(split_ways));
    view! { <WayChip label=t!("Split by") ways/> }
}

fn split_ways(address: &UsageAddress) -> Vec<Way> {
    let way = |split: Option<Split>| Way {
        label: split_words(split),
        href: address.with_split(split).href(),
        is_shown: split == address.asked.split,
    };
    let splits = Split::ALL.into_iter().map(Some);
    std::iter::once(None).chain(splits).map(way).collect()
}

/// One of several ways to ask, and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Way {
    label: &'static str,
    href: String,
    is_shown: bool,
}

/// A chip that says which way it is, and opens to show the others.
#[component]
fn WayChip(label: &'static str, ways: Signal<Vec<Way>>) -> impl IntoView {
    let shown = move || {
        let shown = |ways: &Vec<Way>| ways.iter().find(|way| way.is_shown).map(|way| way.label);
        ways.with(shown).unwrap_or_default()
    };
    let link = |way: Way| {
        view! {
            <a href=way.href aria-current=way.is_shown.then_some("true") data-noscroll>
                {way.label}
            </a>
        }
    };
    view! {
        <div class="chip">
            <Popup
                class="chip-word"
                word=move || view! {
                    <span>{label} ": " {shown}</span>
                    <Icon glyph=Glyph::ChevronDown/>
                }
            >
                <nav class="popup-links" aria-label=label>
                    {move || ways.get().into_iter().map(link).collect_view()}
                </nav>
            </Popup>
        </div>
    }
}

/// A filter that is set: what it looks at, what it is set to, and the address without it.
type SetFilter = (&'static str, String, String);

/// What it is narrowed to. It is set by the legend of the picture.
fn filters(address: &UsageAddress) -> Vec<SetFilter> {
    let filter = &address.asked.filter;
    let without = |other: UsageFilter| address.with_filter(other).href();
    let mode = filter.mode.map(|mode| {
        let others = UsageFilter {
            mode: None,
            ..filter.clone()
        };
        (t!("Mode"), mode_words(mode).to_owned(), without(others))
    });
    let language = filter.language.as_ref().map(|language| {
        let others = UsageFilter {
            language: None,
            ..filter.clone()
        };
        (
            t!("Language"),
            spoken_words(language.as_str()),
            without(others),
        )
    });
    let token = filter.token.map(|token| {
        let others = UsageFilter {
            token: None,
            ..filter.clone()
        };
        (t!("Token"), short_id(&token.to_string()), without(others))
    });
    [mode, language, token].into_iter().flatten().collect()
}

fn filter_chip((label, value, clear_href): SetFilter) -> impl IntoView {
    view! {
        <div class="chip" data-set="">
            <span class="chip-word">
                <span>{label} ": " {value}</span>
            </span>
            <a
                class="chip-clear"
                href=clear_href
                aria-label=t!("Remove filter {label}", label = label)
                data-noscroll
            >
                <Icon glyph=Glyph::X/>
            </a>
        </div>
    }
}
