//! The rows of the customers list, or what stands in their place.

use super::api::{Listed, count_customers};
use super::cells::{cell, customer_href};
use super::columns::heading;
use super::query::{CustomersQuery, Dialog};
use super::row_menu::{RowMenu, Target};
use crate::failure::Failure;
use crate::submission::Submission;
use crate::ui::{
    Button, Column, DataTable, Empty, Erase, Failed, Glyph, LinkButton, Live, Look, Markup, Pager,
    Paging, Row, Selection, direction_words,
};
use crate::words::{amid_sentence, t};
use domain::customer::CustomerSort;
use domain::error::Error;
use domain::listing::{Direction, Page, PageSize};
use leptos::prelude::*;

/// A page of customers, as it is loaded.
pub(super) type CustomersResource = Resource<Result<Page<Listed>, Failure>>;

impl Row for Listed {
    fn id(&self) -> String {
        self.customer.id.to_string()
    }

    fn name(&self) -> String {
        self.customer.name.to_string()
    }

    fn href(&self) -> Option<String> {
        Some(customer_href(&self.customer))
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
pub(super) fn Results(
    query: Memo<CustomersQuery>,
    page: CustomersResource,
    selection: RwSignal<Selection>,
    busy: Signal<bool>,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        page.with(|page| match page {
            None => Shown::Loading,
            Some(Err(Failure(error))) => Shown::Failed(error.clone()),
            Some(Ok(page)) if !page.total.is_empty() => Shown::Rows,
            Some(Ok(_)) if query.with(|query| query.listing.filter.is_empty()) => Shown::NothingYet,
            Some(Ok(_)) => Shown::NoMatch,
        })
    });
    move || match shown.get() {
        Shown::Loading => ().erase(),
        Shown::Failed(error) => {
            let retry = query.with_untracked(CustomersQuery::href);
            view! { <Failed error retry/> }.erase()
        }
        Shown::NothingYet => {
            let new_href = query.with_untracked(|query| query.with_dialog(Dialog::New).href());
            view! { <NothingYet new_href/> }.erase()
        }
        Shown::NoMatch => view! { <NoMatch/> }.erase(),
        Shown::Rows => view! { <Rows query page selection busy/> }.erase(),
    }
}

#[component]
fn Rows(
    query: Memo<CustomersQuery>,
    page: CustomersResource,
    selection: RwSignal<Selection>,
    busy: Signal<bool>,
) -> impl IntoView {
    let rows = Memo::new(move |_| {
        page.with(|page| {
            loaded(page.as_ref())
                .map(|page| page.rows.clone())
                .unwrap_or_default()
        })
    });
    let order = Memo::new(move |_| {
        query.with(|query| (query.listing.page.sort, query.listing.page.direction))
    });
    let counted = RwSignal::new(None::<u64>);
    let paging = Memo::new(move |_| {
        let paging = page.with(|page| loaded(page.as_ref()).map(Paging::of));
        let paging = paging.unwrap_or_else(|| Paging::of(&Page::<Listed>::empty()));
        counted.get().map_or(paging, |rows| paging.counted(rows))
    });
    let caption = Memo::new(move |_| caption(paging.get(), order.get()));
    let target = RwSignal::new(None::<Target>);
    let on_menu = Callback::new(move |(id, at)| {
        let row = rows.with_untracked(|rows| rows.iter().find(|row| row.id() == id).cloned());
        target.set(row.map(|Listed { customer, .. }| Target { customer, at }));
    });
    let chosen = Memo::new(move |_| query.with(|query| query.columns.clone()));
    let columns = Signal::derive(move || {
        chosen.with(|columns| columns.iter().map(column).collect::<Vec<_>>())
    });
    let href = Callback::new(move |(page, size): (u32, PageSize)| {
        query.with(|query| query.with_dialog(None).sized(size).on_page(page).href())
    });
    let sort_href = Callback::new(move |(sort, direction)| {
        query.with(|query| query.with_dialog(None).sorted(sort, direction).href())
    });
    view! {
        <DataTable
            caption
            columns
            rows
            sort=order
            sort_href
            busy
            selection
            on_menu
        />
        <Pager
            paging
            href
            action="/customers"
            kept=Signal::derive(move || query.with(|query| query.kept_without(&["page"])))
            count_exactly=move || view! { <CountExactly query counted/> }
        />
        <Live text=caption/>
        <RowMenu query target/>
    }
}

