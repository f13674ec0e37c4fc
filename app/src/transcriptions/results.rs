//! The rows of a list of sessions, or what stands in their place.

use super::cells::{self, SessionRow};
use super::columns::{TranscriptionColumn, sort_words};
use super::list::TranscriptionListState;
use super::query::TranscriptionsQuery;
use super::row_menu::{RowMenu, Target};
use super::still::Still;
use crate::failure::Failure;
use crate::ui::{
    Column, DataTable, Empty, Erase, Failed, Glyph, LinkButton, Live, Look, Markup, Pager, Paging,
    Row, direction_words,
};
use crate::words::{amid_sentence, t};
use domain::error::Error;
use domain::listing::{Direction, Page, PageSize};
use domain::transcription::{Transcription, TranscriptionFilter, TranscriptionSort};
use leptos::prelude::*;

/// The page as it is by now.
type ShownPage = Memo<Option<Result<Page<Transcription>, Failure>>>;

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    NothingYet,
    NoMatch,
    Rows,
}

/// The table and its pager, or why there is none.
#[component]
pub(super) fn Results(state: TranscriptionListState, busy: Signal<bool>) -> impl IntoView {
    let (query, page) = (state.query, state.shown());
    let is_any = move || query.with(|it| it.listing.filter == TranscriptionFilter::default());
    let shown = Memo::new(move |_| {
        page.with(|page| match page {
            None => Shown::Loading,
            Some(Err(Failure(error))) => Shown::Failed(error.clone()),
            Some(Ok(page)) if !page.total.is_empty() => Shown::Rows,
            Some(Ok(_)) if is_any() => Shown::NothingYet,
            Some(Ok(_)) => Shown::NoMatch,
        })
    });
    move || match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => {
            let retry = query.with_untracked(TranscriptionsQuery::href);
            view! { <Failed error retry/> }.erase()
        }
        Shown::NothingYet => view! { <NothingYet query/> }.erase(),
        Shown::NoMatch => view! { <NoMatch query/> }.erase(),
        Shown::Rows => view! { <Rows state page busy/> }.erase(),
    }
}

#[component]
fn Rows(state: TranscriptionListState, page: ShownPage, busy: Signal<bool>) -> impl IntoView {
    let query = state.query;
    let rows = Memo::new(move |_| {
        let details = query.with(TranscriptionsQuery::details_href);
        page.with(|page| rows_of(page.as_ref(), &details))
    });
    let order = Memo::new(move |_| {
        query.with(|query| (query.listing.page.sort, query.listing.page.direction))
    });
    let paging = Memo::new(move |_| page.with(|page| paging_of(page.as_ref())));
    let target = RwSignal::new(None::<Target>);
    let on_menu = Callback::new(move |(id, at)| {
        let row = rows.with_untracked(|rows| rows.iter().find(|row| row.id() == id).cloned());
        target.set(row.map(|row| Target { it: row.it, at }));
    });
    let chosen = Memo::new(move |_| query.with(columns_of));
    let columns = Signal::derive(move || {
        chosen.with(|columns| columns.iter().copied().map(column).collect::<Vec<_>>())
    });
    let href = Callback::new(move |(page, size): (u32, PageSize)| {
        query.with(|query| query.on_page(page, size).href())
    });
    let sort_href = Callback::new(move |(sort, direction)| {
        query.with(|query| query.sorted(sort, direction).href())
    });
    view! {
        <Still news=state.news>
            <DataTable
                caption=Signal::derive(move || caption(paging.get(), order.get()))
                columns
                rows
                sort=order
                sort_href
                busy
                on_menu
            />
        </Still>
        <Pager
            paging
            href
            action=query.with_untracked(TranscriptionsQuery::base)
            kept=Signal::derive(move || query.with(|query| query.kept_without(&["page"])))
        />
        <Live text=announcement(state, order)/>
        <RowMenu query target/>
    }
}

/// What is read out: once for each page that somebody asks for, not for everything that is heard.
fn announcement(
    state: TranscriptionListState,
    order: Memo<(TranscriptionSort, Direction)>,
) -> Signal<String> {
    let loaded = Memo::new(move |_| {
        state.page.with(|answer| {
            let answer = answer.as_ref().and_then(Option::as_ref);
            answer.and_then(|answer| answer.as_ref().ok().map(|answer| Paging::of(&answer.page)))
        })
    });
    Signal::derive(move || {
        let paging = loaded.get();
        paging.map_or_else(String::new, |paging| caption(paging, order.get()))
    })
}

