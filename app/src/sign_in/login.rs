//! The sign-in page. Its form goes to the server as it is, so that it needs no WebAssembly.

use super::door::{Door, Ended, door};
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

/// Where the form is posted to, and what its flash is called.
const FORM: &str = "/login";

/// Asks who is there.
#[component]
pub(crate) fn LoginPage() -> impl IntoView {
    let door = door();
    let content = if door.needs_setup {
        view! { <SetupFirst/> }.erase()
    } else if !door.has_realm {
        view! { <WhichReseller/> }.erase()
    } else {
        view! { <LoginForm door/> }.erase()
    };
    view! {
        <Title text=t!("Sign in")/>
        <Plain>{content}</Plain>
    }
}

#[component]
fn LoginForm(door: Door) -> impl IntoView {
    let flash = flash_of(FORM);
    let refusal = Submission::after(flash.as_ref());
    let email = field_after(flash.as_ref(), Field::Email, "");
    let busy = RwSignal::new(false);
    let action = use_location().pathname;
    // The page of the same reseller.
    let forgot_href = move || action.get().replacen("/login", "/forgot", 1);
    view! {
        <h1>{t!("Sign in")}</h1>
        <p class="lead">{t!("To manage your customers, or your own organisation.")}</p>
        {door.ended.filter(|_| refusal.error().with_untracked(Option::is_none)).map(ended_words).map(|words| {
            view! { <p class="notice" role="status">{words}</p> }
        })}
        <Alert error=refusal.error()/>
        <form
            method="post"
            action=move || action.get()
            class="form"
            on:submit=move |_| busy.set(true)
        >
            <input type="hidden" name="next" value=door.next/>
            <Fields name="login" errors=refusal.field_errors()>
                <TextField
                    field=Field::Email
                    label=t!("Email")
                    value=email
                    kind=TextKind::Email
                    autocomplete="username"
                />
                <PasswordField
                    autocomplete="current-password"
                    beside=move || view! { <a class="link" href=forgot_href>{t!("Forgot password?")}</a> }
                />
            </Fields>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {t!("Sign in")}
            </Button>
        </form>
    }
}

/// There is nobody yet who could sign in.
#[component]
fn SetupFirst() -> impl IntoView {
    view! {
        <h1>{t!("Almost there")}</h1>
        <p class="lead">
            {t_view!(
                "This Entrepot has not been set up yet. Open the set-up link that the server printed \
                 when it started, or run {command} on the server.",
                command = view! { <code>"entrepot reseller create"</code> }
            )}
        </p>
    }
}

/// Several resellers live here, and the address does not say which one is meant. Their names are
/// nobody's business.
#[component]
fn WhichReseller() -> impl IntoView {
    view! {
        <h1>{t!("Sign in")}</h1>
        <p class="lead">
            {t_view!(
                "Use the sign-in address that your provider gave you. It ends in the name of the \
                 organisation, such as {address}.",
                address = view! { <code>"/login/polder-speech"</code> }
            )}
        </p>
    }
}

fn ended_words(ended: Ended) -> &'static str {
    match ended {
        Ended::Idle => {
            t!(
                "You were signed out after 30 minutes without activity. Sign in to go on where you \
                 were."
            )
        }
        Ended::Absolute => {
            t!("You were signed out after 12 hours. Sign in to go on where you were.")
        }
        Ended::Revoked => {
            t!(
                "You were signed out because your account, its organisation or its password has \
                 changed."
            )
        }
    }
}
