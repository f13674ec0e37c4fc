//! The rows of a list of people, or what stands in their place.

use super::cells::{cell, heading, role_cell};
use super::list::{UserListState, UsersResource};
use super::query::{Dialog, UsersQuery};
use super::row_menu::{RowMenu, Target};
use crate::failure::Failure;
use crate::ui::{
    Column, DataTable, Empty, Erase, Failed, Glyph, LinkButton, Live, Look, Pager, Paging, Row,
    direction_words,
};
use crate::words::{amid_sentence, t};
use domain::error::Error;
use domain::listing::{Direction, Page, PageSize};
use domain::user::{User, UserSort};
use leptos::prelude::*;

impl Row for User {
    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn href(&self) -> Option<String> {
        None
    }
}

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
pub(super) fn Results(state: UserListState, busy: Signal<bool>) -> impl IntoView {
    let UserListState { query, page, .. } = state;
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
            let retry = query.with_untracked(UsersQuery::href);
            view! { <Failed error retry/> }.erase()
        }
        Shown::NothingYet => view! { <NothingYet query/> }.erase(),
        Shown::NoMatch => view! { <NoMatch query/> }.erase(),
        Shown::Rows => view! { <Rows query page busy/> }.erase(),
    }
}

#[component]
fn Rows(query: Memo<UsersQuery>, page: UsersResource, busy: Signal<bool>) -> impl IntoView {
    let loaded = Memo::new(move |_| page.get().flatten().and_then(Result::ok));
    let rows = Memo::new(move |_| {
        let page = loaded.get();
        page.map(|page| page.rows).unwrap_or_default()
    });
    let order = Memo::new(move |_| query.with(UsersQuery::order));
    let paging =
        Memo::new(move |_| loaded.with(|page| Paging::of(page.as_ref().unwrap_or(&Page::empty()))));
    let caption = Memo::new(move |_| caption(paging.get(), order.get()));
    let target = RwSignal::new(None::<Target>);
    let on_menu = Callback::new(move |(id, at)| {
        let user = rows.with_untracked(|rows| rows.iter().find(|row| row.id() == id).cloned());
        target.set(user.map(|user| Target { user, at }));
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
            action=query.with_untracked(UsersQuery::base)
            kept=Signal::derive(move || query.with(|query| query.kept_without(&["page"])))
        />
        <Live text=caption/>
        <RowMenu query target/>
    }
}

fn columns() -> Vec<Column<User, UserSort>> {
    let column = |sort, cell: fn(&User) -> _, class| {
        Column::new(heading(sort), cell)
            .sorted_by(sort)
            .class(class)
    };
    vec![
        column(UserSort::Name, |user| cell(UserSort::Name, user), "name"),
        column(
            UserSort::Email,
            |user| cell(UserSort::Email, user),
            "line email",
        ),
        Column::new(t!("Role"), role_cell),
        column(
            UserSort::Status,
            |user| cell(UserSort::Status, user),
            "status",
        ),
        column(
            UserSort::LastSignIn,
            |user| cell(UserSort::LastSignIn, user),
            "foot",
        ),
        column(
            UserSort::TwoFactor,
            |user| cell(UserSort::TwoFactor, user),
            "",
        ),
    ]
}

#[component]
fn NothingYet(query: Memo<UsersQuery>) -> impl IntoView {
    let href = query.with_untracked(|query| query.with_dialog(Dialog::Invite).href());
    view! {
        <Empty
            glyph=Glyph::Users
            title=t!("No users yet")
            text=t!("The people who sign in stand here. Invite the first one: they choose a password of \
                     their own.")
        >
            <LinkButton href look=Look::Primary icon=Glyph::Plus stay=true change=true>{t!("Invite user")}</LinkButton>
        </Empty>
    }
}

#[component]
fn NoMatch(query: Memo<UsersQuery>) -> impl IntoView {
    view! {
        <Empty
            glyph=Glyph::SearchOff
            title=t!("No user matches")
            text=t!("Nobody has these words in their name or email.")
        >
            <LinkButton href=query.with_untracked(UsersQuery::base)>{t!("Clear search")}</LinkButton>
        </Empty>
    }
}

fn caption(paging: Paging, (sort, direction): (UserSort, Direction)) -> String {
    let direction = direction_words(direction);
    let (range, total) = (paging.range(), paging.total());
    t!(
        "{range} of {total} users, sorted by {sort}, {direction}",
        range = range,
        total = total,
        sort = amid_sentence(heading(sort)),
        direction = direction,
    )
}
