//! The page that an invitation leads to: choosing a password, and with it registering.

use super::closed::closed;
use super::door::{Invited, LinkDoor, door};
use super::new_password::{NewPassword, Username};
use crate::flash::{field_after, flash_of};
use crate::shell::Plain;
use crate::submission::Submission;
use crate::ui::{Alert, Button, ButtonKind, Erase, Fields, Look, TextField};
use domain::field::Field;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// What the flash of the form is called.
const FORM: &str = "/invitation";

/// Asks an invited person for a password.
#[component]
pub(crate) fn InvitationPage() -> impl IntoView {
    let content = match door().link.unwrap_or(LinkDoor::Unknown) {
        LinkDoor::Open(Invited {
            reseller,
            organisation,
            name,
            email,
        }) => {
            let organisation = organisation.unwrap_or(reseller);
            view! { <RegisterForm organisation name email/> }.erase()
        }
        LinkDoor::Used => closed(
            "You have registered already",
            "This invitation has been used. Sign in with the email address it was sent to.",
        ),
        LinkDoor::Expired => closed(
            "This invitation has expired",
            "Its time is over. Ask whoever invited you to send it again.",
        ),
        LinkDoor::Revoked => closed(
            "This invitation is no longer valid",
            "A newer one has been sent, or it was taken back. Look for a newer mail, or ask whoever \
             invited you.",
        ),
        LinkDoor::Unknown => closed(
            "This invitation does not exist",
            "The link may have been cut off in the mail. Copy the whole of it, or ask whoever invited \
             you to send it again.",
        ),
    };
    view! {
        <Title text="Invitation"/>
        <Plain>{content}</Plain>
    }
}

#[component]
fn RegisterForm(organisation: String, name: String, email: String) -> impl IntoView {
    let flash = flash_of(FORM);
    let refusal = Submission::after(flash.as_ref());
    let name = field_after(flash.as_ref(), Field::Name, &name);
    let busy = RwSignal::new(false);
    let action = use_location().pathname;
    let shown = email.clone();
    view! {
        <h1>"Welcome to " <bdi>{organisation}</bdi></h1>
        <p class="lead">"You will sign in as " <b>{shown}</b> ". Choose a password."</p>
        <Alert error=refusal.error()/>
        <form
            method="post"
            action=move || action.get()
            class="form"
            on:submit=move |_| busy.set(true)
        >
            <Username email=email.clone()/>
            <Fields name="register" errors=refusal.field_errors()>
                <TextField field=Field::Name label="Your name" value=name autocomplete="name"/>
                <NewPassword email/>
            </Fields>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                "Register and sign in"
            </Button>
        </form>
    }
}