fn rows_of(page: Option<&Result<Page<Transcription>, Failure>>, details: &str) -> Vec<SessionRow> {
    let Some(Ok(page)) = page else {
        return Vec::new();
    };
    let row = |it: &Transcription| SessionRow {
        href: format!("{details}{}", it.id),
        it: it.clone(),
    };
    page.rows.iter().map(row).collect()
}

fn paging_of(page: Option<&Result<Page<Transcription>, Failure>>) -> Paging {
    match page {
        Some(Ok(page)) => Paging::of(page),
        Some(Err(_)) | None => Paging::of(&Page::<Transcription>::empty()),
    }
}

/// The columns that are shown, and what each can be sorted by.
fn columns_of(
    query: &TranscriptionsQuery,
) -> Vec<(TranscriptionColumn, Option<TranscriptionSort>)> {
    let is_of_all = query.place.is_of_all;
    let columns = query.columns.iter();
    let here = columns.filter(|column| is_of_all || *column != TranscriptionColumn::Customer);
    here.map(|column| {
        let sort = column.sort().filter(|sort| query.place.has_sort(*sort));
        (column, sort)
    })
    .collect()
}

fn column(
    (column, sort): (TranscriptionColumn, Option<TranscriptionSort>),
) -> Column<SessionRow, TranscriptionSort> {
    let (cell, class): (fn(&SessionRow) -> Markup, _) = match column {
        TranscriptionColumn::Source => (cells::source, "name"),
        TranscriptionColumn::Customer => (cells::customer, "line session-customer"),
        TranscriptionColumn::Id => (cells::id, "id"),
        TranscriptionColumn::Language => (cells::language, ""),
        TranscriptionColumn::Mode => (cells::mode, ""),
        TranscriptionColumn::Audio => (cells::audio, "line"),
        TranscriptionColumn::Billed => (cells::billed, ""),
        TranscriptionColumn::Status => (cells::status, "status"),
        TranscriptionColumn::Token => (cells::token, ""),
        TranscriptionColumn::Created => (cells::created, "foot"),
        TranscriptionColumn::Started => (cells::started, ""),
        TranscriptionColumn::Finished => (cells::finished, ""),
        TranscriptionColumn::Error => (cells::error, "foot session-error"),
    };
    let made = Column::new(column.heading(), cell).class(class);
    let made = sort.map_or(made, |sort| made.sorted_by(sort));
    match column {
        TranscriptionColumn::Audio | TranscriptionColumn::Billed => made.at_end(),
        TranscriptionColumn::Source
        | TranscriptionColumn::Customer
        | TranscriptionColumn::Id
        | TranscriptionColumn::Language
        | TranscriptionColumn::Mode
        | TranscriptionColumn::Status
        | TranscriptionColumn::Token
        | TranscriptionColumn::Created
        | TranscriptionColumn::Started
        | TranscriptionColumn::Finished
        | TranscriptionColumn::Error => made,
    }
}

#[component]
fn NothingYet(query: Memo<TranscriptionsQuery>) -> impl IntoView {
    let tokens = query.with_untracked(TranscriptionsQuery::tokens_href);
    view! {
        <Empty
            glyph=Glyph::AudioLines
            title=t!("No transcriptions yet")
            text=t!("A session appears here by itself as soon as a program with an API token reports \
                     one.")
        >
            {tokens.map(|href| view! {
                <LinkButton href look=Look::Primary icon=Glyph::Key>{t!("To the API tokens")}</LinkButton>
            })}
            <a class="button" rel="external" href="/api">{t!("How programs report")}</a>
        </Empty>
    }
}

#[component]
fn NoMatch(query: Memo<TranscriptionsQuery>) -> impl IntoView {
    view! {
        <Empty
            glyph=Glyph::SearchOff
            title=t!("No session matches")
            text=t!("Nothing fits the search and the filters together.")
        >
            <LinkButton href=query.with_untracked(TranscriptionsQuery::base)>
                {t!("Clear search and filters")}
            </LinkButton>
        </Empty>
    }
}

fn caption(paging: Paging, (sort, direction): (TranscriptionSort, Direction)) -> String {
    let direction = direction_words(direction);
    let (range, total) = (paging.range(), paging.total());
    t!(
        "{range} of {total} sessions, sorted by {sort}, {direction}",
        range = range,
        total = total,
        sort = amid_sentence(sort_words(sort)),
        direction = direction,
    )
}
