//! The entries of a ledger, or what stands in their place.

use super::cells::{self, Booked};
use super::entries::LedgerState;
use super::query::{Dialog, LedgerQuery};
use super::row_menu::{RowMenu, Target};
use crate::failure::Failure;
use crate::ui::{
    Anchor, Column, DataTable, Empty, Erase, Failed, Glyph, LinkButton, Live, Pager, Paging, Row,
    direction_words,
};
use crate::words::t;
use domain::error::Error;
use domain::ledger::{LedgerEntry, LedgerFilter, LedgerSort};
use domain::listing::{Direction, Page, PageSize};
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
pub(super) fn Results(state: LedgerState, busy: Signal<bool>) -> impl IntoView {
    let LedgerState { query, page, .. } = state;
    let is_any = move || query.with(|it| it.listing.filter == LedgerFilter::default());
    let shown = Memo::new(move |_| match page.get().flatten() {
        None => Shown::Loading,
        Some(Err(Failure(error))) => Shown::Failed(error),
        Some(Ok(page)) if !page.total.is_empty() => Shown::Rows,
        Some(Ok(_)) if is_any() => Shown::NothingYet,
        Some(Ok(_)) => Shown::NoMatch,
    });
    move || {
        match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => {
            let retry = query.with_untracked(LedgerQuery::href);
            view! { <Failed error retry/> }.erase()
        }
        Shown::NothingYet => view! {
            <Empty
                glyph=Glyph::Receipt
                title=t!("Nothing booked yet")
                text=t!("Every change of the balance and the credits will stand here, with what was \
                         there after it.")
            />
        }
        .erase(),
        Shown::NoMatch => view! {
            <Empty
                glyph=Glyph::SearchOff
                title=t!("No entry matches")
                text=t!("Nothing like this was booked, or not in these days.")
            >
                <LinkButton href=query.with_untracked(LedgerQuery::base)>
                    {t!("Clear the filters")}
                </LinkButton>
            </Empty>
        }
        .erase(),
        Shown::Rows => view! { <Rows state busy/> }.erase(),
    }
    }
}

#[component]
fn Rows(state: LedgerState, busy: Signal<bool>) -> impl IntoView {
    let LedgerState { query, page, .. } = state;
    let loaded = Memo::new(move |_| page.get().flatten().and_then(Result::ok));
    let rows = Memo::new(move |_| {
        let entries = loaded.get().map(|page| page.rows).unwrap_or_default();
        let booked = |it: LedgerEntry| Booked {
            href: query.with(|query| query.with_dialog(Dialog::Details(it.number)).href()),
            it,
        };
        entries.into_iter().map(booked).collect::<Vec<_>>()
    });
    let order = Memo::new(move |_| query.with(LedgerQuery::order));
    let paging =
        Memo::new(move |_| loaded.with(|page| Paging::of(page.as_ref().unwrap_or(&Page::empty()))));
    let caption = Memo::new(move |_| caption(paging.get(), order.get()));
    let target = RwSignal::new(None::<Target>);
    let on_menu = Callback::new(move |(id, at): (String, Anchor)| {
        let row = rows.with_untracked(|rows| rows.iter().find(|row| row.id() == id).cloned());
        target.set(row.map(|Booked { it, .. }| Target { it, at }));
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
            action=query.with_untracked(LedgerQuery::base)
            kept=Signal::derive(move || query.with(|query| query.kept_without(&["page"])))
        />
        <Live text=caption/>
        <RowMenu state target/>
    }
}

fn columns() -> Vec<Column<Booked, LedgerSort>> {
    vec![
        Column::new(t!("What"), cells::what).class("name"),
        Column::new(t!("Money"), cells::bucket),
        Column::new(t!("Amount"), cells::amount)
            .class("line")
            .at_end(),
        Column::new(t!("After"), cells::total).at_end(),
        Column::new(t!("When"), cells::at)
            .sorted_by(LedgerSort::Written)
            .class("foot"),
    ]
}

fn caption(paging: Paging, (_, direction): (LedgerSort, Direction)) -> String {
    t!(
        "{range} of {total} entries, sorted by time, {direction}",
        range = paging.range(),
        total = paging.total(),
        direction = direction_words(direction),
    )
}
