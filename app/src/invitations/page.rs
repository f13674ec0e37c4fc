//! The page of the invitations: who was invited, and what became of it.

use super::api::{
    INVITATIONS_PAGE, IssuedInvitation, list_customer_invitations, renew_customer_invitation,
    revoke_customer_invitation,
};
use super::invite::InviteDialog;
use crate::changes::Changes;
use crate::failure::Failure;
use crate::older::{ShowOlder, with_older};
use crate::submission::{Submission, take_over};
use crate::ui::{
    Alert, Button, ButtonKind, Card, Empty, Erase, Failed, Glyph, LinkButton, Loaded, Look,
    PageHead, Tone, badge, html, moment, tag_list, use_toaster,
};
use crate::users::offer_link;
use crate::words::{t, t_html};
use domain::error::Error;
use domain::invitation::{CustomerInvitation, InvitationState};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The address of the page.
pub(super) const PATH: &str = "/customers/invitations";
/// Where the forms are posted to, and what their flashes are called.
const RENEW_FORM: &str = "/api/renew_customer_invitation";
const REVOKE_FORM: &str = "/api/revoke_customer_invitation";

type Latest = Resource<Result<Vec<CustomerInvitation>, Failure>>;

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    Nothing,
    Invitations,
}

/// All invitations, newest first.
#[component]
pub(crate) fn InvitationsPage() -> impl IntoView {
    let changes = Changes::here();
    let latest = Resource::new(move || changes.count(), |_| list_customer_invitations(None));
    let query = use_query_map();
    let inviting =
        Memo::new(move |_| query.with(|query| query.get("dialog")).as_deref() == Some("invite"));
    view! {
        <Title text=t!("Invitations")/>
        <PageHead
            title=t!("Invitations")
            subtitle=t!("Organisations that may register themselves with you.")
        >
            <InviteLink/>
        </PageHead>
        <Card>
            <Loaded resource=latest fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
                <Results latest/>
            </Loaded>
        </Card>
        {move || inviting.get().then(|| view! { <InviteDialog/> })}
    }
}

#[component]
fn InviteLink() -> impl IntoView {
    view! {
        <LinkButton
            href=format!("{PATH}?dialog=invite")
            look=Look::Primary
            icon=Glyph::Plus
            stay=true
        >
            {t!("Invite customer")}
        </LinkButton>
    }
}

#[component]
fn Results(latest: Latest) -> impl IntoView {
    let shown = Memo::new(move |_| match latest.get() {
        None => Shown::Loading,
        Some(Err(Failure(error))) => Shown::Failed(error),
        Some(Ok(invitations)) if invitations.is_empty() => Shown::Nothing,
        Some(Ok(_)) => Shown::Invitations,
    });
    move || match shown.get() {
        Shown::Loading => view! { <p class="loading" role="status">{t!("Loading…")}</p> }.erase(),
        Shown::Failed(error) => view! { <Failed error retry=PATH/> }.erase(),
        Shown::Nothing => view! {
            <Empty
                glyph=Glyph::Mail
                title=t!("Nobody is invited")
                text=t!("An invitation is a link by which an organisation registers itself. Invite \
                         the first one.")
            >
                <InviteLink/>
            </Empty>
        }
        .erase(),
        Shown::Invitations => view! { <Invitations latest/> }.erase(),
    }
}

#[component]
fn Invitations(latest: Latest) -> impl IntoView {
    let latest = Memo::new(move |_| latest.get().and_then(Result::ok).unwrap_or_default());
    let (all, older) = with_older(
        latest,
        INVITATIONS_PAGE,
        |invitation: &CustomerInvitation| list_customer_invitations(Some(invitation.id)),
    );
    view! {
        <ol class="history invitations">
            <For
                each=move || all.get()
                // One that has got on is shown anew.
                key=|invitation| (invitation.id, invitation.state, invitation.expires_at)
                let:invitation
            >
                <Invitation invitation/>
            </For>
        </ol>
        <ShowOlder older/>
    }
}

#[component]
fn Invitation(invitation: CustomerInvitation) -> impl IntoView {
    let (id, state) = (invitation.id, invitation.state);
    let word = match state {
        InvitationState::Open => badge(Tone::Info, t!("Open")),
        InvitationState::Expired => badge(Tone::Warn, t!("Expired")),
        InvitationState::Used => badge(Tone::Ok, t!("Registered")),
        InvitationState::Revoked => badge(Tone::Off, t!("Revoked")),
    };
    let name = invitation.email.map_or_else(
        || t!("Anybody with the link").to_owned(),
        |email| email.to_string(),
    );
    let until = match state {
        InvitationState::Open => {
            let until = moment(invitation.expires_at);
            Some(html! { span.aside { (t_html!("until {until}", until = until)) } })
        }
        InvitationState::Expired | InvitationState::Used | InvitationState::Revoked => None,
    };
    let head = html! {
        b { bdi { (name) } } " " (word) " " (tag_list(invitation.tags.iter()))
        @if let Some(until) = until { " " (until) }
        (moment(invitation.created_at))
    };
    let customer = invitation.customer.map(|customer| {
        view! {
            <a class="link" href=format!("/customers/{customer}")>{t!("Open the customer")}</a>
        }
    });
    let can_change = matches!(state, InvitationState::Open | InvitationState::Expired);
    view! {
        <li class="event">
            <p class="event-head" inner_html=head.into_string()></p>
            {(!invitation.note.is_empty()).then(|| view! { <p class="aside note">{invitation.note}</p> })}
            {customer}
            {can_change.then(|| view! { <Actions id name=name.clone()/> })}
        </li>
    }
}

/// Another link, or none any more. Neither takes anything that a new link would not give again.
#[component]
fn Actions(id: domain::id::InvitationId, name: String) -> impl IntoView {
    let (changes, toaster) = (Changes::here(), use_toaster());
    let submission = Submission::after(None);
    let renew = move || {
        submission.run(renew_customer_invitation(id), move |issued| {
            let IssuedInvitation {
                link, is_mailed, ..
            } = issued;
            changes.note();
            let words = if is_mailed {
                t!("Sent again, by a new link")
            } else {
                t!("There is a new link")
            };
            offer_link(toaster, words.to_owned(), link);
        });
    };
    let revoke = move || {
        submission.run(revoke_customer_invitation(id), move |_| {
            changes.note();
            toaster.done(t!("Invitation revoked"));
        });
    };
    let of = t!(" the invitation of {name}", name = name);
    let of_revoke = of.clone();
    view! {
        <Alert error=submission.error()/>
        <div class="actions">
            <form
                method="post"
                action=RENEW_FORM
                on:submit=move |event| {
                    take_over(&event);
                    renew();
                }
            >
                <input type="hidden" name="id" value=id.to_string()/>
                <Button kind=ButtonKind::Submit icon=Glyph::Refresh busy=submission.busy()>
                    {t!("Resend")} <span class="unseen">{of}</span>
                </Button>
            </form>
            <form
                method="post"
                action=REVOKE_FORM
                on:submit=move |event| {
                    take_over(&event);
                    revoke();
                }
            >
                <input type="hidden" name="id" value=id.to_string()/>
                <Button
                    kind=ButtonKind::Submit
                    look=Look::Ghost
                    icon=Glyph::X
                    busy=submission.busy()
                >
                    {t!("Revoke")} <span class="unseen">{of_revoke}</span>
                </Button>
            </form>
        </div>
    }
}
