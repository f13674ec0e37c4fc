//! The History tab: every change of a customer, with who, when, and from what to what.

use super::api::{HISTORY_PAGE, customer_history};
use super::history_words::{actor_words, field_words, kind_words};
use crate::failure::Failure;
use crate::submission::Submission;
use crate::ui::{Alert, Button, Card, Empty, Failed, Glyph, When};
use domain::audit::{AuditEvent, FieldChange};
use domain::id::CustomerId;
use leptos::prelude::*;

/// The events of a customer, newest first. A new version of the customer means a new event.
#[component]
pub(super) fn HistoryTab(id: CustomerId, version: Signal<i32>) -> impl IntoView {
    let events = Resource::new(move || version.get(), move |_| customer_history(id, None));
    view! {
        <Card>
            <Transition>
                {move || events.get().map(|events| match events {
                    Ok(events) => view! { <Events id events/> }.into_any(),
                    Err(Failure(error)) => {
                        view! { <Failed error retry=format!("/customers/{id}/history")/> }.into_any()
                    }
                })}
            </Transition>
        </Card>
    }
}

#[component]
fn Events(id: CustomerId, events: Vec<AuditEvent>) -> impl IntoView {
    if events.is_empty() {
        return view! {
            <Empty
                glyph=Glyph::History
                title="No history"
                text="Every change of this customer will stand here."
            />
        }
        .into_any();
    }
    let is_page_full = |count: usize| count == HISTORY_PAGE as usize;
    let has_more = RwSignal::new(is_page_full(events.len()));
    let events = RwSignal::new(events);
    let submission = Submission::after(None);
    let load_more = move |_| {
        let before = events.with_untracked(|events| events.last().map(|event| event.id));
        submission.run(customer_history(id, before), move |older| {
            has_more.try_set(is_page_full(older.len()));
            events.try_update(|events| events.extend(older));
        });
    };
    view! {
        <ol class="history">
            <For each=move || events.get() key=|event| event.id let:event>
                <Event event/>
            </For>
        </ol>
        <Alert error=submission.error()/>
        {move || has_more.get().then(|| view! {
            <div class="card-actions">
                <Button busy=submission.busy() on:click=load_more>"Show older"</Button>
            </div>
        })}
    }
    .into_any()
}

#[component]
fn Event(event: AuditEvent) -> impl IntoView {
    let (kind, actor, at) = (kind_words(event.kind), actor_words(&event), event.at);
    let address = event.address.map(|address| format!(" from {address}"));
    let request = event.request.map(|request| request.to_string());
    let changes = event
        .changes
        .into_iter()
        .map(|change| view! { <Change change/> })
        .collect_view();
    view! {
        <li class="event">
            <p class="event-head" title=request.map(|request| format!("Request {request}"))>
                <b>{kind}</b>
                <span>" by " {actor} {address}</span>
                <When at with_time=true/>
            </p>
            <dl class="changes">{changes}</dl>
        </li>
    }
}

#[component]
fn Change(change: FieldChange) -> impl IntoView {
    let field = field_words(&change);
    let FieldChange { from, to, .. } = change;
    let nothing = || view! { <span class="aside">"nothing"</span> }.into_any();
    let value = move |value: Option<String>| match value {
        Some(value) => view! { <bdi>{value}</bdi> }.into_any(),
        None => nothing(),
    };
    view! {
        <dt>{field}</dt>
        <dd>
            {value(from)}
            <span class="aside">" → "</span>
            {value(to)}
        </dd>
    }
}
