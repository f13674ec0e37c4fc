//! The page that an invitation of a customer leads to: an organisation registers itself.

use super::closed::closed;
use super::door::{Joining, LinkDoor, door};
use super::new_password::NewPassword;
use crate::flash::{field_after, flash_of};
use crate::shell::Plain;
use crate::submission::Submission;
use crate::ui::{Alert, Button, ButtonKind, Erase, Fields, Look, PhoneField, TextField, TextKind};
use crate::words::{t, t_view};
use domain::field::Field;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

/// What the flash of the form is called.
const FORM: &str = "/join";

/// Asks for the organisation and its first person.
#[component]
pub(crate) fn JoinPage() -> impl IntoView {
    let content = match door().join.unwrap_or(LinkDoor::Unknown) {
        LinkDoor::Open(joining) => view! { <JoinForm joining/> }.erase(),
        LinkDoor::Used => closed(
            t!("This invitation has been used"),
            t!(
                "An organisation has registered by it. If that was yours, sign in with its email \
                 address."
            ),
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
        <Title text=t!("Register")/>
        <Plain>{content}</Plain>
    }
}

#[component]
fn JoinForm(joining: Joining) -> impl IntoView {
    let Joining {
        reseller,
        country,
        email: settled,
        note,
    } = joining;
    let flash = flash_of(FORM);
    let refusal = Submission::after(flash.as_ref());
    let typed = |field, otherwise: &str| field_after(flash.as_ref(), field, otherwise);
    let organisation = typed(Field::Organisation, "");
    let name = typed(Field::Name, "");
    let email = typed(Field::Email, settled.as_deref().unwrap_or_default());
    let (phone, country) = (typed(Field::Phone, ""), typed(Field::Country, &country));
    let busy = RwSignal::new(false);
    let action = use_location().pathname;
    let sign_in = match settled.clone() {
        Some(settled) => view! { <SettledEmail email=settled/> }.erase(),
        None => view! {
            <TextField
                field=Field::Email
                label=t!("Email")
                value=email
                kind=TextKind::Email
                autocomplete="username"
                hint=Some(t!("You sign in with it. A link is sent there to verify it.").to_owned())
            />
        }
        .erase(),
    };
    view! {
        <h1>{t!("Register your organisation")}</h1>
        <p class="lead">
            {t_view!(
                "You have been invited by {reseller}.",
                reseller = view! { <b><bdi>{reseller}</bdi></b> }
            )}
        </p>
        {(!note.is_empty()).then(|| view! { <blockquote class="note">{note}</blockquote> })}
        <Alert error=refusal.error()/>
        <form
            method="post"
            action=move || action.get()
            class="form"
            on:submit=move |_| busy.set(true)
        >
            <Fields name="join" errors=refusal.field_errors()>
                <TextField
                    field=Field::Organisation
                    label=t!("Organisation")
                    value=organisation
                    autocomplete="organization"
                />
                <TextField field=Field::Name label=t!("Your name") value=name autocomplete="name"/>
                {sign_in}
                <PhoneField value=phone country/>
                <NewPassword email=settled.unwrap_or_default()/>
            </Fields>
            <Button look=Look::Primary kind=ButtonKind::Submit busy>
                {t!("Register and sign in")}
            </Button>
        </form>
    }
}

/// The email that the invitation names: seen, sent along, and not to be changed.
#[component]
fn SettledEmail(email: String) -> impl IntoView {
    view! {
        <div class="field">
            <div class="field-label">
                <label for="join-email">{t!("Email")}</label>
            </div>
            <div class="input">
                <input
                    id="join-email"
                    name="email"
                    type="email"
                    value=email
                    autocomplete="username"
                    readonly=true
                />
            </div>
            <p class="hint">{t!("You sign in with it. A link is sent there to verify it.")}</p>
        </div>
    }
}
