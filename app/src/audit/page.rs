//! The page of the audit log.

use super::api::{AUDIT_PAGE, list_audit_events};
use super::query::{filter_from_query, href};
use crate::failure::Failure;
use crate::history::{EventLine, kind_words};
use crate::older::{ShowOlder, with_older};
use crate::ui::{
    Button, ButtonKind, Empty, Erase, Failed, GetForm, Glyph, Icon, LinkButton, Loaded, Look,
    PageHead,
};
use crate::words::t;
use domain::audit::{AuditEntry, AuditFilter, AuditKind};
use domain::day::Day;
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
        <Title text=t!("Audit log")/>
        <PageHead
            title=t!("Audit log")
            subtitle=t!("Who changed what, and when. Nothing in it can be changed or taken out.")
        >
            <a
                class="button"
                rel="external"
                download=""
                href=move || filter.with(|filter| href(EXPORT, filter))
            >
                <Icon glyph=Glyph::Download/>
                {t!("Export")}
            </a>
        </PageHead>
        <section class="card list" aria-label=t!("Audit log")>
            <Filters filter/>
            <Loaded resource=latest fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> } pending>
                <Results filter latest/>
            </Loaded>
        </section>
    }
}

/// A form that only asks: it works without a program.
#[component]
fn Filters(filter: Memo<AuditFilter>) -> impl IntoView {
    let is_any = move || filter.with(|filter| *filter == AuditFilter::default());
    let word = move || filter.with(|filter| filter.kind.map_or("", AuditKind::as_str));
    let kinds: Vec<_> = AuditKind::ALL
        .into_iter()
        .map(|kind| {
            let is_chosen = move || word() == kind.as_str();
            view! { <option value=kind.as_str() selected=is_chosen>{kind_words(kind)}</option> }
        })
        .collect();
    let days = [
        (
            t!("From"),
            "from",
            Signal::derive(move || day(filter.with(|filter| filter.from))),
        ),
        (
            t!("To"),
            "to",
            Signal::derive(move || day(filter.with(|filter| filter.to))),
        ),
    ];
    let days: Vec<_> = days
        .into_iter()
        .map(|(label, name, value)| view! { <Asked label name value kind="date"/> })
        .collect();
    view! {
        <GetForm action=PATH class="audit-filters">
            <Asked
                label=t!("Who")
                name="who"
                value=Signal::derive(move || filter.with(|filter| filter.who.clone()))
                example=t!("Email, ID or command line")
            />
            <Asked
                label=t!("Customer")
                name="customer"
                value=Signal::derive(move || filter.with(|filter| filter.customer.clone()))
                example=t!("Email or ID")
            />
            <label class="audit-field">
                <span>{t!("What")}</span>
                <select class="select" name="kind" prop:value=word>
                    <option value="">{t!("Everything")}</option>
                    {kinds}
                </select>
            </label>
            {days}
            <div class="audit-actions">
                <Button kind=ButtonKind::Submit look=Look::Primary harmless=true>
                    {t!("Show")}
                </Button>
                {move || (!is_any()).then(|| view! {
                    <LinkButton href=PATH look=Look::Ghost>{t!("Clear")}</LinkButton>
                })}
            </div>
        </GetForm>
    }
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// One thing that is asked, with what the address says of it.
#[component]
fn Asked(
    label: &'static str,
    name: &'static str,
    value: Signal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] example: &'static str,
) -> impl IntoView {
    view! {
        <label class="audit-field">
            <span>{label}</span>
            <input
                class="input"
                type=kind
                name=name
                value=move || value.get()
                prop:value=move || value.get()
                placeholder=example
                autocomplete="off"
            />
        </label>
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
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => {
            let retry = filter.with_untracked(|filter| href(PATH, filter));
            view! { <Failed error retry/> }.erase()
        }
        Shown::NothingYet => view! {
            <Empty
                glyph=Glyph::History
                title=t!("Nothing yet")
                text=t!("Every change of a customer, a user or a setting will stand here.")
            />
        }
        .erase(),
        Shown::NoMatch => view! {
            <Empty
                glyph=Glyph::SearchOff
                title=t!("No event matches")
                text=t!("Nothing like this has happened, or not in these days.")
            >
                <LinkButton href=PATH>{t!("Clear the filters")}</LinkButton>
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
        <div class="audit-list">
            <ol class="history">
                <For each=move || all.get() key=|entry| entry.event.id let:entry>
                    <Entry entry/>
                </For>
            </ol>
            <ShowOlder older/>
        </div>
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
        None => view! { <span class="aside">{t!("a deleted customer")}</span> }.erase(),
    });
    view! { <EventLine event about/> }
}
