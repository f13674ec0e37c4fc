//! The page that people of a reseller start on.

use super::api::{get_attention, get_dashboard, get_top_customers};
use super::attention;
use super::figures::{Figures, FiguresPicture};
use super::newest::newest;
use super::panel::{Answer, Part};
use super::query::{RANGES, href, range_from_query};
use super::top::top;
use crate::changes::Changes;
use crate::ui::{Erase, PageHead};
use crate::usage::{range_words, slot_words};
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
        <PageHead title=t!("Dashboard") beneath=move || subtitle(figures)>
            <Ranges range/>
        </PageHead>
        <div class="dashboard">
            <Figures answer=figures retry=here/>
            <div class="dashboard-wide">
                <FiguresPicture answer=figures range/>
            </div>
            <section class="card dashboard-narrow" aria-labelledby="attention-title">
                <header class="card-head">
                    <h2 id="attention-title">{t!("Needs attention")}</h2>
                    <span class="spacer"></span>
                    <a class="more" href="/attention">{t!("View all")}</a>
                </header>
                <Part answer=attention html=attention::summary retry=here/>
            </section>
            <section class="card dashboard-wide" aria-labelledby="top-title">
                <header class="card-head">
                    <h2 id="top-title">{t!("Top customers by audio hours")}</h2>
                </header>
                <Part answer=top_ones html=top retry=here/>
            </section>
            <section class="card dashboard-narrow" aria-labelledby="newest-title">
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
fn subtitle(answer: FiguresAnswer) -> impl IntoView {
    let loaded = Memo::new(move |_| {
        let answer = answer.get()?.ok();
        answer.map(|(_, dashboard)| dashboard.usage.days)
    });
    let words = move || {
        let day = |day: domain::day::Day| slot_words(&day.to_string());
        loaded.get().map(|days| {
            t!(
                "All customers, {from} – {to}",
                from = day(days.from),
                to = day(days.to)
            )
        })
    };
    view! {
        <crate::ui::Loaded resource=answer>
            <p class="page-subtitle">{words}</p>
        </crate::ui::Loaded>
    }
    .erase()
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
