//! The field of a password that somebody chooses.

use super::strength::StrengthMeter;
use crate::ui::PasswordField;
use leptos::prelude::*;

/// A new password, with how strong it is while it is typed.
#[component]
pub(crate) fn NewPassword(
    /// What the field is called.
    #[prop(default = "Password")]
    label: &'static str,
    /// Whose it is: password managers keep it under this name, and nobody may take it for one.
    email: String,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    view! {
        <input type="hidden" name="email" autocomplete="username" value=email.clone()/>
        <PasswordField
            label
            autocomplete="new-password"
            value=password
            hint=Some("At least 12 characters; a few unrelated words are easy to remember.".to_owned())
        />
        <StrengthMeter password email/>
    }
}
