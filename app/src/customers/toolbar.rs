//! What stands above the customers table: search, filters, columns, export.

use super::api::customer_tags;
use super::cells::team_type_words;
use super::columns::heading;
use super::query::{AMOUNT_NAMES, AMOUNTS, CustomersQuery};
use crate::changes::Changes;
use crate::ledger::figure_words;
use crate::ui::{
    CheckList, Choice, ColumnChooser, DAYS, DaysChip, FilterChip, Glyph, LinkButton, Loaded, Look,
    RadioList, SearchBox, SortChip, Toolbar, amount_range, html, inert,
};
use crate::words::t;
use domain::customer::{AmountRange, CustomerFilter, CustomerSort, Status, TeamType};
use domain::ledger::Figure;
use domain::listing::{Direction, Sort};
use domain::money::plain_of_micros;
use domain::tag::Tag;
use leptos::prelude::*;

const PATH: &str = "/customers";

/// Search, filters, columns and export, all of which only change the address.
#[component]
pub(super) fn CustomersToolbar(query: Memo<CustomersQuery>) -> impl IntoView {
    let search = move || query.with(|query| query.listing.filter.search.clone());
    let end = move || {
        view! {
            <ColumnChooser
                action=PATH
                kept=kept(query, &["columns"])
                choices=Signal::derive(move || query.with(column_choices))
            />
            <a
                class="button"
                data-look="ghost"
                rel="external"
                download=""
                href=move || query.with(CustomersQuery::export_href)
            >
                <crate::ui::Icon glyph=Glyph::Download/>
                {t!("Export")}
            </a>
        }
    };
    view! {
        <Toolbar end=end>
            <SearchBox
                value=Signal::derive(search)
                label=t!("Search name, email, phone or ID")
                action=PATH
                kept=kept(query, &["q"])
            />
            <StatusChip query/>
            <TeamTypeChip query/>
            <TagChip query/>
            <RegisteredChip query/>
            <MoneyChip query/>
            <SortBy query/>
            {move || {
                let filter = query.with(|query| query.listing.filter.clone());
                let is_narrowed = filter != CustomerFilter { search: filter.search.clone(), ..CustomerFilter::default() };
                is_narrowed.then(|| {
                    let cleared = query.with(|query| {
                        query.filtered(|filter| {
                            *filter = CustomerFilter {
                                search: std::mem::take(&mut filter.search),
                                ..CustomerFilter::default()
                            };
                        })
                    });
                    view! { <LinkButton href=cleared.href() look=Look::Ghost>{t!("Clear all")}</LinkButton> }
                })
            }}
        </Toolbar>
    }
}

#[component]
fn StatusChip(query: Memo<CustomersQuery>) -> impl IntoView {
    let status = move || query.with(|query| query.listing.filter.status);
    let choices = move || {
        let mut choices = vec![Choice::new("", t!("Active + Inactive"), status().is_none())];
        choices.extend(Status::ALL.map(|one| {
            Choice::new(
                one.as_str(),
                super::cells::status_words(one),
                status() == Some(one),
            )
        }));
        choices
    };
    view! {
        <FilterChip
            label=t!("Status")
            value=Signal::derive(move || status().map(|one| super::cells::status_words(one).to_owned()))
            clear_href=without(query, |filter| filter.status = None)
            action=PATH
            kept=kept(query, &["status"])
        >
            <RadioList name="status" label=t!("Status") choices=Signal::derive(choices)/>
        </FilterChip>
    }
}

#[component]
fn TeamTypeChip(query: Memo<CustomersQuery>) -> impl IntoView {
    let chosen = move || query.with(|query| query.listing.filter.team_types.clone());
    let choices = move || {
        let chosen = chosen();
        TeamType::ALL
            .map(|one| Choice::new(one.as_str(), team_type_words(one), chosen.contains(&one)))
            .to_vec()
    };
    let value = move || {
        any_of(
            chosen()
                .into_iter()
                .map(|one| team_type_words(one).to_owned()),
        )
    };
    view! {
        <FilterChip
            label=t!("Team type")
            value=Signal::derive(value)
            clear_href=without(query, |filter| filter.team_types.clear())
            action=PATH
            kept=kept(query, &["team"])
        >
            <CheckList name="team" label=t!("Team type") choices=Signal::derive(choices)/>
        </FilterChip>
    }
}

