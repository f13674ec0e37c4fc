//! The page that a link for verifying an email leads to. Mail programs open links by themselves,
//! so that opening it does nothing yet.

use super::closed::closed;
use super::door::{LinkDoor, Verifying, door};
use crate::shell::Plain;
use crate::ui::{Button, ButtonKind, Erase, Look};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// Asks whether the email is whose it is said to be.
#[component]
pub(crate) fn VerifyPage() -> impl IntoView {
    let content = match door().verify.unwrap_or(LinkDoor::Unknown) {
        LinkDoor::Open(verifying) => view! { <VerifyForm verifying/> }.erase(),
        LinkDoor::Used => closed(
            "This email has been verified",
            "The link has been used. There is nothing left to do.",
        ),
        LinkDoor::Expired => closed(
            "This link has expired",
            "It was good for a day. Sign in and send another one from Billing, Account email.",
        ),
        LinkDoor::Revoked => closed(
            "This link is no longer valid",
            "A newer one has been sent, or the email was changed. Look for a newer mail.",
        ),
        LinkDoor::Unknown => closed(
            "This link does not exist",
            "It may have been cut off in the mail. Copy the whole of it.",
        ),
    };
    view! {
        <Title text="Verify your email"/>
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
        <h1>"Verify your email"</h1>
        <p class="lead">
            <b><bdi>{email}</bdi></b> " was given as the account email of "
            <b><bdi>{organisation}</bdi></b> "."
        </p>
        <form method="post" action=move || action.get() on:submit=move |_| busy.set(true)>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                "It is mine"
            </Button>
        </form>
    }
}
