//! The numbers, the picture and the table, or what stands in their place.

use super::card::PictureCard;
use super::picture::picture;
use super::query::UsageAddress;
use super::table::table;
use super::tiles::tiles;
use super::view::UsageState;
use super::words::picture_words;
use crate::failure::Failure;
use crate::transcriptions::hours;
use crate::ui::{Card, Empty, Erase, Failed, Glyph, LinkButton, Live, Markup, count, html, moment};
use crate::viewer::action;
use crate::words::{t, t_html};
use domain::error::Error;
use domain::usage::{UsageFilter, UsageReport};
use leptos::prelude::*;

/// Where the same is to be had as a file.
const EXPORT: &str = "/usage/export";

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    Nothing,
    Report,
}

/// A report, and the address that asks for it.
type Answered = Memo<Option<(UsageAddress, UsageReport)>>;

/// What was used, or why there is nothing to see.
#[component]
pub(super) fn Results(state: UsageState, busy: Signal<bool>) -> impl IntoView {
    let UsageState {
        address, answer, ..
    } = state;
    let shown = Memo::new(move |_| match answer.get().flatten() {
        None => Shown::Loading,
        Some((_, Err(Failure(error)))) => Shown::Failed(error),
        Some((_, Ok(report))) if report.total.is_nothing() && report.before.is_nothing() => {
            Shown::Nothing
        }
        Some((_, Ok(_))) => Shown::Report,
    });
    move || match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => {
            let retry = address.with_untracked(UsageAddress::href);
            view! { <Card><Failed error retry/></Card> }.erase()
        }
        Shown::Nothing => view! { <Nothing address/> }.erase(),
        Shown::Report => view! { <Report state busy/> }.erase(),
    }
}

#[component]
fn Nothing(address: Memo<UsageAddress>) -> impl IntoView {
    let clear = move || {
        let is_narrowed = address.with(|it| it.asked.filter != UsageFilter::default());
        is_narrowed.then(|| {
            let all = address.with(|address| address.with_filter(UsageFilter::default()).href());
            view! { <LinkButton href=all stay=true>{t!("Clear the filters")}</LinkButton> }
        })
    };
    view! {
        <Card>
            <Empty
                glyph=Glyph::Chart
                title=t!("No usage")
                text=t!("Nothing was used in these days.")
            >
                {clear}
            </Empty>
        </Card>
    }
}

#[component]
fn Report(state: UsageState, busy: Signal<bool>) -> impl IntoView {
    let base = state.address.with_untracked(UsageAddress::base);
    let answered: Answered = Memo::new(move |_| {
        let (asked, report) = state.answer.get().flatten()?;
        Some((UsageAddress::of(&base, asked), report.ok()?))
    });
    let tiles = shown_by(answered, |address, report| {
        tiles(report, address.asked.range)
    });
    let said = move || {
        let summary = |(_, report): &(UsageAddress, UsageReport)| summary(report);
        answered.with(|it| it.as_ref().map(summary).unwrap_or_default())
    };
    view! {
        <div class="usage-report" aria-busy=move || busy.get().then_some("true")>
            <dl class="tiles" inner_html=tiles></dl>
            <Picture state answered/>
        </div>
        <Live text=Signal::derive(said)/>
    }
}

/// The picture and the table that says the same.
#[component]
fn Picture(state: UsageState, answered: Answered) -> impl IntoView {
    let file = action(EXPORT);
    let file_href = move || {
        let UsageState {
            customer, address, ..
        } = state;
        address.with(|address| address.file_href(&file, customer))
    };
    let title = move || {
        let grain = |(address, _): &(UsageAddress, UsageReport)| address.asked.grain;
        answered.with(|it| it.as_ref().map(grain).map(picture_words))
    };
    let data = Memo::new(move |_| {
        let picture = |(address, report): &(UsageAddress, UsageReport)| picture(address, report);
        answered.with(|it| it.as_ref().map(picture).unwrap_or_default())
    });
    let table = shown_by(answered, |address, report| table(&address.asked, report));
    let note = shown_by(answered, |_, report| note(report));
    view! { <PictureCard name="usage" title file_href data table note/> }
}

/// HTML that is made of what was answered.
fn shown_by(
    answered: Answered,
    make: fn(&UsageAddress, &UsageReport) -> Markup,
) -> impl Fn() -> String + Send + 'static {
    move || {
        let html = |(address, report): &(UsageAddress, UsageReport)| make(address, report);
        let html = answered.with(|it| it.as_ref().map(html));
        html.map(Markup::into_string).unwrap_or_default()
    }
}

/// When it was true, and where days begin and end.
pub(crate) fn note(report: &UsageReport) -> Markup {
    t_html!(
        "As of {time}, days in {zone}.",
        time = moment(report.as_of),
        zone = html! { (report.zone.as_str()) }
    )
}

/// What is read out when something else has been asked for.
pub(crate) fn summary(report: &UsageReport) -> String {
    let total = &report.total;
    t!(
        "Audio hours: {hours}, transcriptions: {number}",
        hours = hours(total.audio_ms),
        number = count(total.transcriptions().unsigned_abs())
    )
}
