//! The page that an invitation leads to: choosing a password, and with it registering.

use super::closed::closed;
use super::door::{Invited, LinkDoor, door};
use super::new_password::{NewPassword, Username};
use crate::flash::{field_after, flash_of};
use crate::shell::Plain;
use crate::submission::Submission;
use crate::ui::{Alert, Button, ButtonKind, Erase, Fields, Look, TextField};
use crate::words::{t, t_view};
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
            t!("You have registered already"),
            t!("This invitation has been used. Sign in with the email address it was sent to."),
        ),
        LinkDoor::Expired => closed(
            t!("This invitation has expired"),
            t!("Its time is over. Ask whoever invited you to send it again."),
        ),
        LinkDoor::Revoked => closed(
            t!("This invitation is no longer valid"),
            t!(
                "A newer one has been sent, or it was taken back. Look for a newer mail, or ask \
                 whoever invited you."
            ),
        ),
        LinkDoor::Unknown => closed(
            t!("This invitation does not exist"),
            t!(
                "The link may have been cut off in the mail. Copy the whole of it, or ask whoever \
                 invited you to send it again."
            ),
        ),
    };
    view! {
        <Title text=t!("Invitation")/>
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
        <h1>
            {t_view!("Welcome to {organisation}", organisation = view! { <bdi>{organisation}</bdi> })}
        </h1>
        <p class="lead">
            {t_view!("You will sign in as {email}. Choose a password.", email = view! { <b>{shown}</b> })}
        </p>
        <Alert error=refusal.error()/>
        <form
            method="post"
            action=move || action.get()
            class="form"
            on:submit=move |_| busy.set(true)
        >
            <Username email=email.clone()/>
            <Fields name="register" errors=refusal.field_errors()>
                <TextField field=Field::Name label=t!("Your name") value=name autocomplete="name"/>
                <NewPassword email/>
            </Fields>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {t!("Register and sign in")}
            </Button>
        </form>
    }
}
