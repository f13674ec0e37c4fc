//! The rows of a list of tokens, or what stands in their place.

use super::cells::{Listed, cell, creator_cell, heading, hint_cell, scopes_cell};
use super::list::{TokenListState, TokensResource};
use super::query::{Dialog, TokensQuery};
use super::row_menu::{RowMenu, Target};
use crate::failure::Failure;
use crate::ui::{
    Column, DataTable, Empty, Erase, Failed, Glyph, LinkButton, Live, Look, Pager, Paging, Row,
    direction_words,
};
use crate::words::{amid_sentence, t};
use domain::api_token::TokenSort;
use domain::error::Error;
use domain::listing::{Direction, Page, PageSize};
use domain::timestamp::Timestamp;
use leptos::prelude::*;

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
pub(super) fn Results(state: TokenListState, busy: Signal<bool>) -> impl IntoView {
    let TokenListState { query, page, .. } = state;
    let shown = Memo::new(move |_| match page.get().flatten() {
        None => Shown::Loading,
        Some(Err(Failure(error))) => Shown::Failed(error),
        Some(Ok(page)) if !page.total.is_empty() => Shown::Rows,
        Some(Ok(_)) if query.with(|query| query.listing.search.is_empty()) => Shown::NothingYet,
        Some(Ok(_)) => Shown::NoMatch,
    });
    move || match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => {
            let retry = query.with_untracked(TokensQuery::href);
            view! { <Failed error retry/> }.erase()
        }
        Shown::NothingYet => view! { <NothingYet query/> }.erase(),
        Shown::NoMatch => view! { <NoMatch query/> }.erase(),
        Shown::Rows => view! { <Rows query page busy/> }.erase(),
    }
}

#[component]
fn Rows(query: Memo<TokensQuery>, page: TokensResource, busy: Signal<bool>) -> impl IntoView {
    let now = now();
    let loaded = Memo::new(move |_| page.get().flatten().and_then(Result::ok));
    let rows = Memo::new(move |_| {
        let tokens = loaded.get().map(|page| page.rows).unwrap_or_default();
        let listed = tokens.into_iter().map(|token| Listed::at(token, now));
        listed.collect::<Vec<_>>()
    });
    let order = Memo::new(move |_| query.with(TokensQuery::order));
    let paging =
        Memo::new(move |_| loaded.with(|page| Paging::of(page.as_ref().unwrap_or(&Page::empty()))));
    let caption = Memo::new(move |_| caption(paging.get(), order.get()));
    let target = RwSignal::new(None::<Target>);
    let on_menu = Callback::new(move |(id, at)| {
        let row = rows.with_untracked(|rows| rows.iter().find(|row| row.id() == id).cloned());
        target.set(row.map(|Listed { token, .. }| Target { token, at }));
    });
    let href = Callback::new(move |(page, size): (u32, PageSize)| {
        query.with(|query| query.on_page(page, size).href())
    });
    let sort_href = Callback::new(move |(sort, direction)| {
        query.with(|query| query.sorted(sort, direction).href())
    });
    view! {
        <DataTable
            caption
            columns=Signal::stored(columns())
            rows
            sort=order
            sort_href
            busy
            on_menu
        />
        <Pager
            paging
            href
            action=query.with_untracked(TokensQuery::base)
            kept=Signal::derive(move || query.with(|query| query.kept_without(&["page"])))
        />
        <Live text=caption/>
        <RowMenu query target/>
    }
}

/// What time it is: on the server, that of the request.
#[cfg(feature = "ssr")]
fn now() -> Timestamp {
    // Where there is no request nobody sees the page.
    crate::backend::now().unwrap_or(Timestamp::from_micros(0))
}

/// What time it is.
#[cfg(not(feature = "ssr"))]
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 fit"
)]
fn now() -> Timestamp {
    Timestamp::from_micros(js_sys::Date::now() as i64 * 1000)
}

fn columns() -> Vec<Column<Listed, TokenSort>> {
    let column = |sort, cell: fn(&Listed) -> _, class| {
        Column::new(heading(sort), cell)
            .sorted_by(sort)
            .class(class)
    };
    vec![
        column(TokenSort::Name, |row| cell(TokenSort::Name, row), "name"),
        Column::new(t!("Token"), hint_cell).class("line"),
        Column::new(t!("Scopes"), scopes_cell).class("line scope-words"),
        Column::new(t!("Created by"), creator_cell),
        column(TokenSort::Created, |row| cell(TokenSort::Created, row), ""),
        column(
            TokenSort::Expires,
            |row| cell(TokenSort::Expires, row),
            "foot",
        ),
        column(
            TokenSort::LastUsed,
            |row| cell(TokenSort::LastUsed, row),
            "foot",
        ),
        column(
            TokenSort::State,
            |row| cell(TokenSort::State, row),
            "status",
        ),
    ]
}

#[component]
fn NothingYet(query: Memo<TokensQuery>) -> impl IntoView {
    let href = query.with_untracked(|query| query.with_dialog(Dialog::Create).href());
    view! {
        <Empty
            glyph=Glyph::Key
            title=t!("No API tokens yet")
            text=t!("A program signs in with a token. Create one for each program, so that each can be \
                     rotated and revoked by itself.")
        >
            <LinkButton href look=Look::Primary icon=Glyph::Plus stay=true change=true>{t!("Create token")}</LinkButton>
        </Empty>
    }
}

#[component]
fn NoMatch(query: Memo<TokensQuery>) -> impl IntoView {
    view! {
        <Empty
            glyph=Glyph::SearchOff
            title=t!("No token matches")
            text=t!("None has these words in its name, and none begins or ends like this.")
        >
            <LinkButton href=query.with_untracked(TokensQuery::base)>{t!("Clear search")}</LinkButton>
        </Empty>
    }
}

fn caption(paging: Paging, (sort, direction): (TokenSort, Direction)) -> String {
    let direction = direction_words(direction);
    let (range, total) = (paging.range(), paging.total());
    t!(
        "{range} of {total} API tokens, sorted by {sort}, {direction}",
        range = range,
        total = total,
        sort = amid_sentence(heading(sort)),
        direction = direction,
    )
}
