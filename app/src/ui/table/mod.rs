//! A table of rows that open, can be chosen, and have a menu.
//!
//! The rows are plain HTML. One set of listeners on the table serves them all, and the browser's
//! own focus and check boxes hold the state.

mod column;
mod keyboard;
mod pointer;
mod selection;

pub use column::{Column, Row};
pub use selection::Selection;

use super::icon::{Glyph, Icon, icon};
use super::inert::{Markup, html};
use super::place::Anchor;
use crate::words::t;
use domain::listing::{Direction, Sort};
use keyboard::on_key;
use leptos::html;
use leptos::prelude::*;
use pointer::Picking;

/// A table.
#[component]
pub fn DataTable<R, S>(
    /// What it lists, and how: "25 of 1,284 customers, sorted by name".
    #[prop(into)]
    caption: Signal<String>,
    /// Its columns.
    #[prop(into)]
    columns: Signal<Vec<Column<R, S>>>,
    /// Its rows.
    #[prop(into)]
    rows: Signal<Vec<R>>,
    /// What it is sorted by.
    #[prop(into)]
    sort: Signal<(S, Direction)>,
    /// The address of the same list in another order.
    #[prop(into)]
    sort_href: Callback<(S, Direction), String>,
    /// Whether other rows are on their way; these ones stay until then.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The chosen rows, where rows can be chosen.
    #[prop(optional)]
    selection: Option<RwSignal<Selection>>,
    /// Somebody wants the menu of a row (by its ID), at a place.
    #[prop(optional, into)]
    on_menu: Option<Callback<(String, Anchor)>>,
) -> impl IntoView
where
    R: Row,
    S: Sort,
{
    let table = NodeRef::<html::Table>::new();
    let picking = Picking::new(table, selection);
    picking.show(rows);
    let pointer = pointer::Pointer::new(on_menu);
    let has_menu = on_menu.is_some();
    // Made once, for the headings and all rows.
    let columns = Memo::new_with_compare(move |_| columns.get(), |_, _| true);
    let head = move || {
        let sorted = sort.get();
        let heading = |column| heading(column, sorted, sort_href);
        columns.get().into_iter().map(heading).collect_view()
    };
    let extras = Extras {
        picks: selection.is_some(),
        has_menu,
    };
    let number = Memo::new(move |_| rows.with(Vec::len));
    let body = move || {
        (0..number.get())
            .map(|at| row_view(at, rows, columns, extras))
            .collect_view()
    };
    view! {
        <div class="table" aria-busy=move || if busy.get() { "true" } else { "false" }>
            <div class="progress" aria-hidden="true"></div>
            <div class="table-scroll">
                <table
                    node_ref=table
                    on:keydown=move |event| on_key(&event, picking, pointer)
                    on:focusin=|event| keyboard::on_focus(&event)
                    on:change=move |event| picking.on_change(&event)
                    on:click=move |event| pointer.on_click(&event, picking)
                    on:dblclick=|event| pointer::on_double_click(&event)
                    on:contextmenu=move |event| pointer.on_context_menu(&event)
                    on:pointerdown=move |event| pointer.on_down(&event)
                    on:mousedown=move |event| pointer.on_mouse_down(&event)
                    on:pointermove=move |event| pointer.on_move(&event)
                    on:pointerup=move |_| pointer.on_up()
                    on:pointercancel=move |_| pointer.on_up()
                >
                    <caption class="unseen">{move || caption.get()}</caption>
                    <thead>
                        <tr>
                            {selection
                                .map(|_| {
                                    view! {
                                        <th class="pick" scope="col">
                                            <input
                                                type="checkbox"
                                                data-pick-all
                                                aria-label=t!("Select all rows on this page")
                                                autocomplete="off"
                                            />
                                        </th>
                                    }
                                })}
                            {head}
                            {has_menu
                                .then(|| {
                                    view! {
                                        <th class="more" scope="col">
                                            <span class="unseen">{t!("Actions")}</span>
                                        </th>
                                    }
                                })}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </div>
    }
}

/// What stands in a row beside its columns.
#[derive(Clone, Copy)]
struct Extras {
    picks: bool,
    has_menu: bool,
}

fn heading<R: Row, S: Sort>(
    column: Column<R, S>,
    (sorted, direction): (S, Direction),
    sort_href: Callback<(S, Direction), String>,
) -> impl IntoView {
    let Column {
        heading,
        sort,
        class,
        at_end,
        ..
    } = column;
    let is_sorted = sort == Some(sorted);
    let aria_sort = is_sorted.then_some(match direction {
        Direction::Ascending => "ascending",
        Direction::Descending => "descending",
    });
    let link = sort.map(|sort| {
        let next = if is_sorted {
            direction.reversed()
        } else {
            sort.first_direction()
        };
        let glyph = match if is_sorted { direction } else { next } {
            Direction::Ascending => Glyph::ArrowUp,
            Direction::Descending => Glyph::ArrowDown,
        };
        view! {
            <a class="sort" href=sort_href.run((sort, next)) data-noscroll>
                {heading}
                <Icon glyph />
            </a>
        }
    });
    let text = link.is_none().then_some(heading);
    view! {
        <th class=class scope="col" data-at-end=at_end.then_some("") aria-sort=aria_sort>
            {link}
            {text}
        </th>
    }
}

/// The row at a place. It stays when other rows come, with the focus it may have; only what is
/// different in it is written anew.
fn row_view<R: Row, S: Sort>(
    at: usize,
    rows: Signal<Vec<R>>,
    columns: Memo<Vec<Column<R, S>>>,
    extras: Extras,
) -> impl IntoView {
    let of = move |what: fn(&R) -> String| move || rows.with(|rows| rows.get(at).map(what));
    let cells = move || {
        let html = |row: &R| columns.with(|columns| cells(row, columns, extras));
        rows.with(|rows| rows.get(at).map(html)).unwrap_or_default()
    };
    let href = move || rows.with(|rows| rows.get(at).and_then(R::href));
    let tabindex = if at == 0 { "0" } else { "-1" };
    view! {
        <tr
            data-row=of(R::id)
            data-href=href
            tabindex=tabindex
            inner_html=move || cells().into_string()
        ></tr>
    }
}

fn cells<R: Row, S: Sort>(row: &R, columns: &[Column<R, S>], extras: Extras) -> Markup {
    html! {
        @if extras.picks {
            td.pick {
                input type="checkbox" name="selected" value=(row.id()) autocomplete="off"
                    aria-label=(t!("Select {name}", name = row.name()));
            }
        }
        @for column in columns {
            td class=(column.class) data-at-end=[column.at_end.then_some("")] {
                ((column.cell)(row))
            }
        }
        @if extras.has_menu {
            td.more {
                button.icon-button type="button" tabindex="-1" data-menu aria-haspopup="menu"
                    aria-label=(t!("Actions for {name}", name = row.name()))
                {
                    (icon(Glyph::More))
                }
            }
        }
    }
}
