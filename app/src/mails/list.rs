//! Settings → Mail: every mail with its state, and in full as long as it waits.

use super::api::{MAILS_PAGE, OutboxPage, list_mails, resend_mail};
use crate::changes::Changes;
use crate::failure::Failure;
use crate::flash::flash_of;
use crate::older::{ShowOlder, with_older};
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, Card, Empty, Erase, Failed, Glyph, Loaded, Tone, badge, copy_button,
    html, inert, moment, use_toaster,
};
use crate::words::{t, t_html, t_view};
use domain::error::Error;
use domain::mail::{Mail, MailState};
use leptos::prelude::*;

/// Where a mail is sent again by, and what the flash of that is called.
const FORM: &str = "/api/resend_mail";

/// The latest mails, as they are loaded; none while nobody looks at them.
pub(crate) type Latest = Resource<Option<Result<OutboxPage, Failure>>>;

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    Nothing,
    Mails,
}

/// Loads the mails while `is_shown`, and again after every change. To be called once for a page,
/// and outside of what waits for something else.
pub(crate) fn latest(is_shown: Memo<bool>) -> Latest {
    let changes = Changes::here();
    Resource::new(
        move || is_shown.get().then(|| changes.count()),
        move |asked| async move {
            match asked {
                Some(_) => Some(list_mails(None).await),
                None => None,
            }
        },
    )
}

/// The mails, newest first.
#[component]
pub(crate) fn MailList(latest: Latest) -> impl IntoView {
    view! {
        <Card>
            <Loaded resource=latest>
                <Results latest/>
            </Loaded>
        </Card>
    }
}

#[component]
fn Results(latest: Latest) -> impl IntoView {
    let shown = Memo::new(move |_| match latest.get().flatten() {
        None => Shown::Loading,
        Some(Err(Failure(error))) => Shown::Failed(error),
        Some(Ok(page)) if page.mails.is_empty() => Shown::Nothing,
        Some(Ok(_)) => Shown::Mails,
    });
    let is_sending = Memo::new(move |_| {
        let page = latest.get().flatten().and_then(Result::ok);
        page.is_none_or(|page| page.is_sending)
    });
    let notice = move || {
        (!is_sending.get()).then(|| {
            view! {
                <p class="notice card-text">
                    {t_view!(
                        "No mail server is set up, so that mail stays here. Open a mail to copy its link \
                         and send it yourself, or start the server with {setting}.",
                        setting = view! { <code>"ENTREPOT_SMTP_URL"</code> },
                    )}
                </p>
            }
        })
    };
    let content = move || {
        match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => view! { <Failed error retry="/settings/mail"/> }.erase(),
        Shown::Nothing => view! {
            <Empty
                glyph=Glyph::Mail
                title=t!("No mail yet")
                text=t!("Invitations and other mail that this console writes stand here, with what became \
                         of them.")
            />
        }
        .erase(),
        Shown::Mails => view! { <Mails latest/> }.erase(),
    }
    };
    view! { {notice} {content} }
}

#[component]
fn Mails(latest: Latest) -> impl IntoView {
    let latest = Memo::new(move |_| {
        let page = latest.get().flatten().and_then(Result::ok);
        page.map(|page| page.mails).unwrap_or_default()
    });
    let (all, older) = with_older(latest, MAILS_PAGE, |mail: &Mail| {
        let before = Some(mail.id);
        async move { list_mails(before).await.map(|page| page.mails) }
    });
    let flash = flash_of(FORM);
    let submission = Submission::after(flash.as_ref());
    view! {
        <Alert error=submission.error()/>
        <ol class="history mails">
            <For
                each=move || all.get()
                // One that has got on is shown anew.
                key=|mail| (mail.id, mail.attempts, mail.text.is_some())
                let:mail
            >
                <MailView mail submission/>
            </For>
        </ol>
        <ShowOlder older/>
    }
}

#[component]
fn MailView(mail: Mail, submission: Submission) -> impl IntoView {
    let (id, to) = (mail.id, mail.to.clone());
    let (changes, toaster) = (Changes::here(), use_toaster());
    let resend = move || {
        submission.run(resend_mail(id), move |_| {
            changes.note();
            toaster.done(t!("The mail is sent again"));
        });
    };
    let state = match mail.state {
        MailState::Waiting if mail.attempts == 0 => badge(Tone::Info, t!("Waiting")),
        MailState::Waiting => badge(Tone::Warn, t!("Trying again")),
        MailState::Sent(_) => badge(Tone::Ok, t!("Sent")),
        MailState::Failed => badge(Tone::Danger, t!("Not sent")),
    };
    let can_resend = !matches!(mail.state, MailState::Sent(_)) && mail.attempts > 0;
    let failure = mail
        .failure
        .filter(|_| !matches!(mail.state, MailState::Sent(_)));
    let head = html! {
        b { (mail.subject) } " " (state)
        span.aside { " " (t_html!("to {address}", address = html! { bdi { (to) } })) }
        (moment(mail.created_at))
    };
    view! {
        <li class="event">
            <p class="event-head" inner_html=head.into_string()></p>
            {failure.map(|failure| view! {
                <p class="aside">
                    {t_view!("The mail server said: {failure}", failure = view! { <bdi>{failure}</bdi> })}
                </p>
            })}
            {mail.text.map(|text| view! { <MailText text/> })}
            {can_resend.then(|| view! {
                <form
                    method="post"
                    action=FORM
                    on:submit=move |event| {
                        take_over(&event);
                        resend();
                    }
                >
                    <input type="hidden" name="id" value=id.to_string()/>
                    <Button kind=ButtonKind::Submit icon=Glyph::Refresh busy=submission.busy()>
                        {t!("Send again")}
                    </Button>
                </form>
            })}
        </li>
    }
}

/// The plain part, and its link to copy.
#[component]
fn MailText(text: String) -> impl IntoView {
    let link = text.lines().find(|line| line.starts_with("http"));
    let copy = link.map(|link| copy_button(link, t!("Copy the link"), t!("Link copied")));
    let copy = copy.unwrap_or_default();
    view! {
        <details class="mail-text">
            <summary>{t!("Show the mail")}</summary>
            <p>{text.clone()}</p>
            {inert(copy)}
        </details>
    }
}
