//! The page that asks for the second factor.

use crate::flash::flash_of;
use crate::shell::Plain;
use crate::submission::Submission;
use crate::ui::{Alert, Button, ButtonKind, Fields, Look, TextField};
use crate::words::t;
use domain::field::Field;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where the form is posted to, and what its flash is called.
const FORM: &str = "/code";

/// Asks somebody whose password was right for a code.
#[component]
pub(crate) fn CodePage() -> impl IntoView {
    let refusal = Submission::after(flash_of(FORM).as_ref());
    let busy = RwSignal::new(false);
    view! {
        <Title text=t!("Two-factor sign-in")/>
        <Plain>
            <h1>{t!("Two-factor sign-in")}</h1>
            <p class="lead">
                {t!("Enter the six digits that your app shows, or one of your recovery codes.")}
            </p>
            <Alert error=refusal.error()/>
            <form method="post" action=FORM class="form" on:submit=move |_| busy.set(true)>
                <Fields name="code" errors=refusal.field_errors()>
                    <TextField field=Field::Code label=t!("Code") autocomplete="one-time-code"/>
                </Fields>
                <Button look=Look::Primary kind=ButtonKind::Submit busy>{t!("Go on")}</Button>
            </form>
            <form method="post" action="/logout">
                <Button kind=ButtonKind::Submit look=Look::Ghost>{t!("Sign out")}</Button>
            </form>
        </Plain>
    }
}
