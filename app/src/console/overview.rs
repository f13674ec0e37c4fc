//! Where people of a customer start: what their organisation has used this month, and what was
//! done for it last.

use super::base;
use super::room::Room;
use crate::account::{AccountState, VerifyNotice};
use crate::changes::Changes;
use crate::customers::status_badge;
use crate::frame::use_frame;
use crate::part::{Answer, Part};
use crate::transcriptions::{list_transcriptions, recent};
use crate::ui::{Card, Markup, PageHead, html, inert};
use crate::usage::{UsageAsked, get_usage, tiles};
use crate::words::{t, t_html, t_view};
use domain::transcription::{Transcription, TranscriptionListing};
use domain::usage::{UsageRange, UsageReport};
use leptos::prelude::*;

/// How many sessions are shown.
const RECENT: usize = 5;
/// Of which days the numbers are.
const RANGE: UsageRange = UsageRange::ThisMonth;

/// Where the console begins, and the latest sessions in it.
type Latest = (String, Vec<Transcription>);

/// What the overview has to load before anything it waits for; none while nobody looks at it.
#[derive(Clone, Copy)]
pub(super) struct OverviewState {
    usage: Answer<Option<UsageReport>>,
    recent: Answer<Option<Latest>>,
}

impl OverviewState {
    /// Loads it while `is_shown`, and again after every change. To be called once for a page.
    pub(super) fn new(base: &str, is_shown: Memo<bool>) -> Self {
        let changes = Changes::here();
        let asked = move || is_shown.get().then(|| changes.count());
        let usage = Resource::new(asked, |asked| async move {
            let of_month = UsageAsked {
                range: RANGE,
                ..UsageAsked::default()
            };
            match asked {
                Some(_) => Ok(Some(get_usage(None, of_month).await?)),
                None => Ok(None),
            }
        });
        let base = base.to_owned();
        let recent = Resource::new(asked, move |asked| {
            let base = base.clone();
            async move {
                if asked.is_none() {
                    return Ok(None);
                }
                let latest = list_transcriptions(None, TranscriptionListing::default()).await?;
                let sessions = latest.rows.into_iter().take(RECENT).collect();
                Ok(Some((base, sessions)))
            }
        });
        Self { usage, recent }
    }
}

/// The organisation's name and status, and what it does.
#[component]
pub(super) fn Overview(account: AccountState, state: OverviewState) -> impl IntoView {
    let frame = use_frame();
    let organisation =
        move || frame.and_then(|frame| frame.with(|frame| frame.viewer.organisation.clone()));
    let href = |room: Room| room.href(&base());
    view! {
        {move || {
            organisation()
                .map(|organisation| {
                    let (name, status) = (organisation.name.to_string(), organisation.status);
                    view! {
                        <PageHead
                            title=name
                            subtitle=t!("Your organisation.")
                            beside=move || inert(status_badge(status))
                        />
                    }
                })
        }}
        <VerifyNotice state=account href=href(Room::Billing)/>
        <div class="usage">
            <section aria-labelledby="usage-title">
                <header class="card-head">
                    <h2 id="usage-title">{t!("Usage this month")}</h2>
                    <span class="spacer"></span>
                    <a class="more" href=href(Room::Usage)>{t!("All usage")}</a>
                </header>
                <Part answer=state.usage html=usage retry=base()/>
            </section>
            <section class="card" aria-labelledby="recent-title">
                <header class="card-head">
                    <h2 id="recent-title">{t!("Latest transcriptions")}</h2>
                    <span class="spacer"></span>
                    <a class="more" href=href(Room::Transcriptions)>{t!("View all")}</a>
                </header>
                <Part answer=state.recent html=latest retry=base()/>
            </section>
            <Card title=t!("Good to know")>
                <div class="card-text"><p>
                    {t_view!(
                        "Your colleagues get in by an invitation: {users}. Who is billed stands under \
                         {billing}.",
                        users = view! {
                            <a class="link" href=href(Room::Users)>{t!("Users")}</a>
                        },
                        billing = view! {
                            <a class="link" href=href(Room::Billing)>{t!("Billing")}</a>
                        }
                    )}
                </p></div>
            </Card>
        </div>
    }
}

#[expect(clippy::ref_option, reason = "what a part is shown by")]
fn usage(report: &Option<UsageReport>) -> Markup {
    html! {
        @if let Some(report) = report { dl.tiles { (tiles(report, RANGE)) } }
    }
}

/// The latest sessions, or how to get to the first one.
#[expect(clippy::ref_option, reason = "what a part is shown by")]
fn latest(found: &Option<Latest>) -> Markup {
    match found {
        None => html! {},
        Some((base, sessions)) if sessions.is_empty() => first_steps(base),
        Some((base, sessions)) => recent(&Room::Transcriptions.href(base), sessions),
    }
}

fn first_steps(base: &str) -> Markup {
    let tokens = Room::Tokens.href(base);
    html! {
        p.part-note {
            (t_html!(
                "Nothing has been transcribed yet. Your programs report it: create a token under \
                 {tokens}, and copy an example: {documentation}.",
                tokens = html! { a.link href=(tokens) { (t!("API tokens")) } },
                documentation = html! {
                    a.link href="/api" rel="external" { (t!("How programs report")) }
                }
            ))
        }
    }
}
