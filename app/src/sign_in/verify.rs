//! The page that a link for verifying an email leads to. Mail programs open links by themselves,
//! so that opening it does nothing yet.

use super::closed::closed;
use super::door::{LinkDoor, Verifying, door};
use crate::shell::Plain;
use crate::ui::{Button, ButtonKind, Erase, Look};
use crate::words::{t, t_view};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// Asks whether the email is whose it is said to be.
#[component]
pub(crate) fn VerifyPage() -> impl IntoView {
    let content = match door().verify.unwrap_or(LinkDoor::Unknown) {
        LinkDoor::Open(verifying) => view! { <VerifyForm verifying/> }.erase(),
        LinkDoor::Used => closed(
            t!("This email has been verified"),
            t!("The link has been used. There is nothing left to do."),
        ),
        LinkDoor::Expired => closed(
            t!("This link has expired"),
            t!("It was good for a day. Sign in and send another one from Billing, Account email."),
        ),
        LinkDoor::Revoked => closed(
            t!("This link is no longer valid"),
            t!("A newer one has been sent, or the email was changed. Look for a newer mail."),
        ),
        LinkDoor::Unknown => closed(
            t!("This link does not exist"),
            t!("It may have been cut off in the mail. Copy the whole of it."),
        ),
    };
    view! {
        <Title text=t!("Verify your email")/>
        <Plain>{content}</Plain>
    }
}

#[component]
fn VerifyForm(verifying: Verifying) -> impl IntoView {
    let Verifying {
        organisation,
        email,
        ..
    } = verifying;
    let busy = RwSignal::new(false);
    let action = use_location().pathname;
    view! {
        <h1>{t!("Verify your email")}</h1>
        <p class="lead">
            {t_view!(
                "{email} was given as the account email of {organisation}.",
                email = view! { <b><bdi>{email}</bdi></b> },
                organisation = view! { <b><bdi>{organisation}</bdi></b> }
            )}
        </p>
        <form method="post" action=move || action.get() on:submit=move |_| busy.set(true)>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {t!("It is mine")}
            </Button>
        </form>
    }
}
