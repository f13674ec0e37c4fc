//! What can be done with the chosen customers.

use super::dialogs;
use super::query::CustomersQuery;
use super::results::{CustomersResource, loaded};
use crate::on_demand::on_demand;
use crate::ui::{Button, Erase, Look, Selection, count};
use crate::words::t;
use domain::customer::{CustomerSelection, Status};
use domain::listing::Total;
use leptos::prelude::*;

/// The dialogs of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Status(Status),
    Tags,
    Delete,
}

/// What is shown about the chosen customers.
#[derive(Clone, Copy)]
pub(crate) enum Bulk {
    /// What can be done with them.
    Bar(CustomersResource, RwSignal<Option<Asked>>),
    /// A question before it is done.
    Dialog(Asked, Callback<()>),
}

/// The chosen customers: those that are checked, or all that match.
#[derive(Clone, Copy)]
pub(crate) struct Chosen {
    pub(super) query: Memo<CustomersQuery>,
    pub(super) selection: RwSignal<Selection>,
    /// How many match the filter, once somebody has chosen them all.
    pub(super) all: RwSignal<Option<u64>>,
}

impl Chosen {
    /// How many there are.
    pub(super) fn number(self) -> u64 {
        self.all
            .get()
            .unwrap_or_else(|| self.selection.with(|chosen| chosen.len() as u64))
    }

    /// Which they are, as the server takes it.
    pub(super) fn selection(self) -> CustomerSelection {
        match self.all.get_untracked() {
            Some(expected) => {
                let filter = self
                    .query
                    .with_untracked(|query| query.listing.filter.clone());
                CustomerSelection::Matching { filter, expected }
            }
            None => {
                CustomerSelection::These(self.selection.with_untracked(|chosen| {
                    chosen.iter().filter_map(|id| id.parse().ok()).collect()
                }))
            }
        }
    }

    /// Chooses none any more.
    pub(super) fn clear(self) {
        self.all.set(None);
        self.selection.update(Selection::clear);
    }
}

/// Shows how many are chosen and what can be done with them; nothing while none is.
#[component]
pub(super) fn BulkBar(
    query: Memo<CustomersQuery>,
    page: CustomersResource,
    selection: RwSignal<Selection>,
) -> impl IntoView {
    let chosen = Chosen {
        query,
        selection,
        all: RwSignal::new(None),
    };
    let asked = RwSignal::new(None::<Asked>);
    // All that match means all that match this filter; and a change of the check boxes says
    // which ones are meant from now on.
    let filter = Memo::new(move |_| query.with(|query| query.listing.filter.clone()));
    Effect::watch(
        move || (filter.track(), selection.track()),
        move |_, _, _| chosen.all.set(None),
        false,
    );
    let is_any = Memo::new(move |_| chosen.number() > 0);
    let on_close = Callback::new(move |()| asked.set(None));
    view! {
        {move || is_any.get().then(|| on_demand(dialogs::bulk(Bulk::Bar(page, asked), chosen)))}
        {move || asked.get().map(|asked| on_demand(dialogs::bulk(Bulk::Dialog(asked, on_close), chosen)))}
    }
}

#[component]
pub(super) fn Bar(
    chosen: Chosen,
    page: CustomersResource,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let ask = move |dialog: Asked| move |_| asked.set(Some(dialog));
    let words = move || {
        let number = count(chosen.number());
        if chosen.all.get().is_some() {
            t!("All {number} selected", number = number)
        } else {
            t!("{number} selected", number = number)
        }
    };
    view! {
        <div class="bulk" role="region" aria-label=t!("Selected customers")>
            <b role="status">{words}</b>
            <AllThatMatch chosen page/>
            <span class="spacer"></span>
            <Button on:click=ask(Asked::Status(Status::Active))>{t!("Activate…")}</Button>
            <Button on:click=ask(Asked::Status(Status::Inactive))>{t!("Deactivate…")}</Button>
            <Button on:click=ask(Asked::Tags)>{t!("Set tags…")}</Button>
            <ExportChosen chosen/>
            <Button look=Look::Danger on:click=ask(Asked::Delete)>{t!("Delete…")}</Button>
            <Button look=Look::Ghost on:click=move |_| chosen.clear()>{t!("Clear")}</Button>
        </div>
    }
}

/// Offers all that match, where that is more than the page shows.
#[component]
fn AllThatMatch(chosen: Chosen, page: CustomersResource) -> impl IntoView {
    let total = Memo::new(move |_| {
        page.with(|page| match loaded(page.as_ref())?.total {
            Total::Exact(rows) => Some(rows),
            // An action on all of them names their number, so that has to be known first.
            Total::MoreThan(_) => None,
        })
    });
    move || {
        let total = total.get()?;
        (chosen.all.get().is_none() && total > chosen.number()).then(|| {
            view! {
                <Button look=Look::Ghost on:click=move |_| chosen.all.set(Some(total))>
                    {t!("Select all {number} that match", number = count(total))}
                </Button>
            }
        })
    }
}

/// Downloads the chosen ones. A plain form, because a download is the browser's own business.
#[component]
fn ExportChosen(chosen: Chosen) -> impl IntoView {
    move || {
        if chosen.all.get().is_some() {
            let href = chosen.query.with(CustomersQuery::export_href);
            return view! { <a class="button" rel="external" download="" href=href>{t!("Export")}</a> }
                .erase();
        }
        let ids = chosen
            .selection
            .with(|chosen| chosen.iter().collect::<Vec<_>>().join(","));
        view! {
            <form method="post" action="/customers/export">
                <input type="hidden" name="ids" value=ids/>
                <button class="button" data-look="plain">{t!("Export")}</button>
            </form>
        }
        .erase()
    }
}
