//! The ledger of a customer with its filters and its dialogs, on whatever page it stands.

use super::api::list_ledger;
use super::entry::entry_dialog;
use super::query::{Dialog, LedgerQuery, file_href};
use super::results::Results;
use super::words::{bucket_words, reason_words};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::on_demand::on_demand;
use crate::ui::{
    CheckList, Choice, DAYS, DaysChip, Erase, FilterChip, Glyph, Icon, LinkButton, Loaded, Look,
    RadioList, TableSkeleton, Toolbar, hydrated,
};
use crate::viewer::action;
use crate::words::t;
use domain::id::CustomerId;
use domain::ledger::{Bucket, LedgerEntry, LedgerFilter, Reason};
use domain::listing::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

const EXPORT: &str = "/ledger/export";

/// A page of entries, as it is loaded; none while nobody looks at it.
pub(super) type EntriesResource = Resource<Option<Result<Page<LedgerEntry>, Failure>>>;

/// What a page with a ledger has to make before anything it waits for.
#[derive(Clone, Copy)]
pub(crate) struct LedgerState {
    pub(super) customer: Option<CustomerId>,
    pub(super) query: Memo<LedgerQuery>,
    pub(super) page: EntriesResource,
}

impl LedgerState {
    /// Loads the ledger of a customer, or without one that of the viewer's own organisation, while
    /// `is_shown`, and again after every change. `base` is the page that it stands on. To be called
    /// once for a page, and outside of what waits for something else.
    pub(crate) fn new(customer: Option<CustomerId>, base: String, is_shown: Memo<bool>) -> Self {
        let search = use_location().search;
        let query = Memo::new(move |_| LedgerQuery::read(&base, &search.get()));
        let listing = Memo::new(move |_| query.with(|query| query.listing.clone()));
        let changes = Changes::here();
        let page = Resource::new(
            move || is_shown.get().then(|| (listing.get(), changes.count())),
            move |asked| async move {
                match asked {
                    Some((listing, _)) => Some(list_ledger(customer, listing).await),
                    None => None,
                }
            },
        );
        Self {
            customer,
            query,
            page,
        }
    }

    /// Whether whoever looks at it can undo an entry: its reseller, as long as nobody has.
    pub(super) const fn can_reverse(self, it: &LedgerEntry) -> bool {
        self.customer.is_some() && it.is_reversible()
    }

    /// The same page with the dialog of an entry open, or with none.
    pub(super) fn href(self, dialog: Option<Dialog>) -> String {
        self.query
            .with_untracked(|query| query.with_dialog(dialog).href())
    }
}

/// The entries, and what can be done with them.
#[component]
pub(crate) fn LedgerCard(state: LedgerState) -> impl IntoView {
    let LedgerState { query, page, .. } = state;
    let pending = RwSignal::new(false);
    let hydrated = hydrated();
    let busy = Signal::derive(move || hydrated.get() && pending.get());
    let customer = state.customer.map(|id| id.to_string());
    let file = action(EXPORT);
    let file = move || query.with(|it| file_href(&file, customer.clone(), &it.listing));
    view! {
        <section class="card list ledger" aria-label=t!("Ledger")>
            <Toolbar end=move || view! {
                <a class="button" rel="external" download="" href=file.clone()>
                    <Icon glyph=Glyph::Download/>
                    {t!("Export")}
                </a>
            }>
                <BucketChip query/>
                <ReasonChip query/>
                <WhenChip query/>
                <ClearAll query/>
            </Toolbar>
            <Loaded resource=page fallback=|| view! { <TableSkeleton rows=5/> } pending>
                <Results state busy/>
            </Loaded>
        </section>
    }
}

#[component]
fn BucketChip(query: Memo<LedgerQuery>) -> impl IntoView {
    let chosen = move || query.with(|query| query.listing.filter.bucket);
    let choices = move || {
        let mut choices = vec![Choice::new(
            "",
            t!("Balance and credits"),
            chosen().is_none(),
        )];
        let one = |one: Bucket| Choice::new(one.as_str(), bucket_words(one), chosen() == Some(one));
        choices.extend(Bucket::ALL.map(one));
        choices
    };
    view! {
        <FilterChip
            label=t!("Money")
            value=Signal::derive(move || chosen().map(|one| bucket_words(one).to_owned()))
            clear_href=without(query, |filter| filter.bucket = None)
            action=query.with_untracked(LedgerQuery::base)
            kept=kept(query, &["bucket"])
        >
            <RadioList name="bucket" label=t!("Money") choices=Signal::derive(choices)/>
        </FilterChip>
    }
}

#[component]
fn ReasonChip(query: Memo<LedgerQuery>) -> impl IntoView {
    let chosen = move || query.with(|query| query.listing.filter.reasons.clone());
    let choices = move || {
        let chosen = chosen();
        let one = |one: Reason| Choice::new(one.as_str(), reason_words(one), chosen.contains(&one));
        Reason::ALL.map(one).to_vec()
    };
    let value = move || {
        let words = chosen().into_iter().map(|one| reason_words(one).to_owned());
        words.reduce(|first, second| t!("{first} or {second}", first = first, second = second))
    };
    view! {
        <FilterChip
            label=t!("What")
            value=Signal::derive(value)
            clear_href=without(query, |filter| filter.reasons.clear())
            action=query.with_untracked(LedgerQuery::base)
            kept=kept(query, &["reason"])
        >
            <CheckList name="reason" label=t!("What") choices=Signal::derive(choices)/>
        </FilterChip>
    }
}

#[component]
fn WhenChip(query: Memo<LedgerQuery>) -> impl IntoView {
    let days = move || query.with(|it| (it.listing.filter.from, it.listing.filter.to));
    view! {
        <DaysChip
            label=t!("When")
            days=Signal::derive(days)
            clear_href=without(query, |filter| {
                filter.from = None;
                filter.to = None;
            })
            action=query.with_untracked(LedgerQuery::base)
            kept=kept(query, &DAYS)
        />
    }
}

/// Takes off all filters.
#[component]
fn ClearAll(query: Memo<LedgerQuery>) -> impl IntoView {
    let is_narrowed = move || query.with(|it| it.listing.filter != LedgerFilter::default());
    let href = without(query, |filter| *filter = LedgerFilter::default());
    move || {
        is_narrowed()
            .then(|| view! { <LinkButton href look=Look::Ghost>{t!("Clear all")}</LinkButton> })
    }
}

/// What a form that sets some names keeps of the address.
fn kept(query: Memo<LedgerQuery>, names: &'static [&'static str]) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || query.with(|query| query.kept_without(names)))
}

fn without(
    query: Memo<LedgerQuery>,
    change: impl Fn(&mut LedgerFilter) + Copy + Send + Sync + 'static,
) -> Signal<String> {
    Signal::derive(move || {
        query.with(|query| query.changed(|listing| change(&mut listing.filter)).href())
    })
}

/// The dialog that the address names. It loads what it speaks of by itself, so that it has its
/// place outside of what waits for something else.
#[component]
pub(crate) fn LedgerDialogs(state: LedgerState) -> impl IntoView {
    let query = state.query;
    let dialog = Memo::new(move |_| query.with(|query| query.dialog));
    move || match dialog.get() {
        None => ().erase(),
        Some(dialog) => on_demand(entry_dialog(dialog, state)),
    }
}
