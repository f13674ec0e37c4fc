//! The set-up page: the first reseller and its first person.

use super::door::door;
use crate::flash::{field_after, flash_of};
use crate::shell::Plain;
use crate::submission::Submission;
use crate::ui::{
    Alert, Button, ButtonKind, Erase, Fields, Look, PasswordField, TextField, TextKind,
};
use crate::words::{t, t_view};
use domain::field::Field;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// What the flash of the form is called.
const FORM: &str = "/setup";

/// Asks for the organisation and the person who runs it.
#[component]
pub(crate) fn SetupPage() -> impl IntoView {
    let content = if door().is_setup_offered {
        view! { <SetupForm/> }.erase()
    } else {
        crate::not_found::set_status();
        view! { <LinkIsUsedUp/> }.erase()
    };
    view! {
        <Title text=t!("Set up")/>
        <Plain>{content}</Plain>
    }
}

#[component]
fn SetupForm() -> impl IntoView {
    let flash = flash_of(FORM);
    let refusal = Submission::after(flash.as_ref());
    let typed = |field| field_after(flash.as_ref(), field, "");
    let (organisation, name, email) = (
        typed(Field::Organisation),
        typed(Field::Name),
        typed(Field::Email),
    );
    let busy = RwSignal::new(false);
    let action = use_location().pathname;
    view! {
        <h1>{t!("Set up Entrepot")}</h1>
        <p class="lead">{t!("Your organisation, and the first person who runs it.")}</p>
        <Alert error=refusal.error()/>
        <form
            method="post"
            action=move || action.get()
            class="form"
            on:submit=move |_| busy.set(true)
        >
            <Fields name="setup" errors=refusal.field_errors()>
                <TextField
                    field=Field::Organisation
                    label=t!("Organisation")
                    value=organisation
                    autocomplete="organization"
                />
                <TextField field=Field::Name label=t!("Your name") value=name autocomplete="name"/>
                <TextField
                    field=Field::Email
                    label=t!("Email")
                    value=email
                    kind=TextKind::Email
                    autocomplete="username"
                />
                <PasswordField
                    autocomplete="new-password"
                    hint=Some(t!("At least 12 characters; a few unrelated words are easy to remember.").to_owned())
                />
            </Fields>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {t!("Set up and sign in")}
            </Button>
        </form>
    }
}

#[component]
fn LinkIsUsedUp() -> impl IntoView {
    view! {
        <h1>{t!("This link cannot be used")}</h1>
        <p class="lead">
            {t_view!(
                "It has been used already, or is older than a day. Run {command} on the server, or \
                 start a server without resellers again, for a new one.",
                command = view! { <code>"entrepot reseller create"</code> }
            )}
        </p>
        <p><a class="link" href="/login">{t!("Sign in")}</a></p>
    }
}