/// The page, once it has come.
pub(super) fn loaded(answer: Option<&Result<Page<Listed>, Failure>>) -> Option<&Page<Listed>> {
    answer?.as_ref().ok()
}

/// Counts to the end, where the page did not wait for that.
#[component]
fn CountExactly(query: Memo<CustomersQuery>, counted: RwSignal<Option<u64>>) -> impl IntoView {
    let submission = Submission::after(None);
    let count = move |_| {
        let filter = query.with_untracked(|query| query.listing.filter.clone());
        submission.run(count_customers(filter), move |rows| {
            counted.try_set(Some(rows));
        });
    };
    // The exact number is true for one filter only.
    let filter = Memo::new(move |_| query.with(|query| query.listing.filter.clone()));
    Effect::watch(
        move || filter.track(),
        move |(), _, _| counted.set(None),
        false,
    );
    view! {
        <Button look=Look::Ghost busy=submission.busy() on:click=count>
            {t!("Count exactly")}
        </Button>
    }
}

/// There are no customers at all.
#[component]
pub(crate) fn NothingYet(
    /// Where the first one is created.
    #[prop(into)]
    new_href: String,
) -> impl IntoView {
    view! {
        <Empty
            glyph=Glyph::Users
            title=t!("No customers yet")
            text=t!("A customer is an organisation you sell to. Create the first one, or import a list.")
        >
            <LinkButton href=new_href look=Look::Primary icon=Glyph::Plus>
                {t!("New customer")}
            </LinkButton>
            <LinkButton href="/customers/import" icon=Glyph::Upload>
                {t!("Import")}
            </LinkButton>
        </Empty>
    }
}

/// There are customers, but none like these.
#[component]
fn NoMatch() -> impl IntoView {
    view! {
        <Empty
            glyph=Glyph::SearchOff
            title=t!("No customer matches")
            text=t!("Nothing fits the search and the filters together.")
        >
            <LinkButton href="/customers">{t!("Clear search and filters")}</LinkButton>
        </Empty>
    }
}

fn column(sort: CustomerSort) -> Column<Listed, CustomerSort> {
    let (cell, class): (fn(&Listed) -> Markup, _) = match sort {
        CustomerSort::Id => (|row| cell(CustomerSort::Id, row), "id"),
        CustomerSort::Name => (|row| cell(CustomerSort::Name, row), "name"),
        CustomerSort::Email => (|row| cell(CustomerSort::Email, row), "line email"),
        CustomerSort::Phone => (|row| cell(CustomerSort::Phone, row), "phone"),
        CustomerSort::Registered => (|row| cell(CustomerSort::Registered, row), "foot"),
        CustomerSort::Status => (|row| cell(CustomerSort::Status, row), "status"),
        CustomerSort::Balance => (|row| cell(CustomerSort::Balance, row), "foot"),
        CustomerSort::Credits => (|row| cell(CustomerSort::Credits, row), ""),
        CustomerSort::Available => (|row| cell(CustomerSort::Available, row), ""),
        CustomerSort::Tags => (|row| cell(CustomerSort::Tags, row), "foot tags-cell"),
        CustomerSort::TeamType => (|row| cell(CustomerSort::TeamType, row), ""),
        CustomerSort::Company => (|row| cell(CustomerSort::Company, row), "company"),
        CustomerSort::LastActivity => (|row| cell(CustomerSort::LastActivity, row), ""),
    };
    let made = Column::new(heading(sort), cell)
        .sorted_by(sort)
        .class(class);
    if sort.figure().is_some() {
        made.at_end()
    } else {
        made
    }
}

fn caption(paging: Paging, (sort, direction): (CustomerSort, Direction)) -> String {
    let direction = direction_words(direction);
    let (range, total) = (paging.range(), paging.total());
    t!(
        "{range} of {total} customers, sorted by {sort}, {direction}",
        range = range,
        total = total,
        sort = amid_sentence(heading(sort)),
        direction = direction,
    )
}
