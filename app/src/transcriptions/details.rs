//! The details of a session, loaded when they open.

use super::api::get_transcription;
use super::cells::{customer_href, length, mode_words, spoken, state, status_words, token_name};
use super::list::TranscriptionListState;
use crate::dialog::loaded;
use crate::ui::{CloseButton, CopyText, Dialog, Erase, Markup, Tone, badge, html, inert, moment};
use crate::words::t;
use domain::id::TranscriptionId;
use domain::timestamp::Timestamp;
use domain::transcription::{Transcription, TranscriptionStatus};
use leptos::prelude::*;

/// Everything about one session.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn session_dialog(
    id: TranscriptionId,
    list: TranscriptionListState,
    close_href: String,
) -> AnyView {
    view! { <SessionDialog id list close_href/> }.erase()
}

#[component]
fn SessionDialog(
    id: TranscriptionId,
    list: TranscriptionListState,
    close_href: String,
) -> impl IntoView {
    let close = close_href.clone();
    loaded(
        move || Box::pin(get_transcription(id)),
        close_href,
        move |it| view! { <Details it list close_href=close.clone()/> },
    )
}

#[component]
fn Details(it: Transcription, list: TranscriptionListState, close_href: String) -> impl IntoView {
    let (id, title) = (it.id.to_string(), it.title());
    let external_id = it.external_id.clone().map(|value| {
        view! {
            <div>
                <dt>{t!("External ID")}</dt>
                <dd>
                    <CopyText
                        value
                        label=t!("Copy external ID")
                        copied=t!("External ID copied")
                    />
                </dd>
            </div>
        }
    });
    let is_of_all = list.query.with_untracked(|query| query.place.is_of_all);
    let customer = it.customer_name.clone().filter(|_| is_of_all).map(|name| {
        let href = customer_href(&it);
        view! {
            <div>
                <dt>{t!("Customer")}</dt>
                <dd><a class="link" dir="auto" href=href>{name}</a></dd>
            </div>
        }
    });
    // It goes on from what was heard last, also after the list has forgotten that.
    let now = Memo::new(move |before: Option<&Transcription>| {
        let known = before.unwrap_or(&it);
        list.news.with(|news| news.latest(known))
    });
    let fact = move |label: &'static str, value: fn(&Transcription) -> Markup| {
        let value = move || now.with(|it| inert(value(it)));
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    view! {
        <Dialog name="session" title close_href>
            <div class="dialog-body">
                <dl class="facts">
                    <div>
                        <dt>{t!("ID")}</dt>
                        <dd><CopyText value=id label=t!("Copy ID") copied=t!("Session ID copied")/></dd>
                    </div>
                    {external_id}
                    {customer}
                    {fact(t!("Status"), state)}
                    {fact(t!("Mode"), |it| html! { (mode_words(it.mode)) })}
                    {fact(t!("Language"), |it| spoken(&it.language))}
                    {fact(t!("Token"), token_name)}
                    {fact(t!("Audio"), |it| length(it.media_ms))}
                    {fact(t!("Billed"), |it| length(it.billed_ms))}
                </dl>
                {move || now.with(|it| inert(outcome(it)))}
            </div>
            <footer class="dialog-foot">
                <CloseButton>{t!("Close")}</CloseButton>
            </footer>
        </Dialog>
    }
}

/// What went wrong, and how it came to stand where it does.
fn outcome(it: &Transcription) -> Markup {
    html! {
        @if let Some(error) = &it.error {
            section.session-fault {
                h3 { (t!("What went wrong")) }
                p dir="auto" { (error) }
            }
        }
        section {
            h3 { (t!("Time line")) }
            ol.session-times {
                @for (word, at) in times(it) {
                    li { span { (word) } (moment(at)) }
                }
                @if it.is_stalled {
                    li {
                        (badge(Tone::Warn, t!("Stalled")))
                        span.aside { (t!("Nothing has been heard of it for longer than usual.")) }
                    }
                }
            }
        }
    }
}

/// Its states and when it came to each, with the last report where that was none of them.
fn times(it: &Transcription) -> Vec<(&'static str, Timestamp)> {
    let end = it.finished_at.filter(|_| it.status.is_end());
    let is_state = [Some(it.created_at), it.started_at, end].contains(&Some(it.reported_at));
    let times = [
        Some((status_words(TranscriptionStatus::Queued), it.created_at)),
        it.started_at.map(|at| (t!("Started"), at)),
        (!is_state).then(|| (t!("Last report"), it.reported_at)),
        end.map(|at| (status_words(it.status), at)),
    ];
    times.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::session;
    use super::*;

    fn words(it: &Transcription) -> Vec<&'static str> {
        times(it).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn the_time_line_follows_the_states() {
        let at = |seconds: i64| Timestamp::from_micros(seconds * 1_000_000);
        let mut it = session(1);
        assert_eq!(words(&it), ["Queued"]);
        it.started_at = Some(at(2));
        it.reported_at = at(3);
        assert_eq!(words(&it), ["Queued", "Started", "Last report"]);
        it.status = TranscriptionStatus::Expired;
        it.finished_at = Some(at(9));
        let expired = ["Queued", "Started", "Last report", "Expired"];
        assert_eq!(words(&it), expired);
        it.status = TranscriptionStatus::Completed;
        it.reported_at = at(9);
        assert_eq!(words(&it), ["Queued", "Started", "Completed"]);
    }
}
