//! The events of a customer, as a list.

use super::api::{HISTORY_PAGE, customer_history};
use super::words::{actor_words, field_words, kind_words, value_words};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::older::{ShowOlder, with_older};
use crate::ui::{Card, Empty, Erase, Failed, Glyph, Loaded, html, inert, moment};
use crate::words::t;
use domain::audit::{AuditEvent, FieldChange};
use domain::error::Error;
use domain::id::CustomerId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The latest events, as they are loaded; none while nobody looks at them.
type Latest = Resource<Option<Result<Vec<AuditEvent>, Failure>>>;

/// What a page with a history has to make before anything it waits for.
#[derive(Clone, Copy)]
pub(crate) struct HistoryState {
    customer: Option<CustomerId>,
    latest: Latest,
}

impl HistoryState {
    /// Loads the events of a customer, or without one the viewer's own, while `is_shown`, and again
    /// after every change. To be called once for a page, and outside of what waits for something
    /// else.
    pub(crate) fn new(customer: Option<CustomerId>, is_shown: Memo<bool>) -> Self {
        let changes = Changes::here();
        let latest = Resource::new(
            move || is_shown.get().then(|| changes.count()),
            move |asked| async move {
                match asked {
                    Some(_) => Some(customer_history(customer, None).await),
                    None => None,
                }
            },
        );
        Self { customer, latest }
    }
}

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    Nothing,
    Events,
}

/// The events, newest first.
#[component]
pub(crate) fn HistoryList(state: HistoryState) -> impl IntoView {
    view! {
        <Card>
            <Loaded resource=state.latest>
                <Results state/>
            </Loaded>
        </Card>
    }
}

#[component]
fn Results(state: HistoryState) -> impl IntoView {
    let path = use_location().pathname;
    let shown = Memo::new(move |_| match state.latest.get().flatten() {
        None => Shown::Loading,
        Some(Err(Failure(error))) => Shown::Failed(error),
        Some(Ok(events)) if events.is_empty() => Shown::Nothing,
        Some(Ok(_)) => Shown::Events,
    });
    move || match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => view! { <Failed error retry=path.get_untracked()/> }.erase(),
        Shown::Nothing => view! {
            <Empty
                glyph=Glyph::History
                title=t!("No history")
                text=t!("Every change will stand here.")
            />
        }
        .erase(),
        Shown::Events => view! { <Events state/> }.erase(),
    }
}

#[component]
fn Events(state: HistoryState) -> impl IntoView {
    let HistoryState { customer, latest } = state;
    let latest = Memo::new(move |_| {
        let events = latest.get().flatten().and_then(Result::ok);
        events.unwrap_or_default()
    });
    let (all, older) = with_older(latest, HISTORY_PAGE, move |event: &AuditEvent| {
        customer_history(customer, Some(event.id))
    });
    view! {
        <ol class="history">
            <For each=move || all.get() key=|event| event.id let:event>
                <EventLine event/>
            </For>
        </ol>
        <ShowOlder older/>
    }
}

/// One event.
#[component]
pub(crate) fn EventLine(
    /// The event.
    event: AuditEvent,
    /// What it is about, where that is not said already.
    #[prop(optional_no_strip)]
    about: Option<AnyView>,
) -> impl IntoView {
    let (kind, actor, at) = (kind_words(event.kind), actor_words(&event), event.at);
    let whom = event.user_name.map(|name| view! { ": " <bdi>{name}</bdi> });
    let request = event.request.map(|request| request.to_string());
    let changes = event
        .changes
        .into_iter()
        .map(|change| view! { <Change change/> })
        .collect_view();
    view! {
        <li class="event">
            <p
                class="event-head"
                title=request.map(|request| t!("Request {request}", request = request))
            >
                <b>{kind} {whom}</b>
                {about.map(|about| view! { <span>" · " {about}</span> })}
                <span>" " {actor}</span>
                {inert(moment(at))}
            </p>
            <dl class="changes">{changes}</dl>
        </li>
    }
}

#[component]
fn Change(change: FieldChange) -> impl IntoView {
    let field = field_words(&change);
    let nothing = || html! { span.aside { (t!("nothing")) } };
    let words = |value: String| value_words(&change.field, &value);
    let from = change.from.map_or_else(nothing, words);
    let to = change.to.map_or_else(nothing, words);
    let both = html! { (from) span.aside { " → " } (to) };
    view! {
        <dt>{field}</dt>
        <dd inner_html=both.into_string()></dd>
    }
}
