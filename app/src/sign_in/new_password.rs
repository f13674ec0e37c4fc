//! The fields of a password that somebody chooses.

use super::strength::StrengthMeter;
use crate::ui::PasswordField;
use crate::words::t;
use leptos::prelude::*;

/// Whose password a form is about: password managers keep it under this name. Stands before the
/// passwords, and is seen by nobody else.
#[component]
pub(crate) fn Username(
    /// The sign-in.
    email: String,
) -> impl IntoView {
    view! {
        <input
            class="unseen"
            type="text"
            name="email"
            autocomplete="username"
            value=email
            readonly=true
            tabindex="-1"
            aria-hidden="true"
        />
    }
}

/// A new password, with how strong it is while it is typed.
#[component]
pub(crate) fn NewPassword(
    /// What the field is called.
    #[prop(default = t!("Password"))]
    label: &'static str,
    /// The sign-in it is for, which nobody may take for a password.
    email: String,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    view! {
        <PasswordField
            label
            autocomplete="new-password"
            value=password
            hint=Some(t!("At least 12 characters; a few unrelated words are easy to remember.").to_owned())
        />
        <StrengthMeter password email/>
    }
}
