//! The page for those who have forgotten their password. Its form goes to the server as it is.

use crate::flash::{Outcome, field_after, flash_of};
use crate::shell::Plain;
use crate::submission::Submission;
use crate::ui::{Alert, Button, ButtonKind, Erase, Fields, Look, TextField, TextKind};
use crate::words::t;
use domain::field::Field;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// What the flash of the form is called.
const FORM: &str = "/forgot";

/// Asks for the email address. The answer is the same whether or not anybody has it.
#[component]
pub(crate) fn ForgotPage() -> impl IntoView {
    let is_done = flash_of(FORM).is_some_and(|flash| flash.outcome == Outcome::Done);
    let content = if is_done {
        view! {
            <h1>{t!("Look into your mail")}</h1>
            <p class="lead">
                {t!(
                    "If somebody signs in here with this address, a link to choose another password \
                     is on its way. It works for 30 minutes."
                )}
            </p>
        }
        .erase()
    } else {
        view! { <ForgotForm/> }.erase()
    };
    view! {
        <Title text=t!("Forgot password")/>
        <Plain>
            {content}
            <p><a class="link" href="/login">{t!("Back to sign-in")}</a></p>
        </Plain>
    }
}

#[component]
fn ForgotForm() -> impl IntoView {
    let flash = flash_of(FORM);
    let refusal = Submission::after(flash.as_ref());
    let email = field_after(flash.as_ref(), Field::Email, "");
    let busy = RwSignal::new(false);
    let action = use_location().pathname;
    view! {
        <h1>{t!("Forgot your password?")}</h1>
        <p class="lead">
            {t!("Enter your email address, and choose another password by the link you get.")}
        </p>
        <Alert error=refusal.error()/>
        <form
            method="post"
            action=move || action.get()
            class="form"
            on:submit=move |_| busy.set(true)
        >
            <Fields name="forgot" errors=refusal.field_errors()>
                <TextField
                    field=Field::Email
                    label=t!("Email")
                    value=email
                    kind=TextKind::Email
                    autocomplete="username"
                />
            </Fields>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {t!("Send the link")}
            </Button>
        </form>
    }
}
