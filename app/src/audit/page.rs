//! The page of the audit log.

use super::api::{AUDIT_PAGE, list_audit_events};
use super::query::{filter_from_query, href};
use crate::failure::Failure;
use crate::history::{EventLine, kind_words};
use crate::older::{ShowOlder, with_older};
use crate::ui::{
    Button, ButtonKind, Card, Empty, Erase, Failed, Glyph, Icon, LinkButton, Loaded, Look, PageHead,
};
use domain::audit::{AuditEntry, AuditFilter, AuditKind};
use domain::error::Error;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

const PATH: &str = "/audit";
const EXPORT: &str = "/audit/export";

type Latest = Resource<Result<Vec<AuditEntry>, Failure>>;

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    NothingYet,
    NoMatch,
    Events,
}

/// Everything that was changed, newest first. What is shown of it stands in the address.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let search = use_location().search;
    let filter = Memo::new(move |_| filter_from_query(&search.get()));
    let latest = Resource::new(
        move || filter.get(),
        |filter| list_audit_events(filter, None),
    );
    let pending = RwSignal::new(false);
    view! {
        <Title text="Audit log"/>
        <PageHead
            title="Audit log"
            subtitle="Who changed what, and when. Nothing in it can be changed or taken out."
        >
            <a
                class="button"
                rel="external"
                download=""
                href=move || filter.with(|filter| href(EXPORT, filter))
            >
                <Icon glyph=Glyph::Download/>
                "Export"
            </a>
        </PageHead>
        <section class="card list" aria-label="Audit log">
            {move || view! { <Filters filter=filter.get()/> }}
            <Loaded resource=latest fallback=|| view! { <p class="loading" role="status">"Loading…"</p> } pending>
                <Results filter latest/>
            </Loaded>
        </section>
    }
}

/// A form that only asks: it works without a program.
#[component]
fn Filters(filter: AuditFilter) -> impl IntoView {
    let is_any = filter == AuditFilter::default();
    let kinds: Vec<_> = AuditKind::ALL
        .into_iter()
        .map(|kind| {
            let is_chosen = filter.kind == Some(kind);
            view! { <option value=kind.as_str() selected=is_chosen>{kind_words(kind)}</option> }
        })
        .collect();
    let day = |label, name: &'static str, day: Option<domain::day::Day>| {
        let value = day.map(|day| day.to_string()).unwrap_or_default();
        view! {
            <label class="audit-field">
                <span>{label}</span>
                <input class="input" type="date" name=name value=value/>
            </label>
        }
    };
    view! {
        <form class="audit-filters" method="get" action=PATH>
            <label class="audit-field">
                <span>"Who"</span>
                <input
                    class="input"
                    name="who"
                    value=filter.who
                    placeholder="Email, ID or command line"
                    autocomplete="off"
                />
            </label>
            <label class="audit-field">
                <span>"Customer"</span>
                <input
                    class="input"
                    name="customer"
                    value=filter.customer
                    placeholder="Email or ID"
                    autocomplete="off"
                />
            </label>
            <label class="audit-field">
                <span>"What"</span>
                <select class="select" name="kind">
                    <option value="">"Everything"</option>
                    {kinds}
                </select>
            </label>
            {day("From", "from", filter.from)}
            {day("To", "to", filter.to)}
            <div class="audit-actions">
                <Button kind=ButtonKind::Submit look=Look::Primary harmless=true>"Show"</Button>
                {(!is_any).then(|| view! {
                    <LinkButton href=PATH look=Look::Ghost>"Clear"</LinkButton>
                })}
            </div>
        </form>
    }
}

#[component]
fn Results(filter: Memo<AuditFilter>, latest: Latest) -> impl IntoView {
    let shown = Memo::new(move |_| match latest.get() {
        None => Shown::Loading,
        Some(Err(Failure(error))) => Shown::Failed(error),
        Some(Ok(events)) if !events.is_empty() => Shown::Events,
        Some(Ok(_)) if filter.with(|it| *it == AuditFilter::default()) => Shown::NothingYet,
        Some(Ok(_)) => Shown::NoMatch,
    });
    move || match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">"Loading…"</p> }.erase(),
        Shown::Failed(error) => {
            let retry = filter.with_untracked(|filter| href(PATH, filter));
            view! { <Failed error retry/> }.erase()
        }
        Shown::NothingYet => view! {
            <Empty
                glyph=Glyph::History
                title="Nothing yet"
                text="Every change of a customer, a user or a setting will stand here."
            />
        }
        .erase(),
        Shown::NoMatch => view! {
            <Empty
                glyph=Glyph::SearchOff
                title="No event matches"
                text="Nothing like this has happened, or not in these days."
            >
                <LinkButton href=PATH>"Clear the filters"</LinkButton>
            </Empty>
        }
        .erase(),
        Shown::Events => view! { <Events filter latest/> }.erase(),
    }
}

#[component]
fn Events(filter: Memo<AuditFilter>, latest: Latest) -> impl IntoView {
    let latest = Memo::new(move |_| latest.get().and_then(Result::ok).unwrap_or_default());
    let (all, older) = with_older(latest, AUDIT_PAGE, move |entry: &AuditEntry| {
        list_audit_events(filter.get_untracked(), Some(entry.event.id))
    });
    view! {
        <Card>
            <ol class="history">
                <For each=move || all.get() key=|entry| entry.event.id let:entry>
                    <Entry entry/>
                </For>
            </ol>
            <ShowOlder older/>
        </Card>
    }
}

#[component]
fn Entry(entry: AuditEntry) -> impl IntoView {
    let AuditEntry {
        event,
        customer,
        customer_name,
    } = entry;
    let about = customer.map(|id| match customer_name {
        Some(name) => {
            let href = format!("/customers/{id}/history");
            view! { <a class="link" href=href><bdi>{name}</bdi></a> }.erase()
        }
        None => view! { <span class="aside">"a deleted customer"</span> }.erase(),
    });
    view! { <EventLine event about/> }
}
