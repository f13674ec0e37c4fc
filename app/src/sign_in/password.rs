//! Choosing another password: by a link, and because one has to.

use super::closed::closed;
use super::door::{Invited, LinkDoor, door};
use super::new_password::{NewPassword, Username};
use crate::flash::flash_of;
use crate::shell::Plain;
use crate::submission::Submission;
use crate::ui::{Alert, Button, ButtonKind, Erase, Fields, Look};
use crate::words::{t, t_view};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// The page that a link for another password leads to.
#[component]
pub(crate) fn ResetPage() -> impl IntoView {
    let content = match door().link.unwrap_or(LinkDoor::Unknown) {
        LinkDoor::Open(Invited { email, .. }) => view! {
            <h1>{t!("Choose another password")}</h1>
            <p class="lead">
                {t_view!("You sign in as {email}.", email = view! { <b>{email.clone()}</b> })}
            </p>
            <PasswordForm form="/reset" email/>
        }
        .erase(),
        LinkDoor::Used => closed(
            t!("This link has been used"),
            t!(
                "The password was changed with it. Sign in with the new one, or ask for another \
                 link."
            ),
        ),
        LinkDoor::Expired => closed(
            t!("This link has expired"),
            t!("It was good for 30 minutes. Ask for another one."),
        ),
        LinkDoor::Revoked | LinkDoor::Unknown => closed(
            t!("This link cannot be used"),
            t!(
                "A newer one may have been sent, or it was cut off in the mail. Ask for another one."
            ),
        ),
    };
    view! {
        <Title text=t!("Choose another password")/>
        <Plain>{content}</Plain>
    }
}

/// The page of somebody whose password was reset by somebody else.
#[component]
pub(crate) fn PasswordPage() -> impl IntoView {
    let email = door().email.unwrap_or_default();
    view! {
        <Title text=t!("Choose another password")/>
        <Plain>
            <h1>{t!("Choose another password")}</h1>
            <p class="lead">
                {t!("The one you signed in with was made for you. Choose one that only you know.")}
            </p>
            <PasswordForm form="/password" email/>
            <form method="post" action="/logout">
                <Button kind=ButtonKind::Submit look=Look::Ghost>{t!("Sign out")}</Button>
            </form>
        </Plain>
    }
}

/// A new password. `form` is what its flash is called.
#[component]
fn PasswordForm(form: &'static str, email: String) -> impl IntoView {
    let flash = flash_of(form);
    let refusal = Submission::after(flash.as_ref());
    let busy = RwSignal::new(false);
    let action = use_location().pathname;
    view! {
        <Alert error=refusal.error()/>
        <form
            method="post"
            action=move || action.get()
            class="form"
            on:submit=move |_| busy.set(true)
        >
            <Username email=email.clone()/>
            <Fields name="password" errors=refusal.field_errors()>
                <NewPassword label=t!("New password") email/>
            </Fields>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {t!("Set the password")}
            </Button>
        </form>
    }
}
