//! The figures of all customers, and the picture of their days.

use super::page::FiguresAnswer;
use super::query::href;
use crate::customers::NothingYet;
use crate::part::{Part, loading};
use crate::ui::{Card, ChartData, Erase, Live, Loaded, Markup, count, html};
use crate::usage::{
    Change, Growth, PictureCard, UsageAddress, UsageAsked, default_grain, hours_words, note,
    percentage, picture, picture_words, since, summary, table, tile,
};
use crate::viewer::action;
use crate::words::t;
use domain::dashboard::Dashboard;
use domain::usage::{Split, UsageFilter, UsageRange};
use leptos::prelude::*;

/// Where the same is to be had as a file.
const EXPORT: &str = "/dashboard/export";

/// What stands in the place of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Why it cannot be shown stands in the place of the figures.
    Nothing,
    /// There is nobody who could have used anything.
    NoCustomers,
    /// The picture itself.
    Picture,
}

/// The figures.
#[component]
pub(super) fn Figures(answer: FiguresAnswer, retry: Signal<String>) -> impl IntoView {
    view! { <Part answer html=tiles retry/> }
}

fn tiles((range, dashboard): &(UsageRange, Dashboard)) -> Markup {
    let usage = &dashboard.usage;
    let (now, before) = (&usage.total, &usage.before);
    let since = |change: Option<Change>| since(change.as_ref(), *range, usage.days);
    let (failed, failed_before) = (now.failed_per_mille(), before.failed_per_mille());
    let days = format!("from={}&to={}", usage.days.from, usage.days.to);
    let all = format!("/activity?{days}");
    let wrong = format!("/activity?status=failed,expired&{days}");
    html! {
        dl.tiles {
            (tile(
                t!("Audio hours"),
                (&hours_words(now.audio_ms), Some(&all)),
                &since(Change::of(now.audio_ms, before.audio_ms, Growth::Good)),
            ))
            (tile(
                t!("Transcriptions"),
                (&count(now.transcriptions().unsigned_abs()), Some(&all)),
                &since(Change::of(now.transcriptions(), before.transcriptions(), Growth::Good)),
            ))
            (tile(
                t!("Active customers"),
                (&count(dashboard.customers.active), Some("/customers?status=active")),
                &came(dashboard),
            ))
            (tile(
                t!("Failure rate"),
                (&failed.map_or_else(|| "—".to_owned(), percentage), Some(&wrong)),
                &since(Change::of_share(failed, failed_before, Growth::Bad)),
            ))
        }
    }
}

/// How many customers are new, beside how many were before.
fn came(dashboard: &Dashboard) -> Markup {
    let words = t!(
        "{number} new, {before} in the time before",
        number = count(dashboard.new),
        before = count(dashboard.new_before)
    );
    html! { (words) }
}

/// The picture of the days, split by mode.
#[component]
pub(super) fn FiguresPicture(answer: FiguresAnswer, range: Memo<UsageRange>) -> impl IntoView {
    view! {
        <Loaded resource=answer fallback=loading>
            <Picture answer range/>
        </Loaded>
    }
}

#[component]
fn Picture(answer: FiguresAnswer, range: Memo<UsageRange>) -> impl IntoView {
    let loaded = Memo::new(move |_| answer.get().and_then(Result::ok));
    let shown = Memo::new(move |_| loaded.with(|it| it.as_ref().map_or(Shown::Nothing, shown)));
    let file = action(EXPORT);
    let file_href = move || href(&file, range.get());
    let html = move |make: fn(&UsageAsked, &Dashboard) -> Markup| {
        move || {
            let html = |(range, dashboard): &(UsageRange, Dashboard)| {
                make(&asked(*range), dashboard).into_string()
            };
            loaded.with(|it| it.as_ref().map(html).unwrap_or_default())
        }
    };
    let title = move || {
        let grain = |(range, _): &(UsageRange, Dashboard)| asked(*range).grain;
        loaded.with(|it| it.as_ref().map(grain).map(picture_words))
    };
    let data = Memo::new(move |_| loaded.with(|it| it.as_ref().map(data).unwrap_or_default()));
    let table = html(|asked, dashboard| table(asked, &dashboard.usage));
    let note = html(|_, dashboard| note(&dashboard.usage));
    let said = move || {
        let summary = |(_, dashboard): &(UsageRange, Dashboard)| summary(&dashboard.usage);
        loaded.with(|it| it.as_ref().map(summary).unwrap_or_default())
    };
    let body = move || match shown.get() {
        Shown::Nothing => ().erase(),
        Shown::NoCustomers => {
            view! { <Card><NothingYet new_href="/customers?dialog=new"/></Card> }.erase()
        }
        Shown::Picture => {
            let file_href = file_href.clone();
            view! { <PictureCard name="dashboard" title file_href data table note/> }.erase()
        }
    };
    view! {
        {body}
        <Live text=Signal::derive(said)/>
    }
}

fn shown((_, dashboard): &(UsageRange, Dashboard)) -> Shown {
    if dashboard.customers.all() == 0 && dashboard.usage.total.is_nothing() {
        Shown::NoCustomers
    } else {
        Shown::Picture
    }
}

/// What the figures answer, in the words of usage.
fn asked(range: UsageRange) -> UsageAsked {
    UsageAsked {
        range,
        grain: default_grain(range),
        split: Some(Split::Mode),
        filter: UsageFilter::default(),
    }
}

fn data((range, dashboard): &(UsageRange, Dashboard)) -> ChartData {
    let address = UsageAddress::of("/", asked(*range));
    let mut data = picture(&address, &dashboard.usage);
    // The dashboard is not to be narrowed.
    for series in &mut data.series {
        series.href = None;
    }
    data
}
