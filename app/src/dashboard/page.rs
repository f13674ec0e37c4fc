//! The page that people of a reseller start on.

use super::api::{get_attention, get_dashboard, get_top_customers};
use super::attention;
use super::figures::{Figures, FiguresPicture};
use super::newest::newest;
use super::query::{RANGES, href, range_from_query};
use super::top::top;
use crate::changes::Changes;
use crate::part::{Answer, Part};
use crate::ui::{Loaded, PageHead, count};
use crate::usage::{days_words, range_words};
use crate::words::t;
use domain::dashboard::{Attention, AttentionQuery, Dashboard, LIST_MAX, TopCustomers};
use domain::usage::UsageRange;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// The figures, beside the range that they answer.
pub(super) type FiguresAnswer = Answer<(UsageRange, Dashboard)>;

/// The dashboard.
#[component]
pub(crate) fn DashboardPage() -> impl IntoView {
    let search = use_location().search;
    let range = Memo::new(move |_| range_from_query(&search.get()));
    let changes = Changes::here();
    let asked = move || (range.get(), changes.count());
    let figures: FiguresAnswer = Resource::new(asked, |(range, _)| async move {
        Ok((range, get_dashboard(range).await?))
    });
    let top_ones: Answer<TopCustomers> =
        Resource::new(asked, |(range, _)| get_top_customers(range));
    let attention: Answer<Attention> = Resource::new(
        move || changes.count(),
        |_| {
            get_attention(AttentionQuery {
                kind: None,
                page: 1,
                rows: LIST_MAX,
            })
        },
    );
    let here = Signal::derive(move || href("/", range.get()));
    view! {
        <Title text=t!("Dashboard")/>
        <PageHead
            title=t!("Dashboard")
            beneath=move || view! { <Loaded resource=figures><DaysShown answer=figures/></Loaded> }
        >
            <Ranges range/>
        </PageHead>
        <div class="dashboard">
            <Figures answer=figures retry=here/>
            <div>
                <FiguresPicture answer=figures range/>
            </div>
            <section class="card" aria-labelledby="attention-title">
                <header class="card-head">
                    <h2 id="attention-title">{t!("Needs attention")}</h2>
                    <span class="spacer"></span>
                    <a class="more" href="/attention">
                        {t!("View all")}
                        <Loaded resource=attention><AttentionCount answer=attention/></Loaded>
                    </a>
                </header>
                <Part answer=attention html=attention::summary retry=here/>
            </section>
            <section class="card" aria-labelledby="top-title">
                <header class="card-head">
                    <h2 id="top-title">{t!("Top customers by audio hours")}</h2>
                </header>
                <Part answer=top_ones html=top retry=here/>
            </section>
            <section class="card" aria-labelledby="newest-title">
                <header class="card-head">
                    <h2 id="newest-title">{t!("New customers")}</h2>
                    <span class="spacer"></span>
                    <a class="more" href="/customers?sort=registered&dir=desc">{t!("View all")}</a>
                </header>
                <Part answer=figures html=newest retry=here/>
            </section>
        </div>
    }
}

/// Which days the figures are of.
#[component]
fn DaysShown(answer: FiguresAnswer) -> impl IntoView {
    let days = Memo::new(move |_| {
        let (_, dashboard) = answer.get()?.ok()?;
        Some(dashboard.usage.days)
    });
    let words = move || {
        let words = |days| t!("All customers, {days}", days = days_words(days));
        days.get().map(words)
    };
    view! { <p class="page-subtitle">{words}</p> }
}

/// How many things need attention.
#[component]
fn AttentionCount(answer: Answer<Attention>) -> impl IntoView {
    let number = Memo::new(move |_| answer.get()?.ok().map(|found| found.count(None)));
    let words = move || number.get().map(|number| format!(" ({})", count(number)));
    view! { <span>{words}</span> }
}

/// The ranges, as links.
#[component]
fn Ranges(range: Memo<UsageRange>) -> impl IntoView {
    let link = move |offered: UsageRange| {
        let is_shown = move || range.get() == offered;
        view! {
            <a
                href=href("/", offered)
                aria-current=move || is_shown().then_some("true")
                data-noscroll
            >
                {range_words(offered)}
            </a>
        }
    };
    view! {
        <nav class="segments" aria-label=t!("Days")>
            {RANGES.into_iter().map(link).collect_view()}
        </nav>
    }
}