#[component]
fn TagChip(query: Memo<CustomersQuery>) -> impl IntoView {
    let changes = Changes::here();
    let known = Resource::new(move || changes.count(), |_| customer_tags());
    let chosen = move || query.with(|query| query.listing.filter.tags.clone());
    let choices = move || {
        let chosen = chosen();
        let known = known.get().and_then(Result::ok).unwrap_or_default();
        let gone = chosen
            .iter()
            .filter(|tag| known.iter().all(|one| one.tag != **tag));
        let choice = |tag: &Tag, count, checked| Choice {
            value: tag.to_string(),
            label: tag.to_string(),
            count,
            checked,
        };
        let mut choices: Vec<_> = gone.map(|tag| choice(tag, None, true)).collect();
        choices.extend(
            known
                .iter()
                .map(|one| choice(&one.tag, Some(one.customers), chosen.contains(&one.tag))),
        );
        choices
    };
    let value = move || any_of(chosen().into_iter().map(|tag| tag.to_string()));
    view! {
        <FilterChip
            label=t!("Tag")
            value=Signal::derive(value)
            clear_href=without(query, |filter| filter.tags.clear())
            action=PATH
            kept=kept(query, &["tag"])
        >
            <Loaded resource=known>
                <CheckList name="tag" label=t!("Tag") choices=Signal::derive(choices)/>
                {move || known.get().and_then(Result::ok).filter(Vec::is_empty).map(|_| {
                    view! { <p class="hint">{t!("No customer has a tag yet.")}</p> }
                })}
            </Loaded>
        </FilterChip>
    }
}

#[component]
fn RegisteredChip(query: Memo<CustomersQuery>) -> impl IntoView {
    let days = |query: &CustomersQuery| {
        let filter = &query.listing.filter;
        (filter.registered_from, filter.registered_to)
    };
    view! {
        <DaysChip
            label=t!("Registered")
            days=Signal::derive(move || query.with(days))
            clear_href=without(query, |filter| {
                filter.registered_from = None;
                filter.registered_to = None;
            })
            action=PATH
            kept=kept(query, &DAYS)
        />
    }
}

/// Balance, credits and what is available, each from one amount on and below another.
#[component]
fn MoneyChip(query: Memo<CustomersQuery>) -> impl IntoView {
    let asked = move || {
        query.with(|query| {
            AMOUNTS.map(|(figure, names)| {
                let AmountRange { from, below } = query.listing.filter.amounts(figure);
                (
                    figure,
                    names,
                    [from, below].map(|it| it.map(plain_of_micros)),
                )
            })
        })
    };
    let value = move || {
        let said = asked().into_iter().filter_map(|(figure, _, range)| {
            let label = figure_words(figure);
            match range {
                [None, None] => None,
                [Some(from), None] => Some(format!("{label} ≥ {from}")),
                [None, Some(below)] => Some(format!("{label} < {below}")),
                [Some(from), Some(below)] => Some(format!("{from} ≤ {label} < {below}")),
            }
        });
        said.reduce(|first, second| format!("{first}, {second}"))
    };
    let fields = move || {
        inert(html! {
            @for (figure, names, ends) in asked() { (amount_range(figure_words(figure), names, ends)) }
        })
    };
    view! {
        <FilterChip
            label=t!("Money")
            value=Signal::derive(value)
            clear_href=without(query, |filter| {
                for figure in Figure::ALL {
                    *filter.amounts_mut(figure) = AmountRange::default();
                }
            })
            action=PATH
            kept=kept(query, AMOUNT_NAMES)
        >
            {fields}
        </FilterChip>
    }
}

/// On narrow screens the headings are gone, and this sorts in their place.
#[component]
fn SortBy(query: Memo<CustomersQuery>) -> impl IntoView {
    let page = move || query.with(|query| query.listing.page);
    let ways = move || {
        query.with(|query| {
            let now = query.listing.page;
            let columns: Vec<_> = query.columns.iter().collect();
            let way = |sort: CustomerSort| {
                let direction = if sort == now.sort {
                    now.direction.reversed()
                } else {
                    sort.first_direction()
                };
                (
                    heading(sort).to_owned(),
                    query.sorted(sort, direction).href(),
                )
            };
            columns.into_iter().map(way).collect::<Vec<_>>()
        })
    };
    view! {
        <SortChip
            current=Signal::derive(move || heading(page().sort).to_owned())
            ascending=Signal::derive(move || page().direction == Direction::Ascending)
            ways=Signal::derive(ways)
        />
    }
}

fn column_choices(query: &CustomersQuery) -> Vec<Choice> {
    CustomerSort::ALL
        .iter()
        .map(|column| {
            Choice::new(
                column.as_str(),
                heading(*column),
                query.columns.has(*column),
            )
        })
        .collect()
}

fn kept(
    query: Memo<CustomersQuery>,
    names: &'static [&'static str],
) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || query.with(|query| query.kept_without(names)))
}

fn without(
    query: Memo<CustomersQuery>,
    change: impl Fn(&mut CustomerFilter) + Copy + Send + Sync + 'static,
) -> Signal<String> {
    Signal::derive(move || query.with(|query| query.with_dialog(None).filtered(change).href()))
}

fn any_of(words: impl Iterator<Item = String>) -> Option<String> {
    words.reduce(|first, second| t!("{first} or {second}", first = first, second = second))
}
