//! All that needs attention, page by page.

use super::api::get_attention;
use super::attention::{list, note};
use super::attention_query::{AttentionAddress, PATH};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::part::{Answer, loading};
use crate::ui::{
    Card, Empty, Erase, Failed, Glyph, LinkButton, Live, Loaded, PageHead, Pager, Paging, count,
};
use crate::words::t;
use domain::dashboard::{Attention, AttentionItem, AttentionKind};
use domain::error::Error;
use domain::listing::{Page, PageSize, Total};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    Nothing,
    Rows,
}

/// The page.
#[component]
pub(crate) fn AttentionPage() -> impl IntoView {
    let search = use_location().search;
    let address = Memo::new(move |_| AttentionAddress::read(&search.get()));
    let changes = Changes::here();
    let answer: Answer<Attention> = Resource::new(
        move || (address.get().asked(), changes.count()),
        |(asked, _)| get_attention(asked),
    );
    view! {
        <Title text=t!("Needs attention")/>
        <PageHead
            title=t!("Needs attention")
            subtitle=t!("What somebody should look at, the most urgent first.")
        />
        <Loaded resource=answer fallback=loading>
            <Results address answer/>
        </Loaded>
    }
}

#[component]
fn Results(address: Memo<AttentionAddress>, answer: Answer<Attention>) -> impl IntoView {
    let loaded = Memo::new(move |_| answer.get());
    let attention = Memo::new(move |_| loaded.get().and_then(Result::ok));
    let shown = Memo::new(move |_| {
        loaded.with(|loaded| match loaded {
            None => Shown::Loading,
            Some(Err(Failure(error))) => Shown::Failed(error.clone()),
            Some(Ok(found)) if found.items.is_empty() => Shown::Nothing,
            Some(Ok(_)) => Shown::Rows,
        })
    });
    let counts = move || {
        let counts = attention.with(|it| it.as_ref().map(|it| it.counts));
        kinds(address, counts.unwrap_or_default())
    };
    let body = move || match shown.get() {
        Shown::Loading => loading().erase(),
        Shown::Failed(error) => {
            let retry = address.get_untracked().href();
            view! { <Card><Failed error retry/></Card> }.erase()
        }
        Shown::Nothing => view! { <Nothing/> }.erase(),
        Shown::Rows => view! { <Rows address attention/> }.erase(),
    };
    view! {
        <div class="attention">
            <nav class="segments" aria-label=t!("Causes")>{counts}</nav>
            {body}
        </div>
    }
}

/// Links to one kind of causes alone, and to all.
fn kinds(address: Memo<AttentionAddress>, counts: [u64; 5]) -> impl IntoView {
    let all = (None, counts.iter().sum());
    let of_kind = AttentionKind::ALL.into_iter().map(Some).zip(counts);
    let link = |(kind, number): (Option<AttentionKind>, u64)| {
        let is_shown = move || address.get().kind == kind;
        view! {
            <a
                href=move || address.get().of(kind).href()
                aria-current=move || is_shown().then_some("true")
                data-noscroll
            >
                <span>{kind_words(kind)}<span>{format!(" {}", count(number))}</span></span>
            </a>
        }
    };
    std::iter::once(all).chain(of_kind).map(link).collect_view()
}

fn kind_words(kind: Option<AttentionKind>) -> &'static str {
    match kind {
        None => t!("All"),
        Some(AttentionKind::Stuck) => t!("Stuck"),
        Some(AttentionKind::Failures) => t!("Failures"),
        Some(AttentionKind::TokenExpires) => t!("Tokens"),
        Some(AttentionKind::Unanswered) => t!("Invitations"),
        Some(AttentionKind::Silent) => t!("Gone silent"),
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <Card>
            <Empty
                glyph=Glyph::Check
                title=t!("Nothing needs attention")
                text=t!("Stuck transcriptions, more failures than usual, tokens that expire, invitations \
                         without an answer and customers gone silent would stand here.")
            >
                <LinkButton href="/">{t!("Go to the dashboard")}</LinkButton>
            </Empty>
        </Card>
    }
}

#[component]
fn Rows(address: Memo<AttentionAddress>, attention: Memo<Option<Attention>>) -> impl IntoView {
    let rows = move || {
        let rows = |it: &Attention| list(it).into_string();
        attention.with(|it| it.as_ref().map(rows).unwrap_or_default())
    };
    let as_of = move || {
        let note = |it: &Attention| note(it).into_string();
        attention.with(|it| it.as_ref().map(note).unwrap_or_default())
    };
    let paging = Memo::new(move |_| Paging::of(&page(address.get(), attention.get().as_ref())));
    let said = move || t!("{number} items", number = paging.get().total());
    let href = Callback::new(move |(page, size): (u32, PageSize)| {
        address.get().on_page(page, size).href()
    });
    view! {
        <section class="card list" aria-label=t!("Needs attention")>
            <div inner_html=rows></div>
            <Pager
                paging
                href
                action=PATH
                kept=Signal::derive(move || address.get().kept())
            />
        </section>
        <p class="usage-note" inner_html=as_of></p>
        <Live text=Signal::derive(said)/>
    }
}

/// Where in the list the items are.
fn page(address: AttentionAddress, attention: Option<&Attention>) -> Page<AttentionItem> {
    Page {
        rows: attention.map(|it| it.items.clone()).unwrap_or_default(),
        page: attention.map_or(1, |it| it.page),
        size: address.size,
        total: Total::Exact(attention.map_or(0, |it| it.count(address.kind))),
    }
}
