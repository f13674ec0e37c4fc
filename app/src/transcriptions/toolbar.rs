//! What stands above a list of sessions: search, filters, columns, and how it is kept up to
//! date.

use super::chips::{CreatedChip, LanguageChip, ModeChip, StatusChip, TokenChip, base, kept};
use super::columns::{TranscriptionColumn, sort_words};
use super::list::TranscriptionListState;
use super::live::LiveStatus;
use super::query::TranscriptionsQuery;
use crate::ui::{Choice, ColumnChooser, LinkButton, Look, SearchBox, SortChip, Toolbar};
use crate::words::t;
use domain::listing::{Direction, Sort};
use domain::transcription::{TranscriptionFilter, TranscriptionSort};
use leptos::prelude::*;

/// Search, filters and columns, all of which only change the address.
#[component]
pub(super) fn TranscriptionsToolbar(state: TranscriptionListState) -> impl IntoView {
    let query = state.query;
    let end = move || {
        view! {
            <LiveStatus state/>
            <ColumnChooser
                action=base(query)
                kept=kept(query, &["columns"])
                choices=Signal::derive(move || query.with(column_choices))
            />
        }
    };
    view! {
        <Toolbar end=end>
            <SearchBox
                value=Signal::derive(move || query.with(|it| it.listing.filter.search.clone()))
                label=t!("Search source, external ID or ID")
                action=base(query)
                kept=kept(query, &["q"])
            />
            <StatusChip query/>
            <ModeChip query/>
            <LanguageChip state/>
            <TokenChip state/>
            <CreatedChip query/>
            <SortBy query/>
            <ClearAll query/>
        </Toolbar>
    }
}

/// On narrow screens the headings are gone, and this sorts in their place.
#[component]
fn SortBy(query: Memo<TranscriptionsQuery>) -> impl IntoView {
    let page = move || query.with(|query| query.listing.page);
    let ways = move || {
        query.with(|query| {
            let now = query.listing.page;
            let here = TranscriptionSort::ALL.iter().copied();
            let here = here.filter(|sort| query.place.has_sort(*sort));
            let way = |sort: TranscriptionSort| {
                let direction = if sort == now.sort {
                    now.direction.reversed()
                } else {
                    sort.first_direction()
                };
                let href = query.sorted(sort, direction).href();
                (sort_words(sort).to_owned(), href)
            };
            here.map(way).collect::<Vec<_>>()
        })
    };
    view! {
        <SortChip
            current=Signal::derive(move || sort_words(page().sort).to_owned())
            ascending=Signal::derive(move || page().direction == Direction::Ascending)
            ways=Signal::derive(ways)
        />
    }
}

/// Takes off all filters but the search.
#[component]
fn ClearAll(query: Memo<TranscriptionsQuery>) -> impl IntoView {
    let cleared = move |query: &TranscriptionsQuery| {
        query.filtered(|filter| {
            *filter = TranscriptionFilter {
                search: std::mem::take(&mut filter.search),
                ..TranscriptionFilter::default()
            };
        })
    };
    move || {
        let is_narrowed =
            |query: &TranscriptionsQuery| cleared(query).listing.filter != query.listing.filter;
        query.with(is_narrowed).then(|| {
            let href = query.with(|query| cleared(query).href());
            view! { <LinkButton href look=Look::Ghost>{t!("Clear all")}</LinkButton> }
        })
    }
}

fn column_choices(query: &TranscriptionsQuery) -> Vec<Choice> {
    let all = TranscriptionColumn::ALL.into_iter();
    // Whose a session is cannot be chosen: it is said where it has to be.
    let chosen = all.filter(|column| *column != TranscriptionColumn::Customer);
    chosen
        .map(|column| Choice::new(column.as_str(), column.heading(), query.columns.has(column)))
        .collect()
}
