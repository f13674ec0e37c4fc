//! A list of sessions with its toolbar and its details, on whatever page it stands.

use super::api::{SessionChoices, list_transcriptions, transcription_choices};
use super::details::session_dialog;
use super::news::{Answer, News};
use super::query::{Place, TranscriptionsQuery};
use super::results::Results;
use super::toolbar::TranscriptionsToolbar;
use crate::changes::Changes;
use crate::failure::Failure;
use crate::on_demand::on_demand;
use crate::ui::{Erase, Loaded, TableSkeleton, hydrated};
use crate::words::t;
use domain::id::CustomerId;
use domain::listing::Page;
use domain::transcription::{Transcription, TranscriptionListing};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A page of sessions, as it is loaded; none while nobody looks at it.
pub(super) type TranscriptionsResource = Resource<Option<Result<Answer, Failure>>>;

/// What a page with a list of sessions has to make before anything it waits for.
#[derive(Clone, Copy)]
pub(crate) struct TranscriptionListState {
    pub(super) customer: Option<CustomerId>,
    pub(super) query: Memo<TranscriptionsQuery>,
    pub(super) page: TranscriptionsResource,
    pub(super) choices: Resource<Option<SessionChoices>>,
    pub(super) news: RwSignal<News>,
}

impl TranscriptionListState {
    /// Loads the sessions of a customer, or without one the viewer's own, while `is_shown`, and
    /// again after every change. `base` is the page that the list stands on. To be called once for
    /// a page, and outside of what waits for something else.
    pub(crate) fn new(customer: Option<CustomerId>, base: String, is_shown: Memo<bool>) -> Self {
        let place = Place {
            base,
            is_of_all: false,
        };
        Self::at(place, customer, is_shown)
    }

    /// The same with the sessions of all customers, on the page that shows nothing else.
    pub(super) fn of_all() -> Self {
        let place = Place {
            base: "/activity".to_owned(),
            is_of_all: true,
        };
        Self::at(place, None, Memo::new(|_| true))
    }

    fn at(place: Place, customer: Option<CustomerId>, is_shown: Memo<bool>) -> Self {
        let search = use_location().search;
        let query = Memo::new(move |_| TranscriptionsQuery::read(&place, &search.get()));
        let listing = Memo::new(move |_| query.with(|query| query.listing.clone()));
        let news = RwSignal::new(News::default());
        let changes = Changes::here();
        let page = Resource::new(
            move || is_shown.get().then(|| (listing.get(), changes.count())),
            move |asked| async move {
                match asked {
                    Some((listing, _)) => Some(ask(customer, listing, news).await),
                    None => None,
                }
            },
        );
        // They stay when nobody looks any more: what still hears of them is on its way out by then.
        let was_shown =
            Memo::new(move |before: Option<&bool>| is_shown.get() || before == Some(&true));
        let choices = Resource::new(
            move || (was_shown.get(), changes.count()),
            move |(was_shown, _)| async move {
                if was_shown {
                    // Without them a list can still be narrowed by everything else.
                    transcription_choices(customer).await.ok()
                } else {
                    None
                }
            },
        );
        Self {
            customer,
            query,
            page,
            choices,
            news,
        }
    }

    /// The page as it is by all that has been heard. To be called inside of what waits for it.
    pub(super) fn shown(self) -> Memo<Option<Result<Page<Transcription>, Failure>>> {
        Memo::new(move |_| {
            self.page.with(|answer| match answer.as_ref()?.as_ref()? {
                Ok(answer) => Some(Ok(self.news.with(|news| news.page(answer)))),
                Err(failure) => Some(Err(failure.clone())),
            })
        })
    }
}

/// Asks for a page, and notes how much had been heard by then.
pub(super) async fn ask(
    customer: Option<CustomerId>,
    listing: TranscriptionListing,
    news: RwSignal<News>,
) -> Result<Answer, Failure> {
    let since = news.try_update_untracked(News::begin).unwrap_or_default();
    let page = list_transcriptions(customer, listing.clone()).await?;
    Ok(Answer {
        listing,
        since,
        page,
    })
}

/// The sessions, and what can be done with them.
#[component]
pub(crate) fn TranscriptionList(state: TranscriptionListState) -> impl IntoView {
    let pending = RwSignal::new(false);
    let hydrated = hydrated();
    let busy = Signal::derive(move || hydrated.get() && pending.get());
    view! {
        <section class="card list" aria-label=t!("Transcriptions")>
            <TranscriptionsToolbar state/>
            <Loaded resource=state.page fallback=|| view! { <TableSkeleton rows=5/> } pending>
                <Results state busy/>
            </Loaded>
        </section>
    }
}

/// The details that the address names. They are loaded by themselves, so that they have their place
/// outside of what waits for something else.
#[component]
pub(crate) fn TranscriptionDetails(state: TranscriptionListState) -> impl IntoView {
    let query = state.query;
    let session = Memo::new(move |_| query.with(|query| query.session));
    move || match session.get() {
        None => ().erase(),
        Some(id) => {
            let close_href = query.with_untracked(|query| query.with_session(None).href());
            on_demand(session_dialog(id, state, close_href))
        }
    }
}
