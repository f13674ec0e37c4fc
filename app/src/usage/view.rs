//! A customer's usage, on whatever page it stands.

use super::api::get_usage;
use super::controls::Controls;
use super::query::{UsageAddress, UsageAsked};
use super::results::Results;
use crate::changes::Changes;
use crate::failure::Failure;
use crate::ui::{Loaded, hydrated};
use crate::words::t;
use domain::id::CustomerId;
use domain::usage::UsageReport;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A report beside what it answers, as they are loaded; none while nobody looks at them.
pub(super) type Answer = Resource<Option<(UsageAsked, Result<UsageReport, Failure>)>>;

/// What a page with somebody's usage has to make before anything it waits for.
#[derive(Clone, Copy)]
pub(crate) struct UsageState {
    pub(super) customer: Option<CustomerId>,
    pub(super) address: Memo<UsageAddress>,
    pub(super) answer: Answer,
}

impl UsageState {
    /// Loads the usage of a customer, or without one the viewer's own, while `is_shown`, and again
    /// after every change. `base` is the page that it stands on. To be called once for a page, and
    /// outside of what waits for something else.
    pub(crate) fn new(customer: Option<CustomerId>, base: String, is_shown: Memo<bool>) -> Self {
        let search = use_location().search;
        let address = Memo::new(move |_| UsageAddress::read(&base, &search.get()));
        let asked = Memo::new(move |_| address.with(|address| address.asked.clone()));
        let changes = Changes::here();
        let answer = Resource::new(
            move || is_shown.get().then(|| (asked.get(), changes.count())),
            move |asked| async move {
                match asked {
                    Some((asked, _)) => {
                        let report = get_usage(customer, asked.clone()).await;
                        Some((asked, report))
                    }
                    None => None,
                }
            },
        );
        Self {
            customer,
            address,
            answer,
        }
    }
}

/// The usage, and what can be asked about it.
#[component]
pub(crate) fn UsageView(state: UsageState) -> impl IntoView {
    let pending = RwSignal::new(false);
    let hydrated = hydrated();
    let busy = Signal::derive(move || hydrated.get() && pending.get());
    view! {
        <section class="usage" aria-label=t!("Usage")>
            <Controls address=state.address/>
            <Loaded
                resource=state.answer
                fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }
                pending
            >
                <Results state busy/>
            </Loaded>
        </section>
    }
}
