//! What a form that was posted without WebAssembly leaves behind for the next page.
//!
//! The server runs such a post as if a program had sent it (without `Accept: text/html`, so that
//! the answer is the plain one: a 2xx status, or the JSON of a [`domain::Error`] under its own
//! status), and turns the answer into a redirect and a flash, which the next page shows once.

#[cfg(feature = "ssr")]
use crate::support::END_FORM;
#[cfg(feature = "ssr")]
use crate::words::t;
use domain::field::{Field, Issue};
use leptos::prelude::{RwSignal, use_context};
use serde::{Deserialize, Serialize};

/// The outcome of a form, shown once by the page that comes after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// Where the form was posted to, such as `/api/create_customer`.
    pub path: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was done, and made something that can be read this one time.
    Made {
        /// What was made.
        revealed: String,
    },
    /// It was refused.
    Refused {
        /// Why.
        error: domain::Error,
        /// What had been typed, by field name; never a password.
        fields: Vec<(String, String)>,
    },
}

impl Flash {
    /// What was typed into a field, if this flash is a refusal.
    pub fn typed(&self, name: &str) -> Option<&str> {
        match &self.outcome {
            Outcome::Done | Outcome::Made { .. } => None,
            Outcome::Refused { fields, .. } => fields
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, value)| value.as_str()),
        }
    }

    /// The refusal, if it is one.
    pub const fn error(&self) -> Option<&domain::Error> {
        match &self.outcome {
            Outcome::Done | Outcome::Made { .. } => None,
            Outcome::Refused { error, .. } => Some(error),
        }
    }

    /// What was made that can be read this one time.
    pub fn revealed(&self) -> Option<&str> {
        match &self.outcome {
            Outcome::Made { revealed } => Some(revealed),
            Outcome::Done | Outcome::Refused { .. } => None,
        }
    }

    /// The issue of one field.
    pub fn issue(&self, field: Field) -> Option<&Issue> {
        match self.error()? {
            domain::Error::Invalid(errors) => errors.get(field),
            _ => None,
        }
    }
}

/// The flash, if it came from the form that posts to `path`.
pub fn flash_of(path: &str) -> Option<Flash> {
    use_context::<PageFlash>()?
        .0
        .filter(|flash| flash.path == path)
}

/// A field of a form: what was typed into it before it was refused, or what stands in it otherwise.
pub(crate) fn field_after(
    flash: Option<&Flash>,
    field: Field,
    otherwise: &str,
) -> RwSignal<String> {
    let typed = flash.and_then(|flash| flash.typed(field.as_str()));
    RwSignal::new(typed.unwrap_or(otherwise).to_owned())
}

/// What a form that was done says, in the past tense. With WebAssembly the page says it itself, so
/// that the server alone has these words.
#[cfg(feature = "ssr")]
pub(crate) fn done_words(flash: &Flash) -> Option<&'static str> {
    if matches!(flash.outcome, Outcome::Refused { .. }) {
        return None;
    }
    match flash.path.as_str() {
        "/api/create_customer" => Some(t!("Customer created")),
        "/api/update_customer" => Some(t!("Customer updated")),
        "/api/set_customer_tags" => Some(t!("Tags set")),
        "/api/delete_customer" => Some(t!("Customer deleted")),
        "/api/invite_user" => Some(t!("User invited")),
        "/api/set_user_enabled" => Some(t!("User changed")),
        "/api/rename_self" => Some(t!("Name changed")),
        "/api/choose_language" => Some(t!("Language changed")),
        "/api/sign_out_others" => Some(t!("Signed out on all other devices")),
        "/api/resend_mail" => Some(t!("The mail is sent again")),
        "/api/remove_user" => Some(t!("User removed")),
        "/api/invite_customer" => Some(t!("Invitation made")),
        "/api/renew_customer_invitation" => Some(t!("Invitation sent again")),
        "/api/revoke_invitation" | "/api/revoke_customer_invitation" => {
            Some(t!("Invitation revoked"))
        }
        "/api/adjust_balance" => Some(t!("Balance changed")),
        "/api/set_credits" => Some(t!("Credits set")),
        "/api/set_credit_limit" => Some(t!("Credit limit set")),
        "/api/reverse_entry" => Some(t!("Ledger entry reversed")),
        "/api/set_billing_profile" => Some(t!("Billing profile saved")),
        "/api/send_verification" => Some(t!("A link was sent")),
        "/api/set_settings" => Some(t!("Settings saved")),
        "/settings/logo" => Some(t!("Logo saved")),
        "/api/remove_logo" => Some(t!("Logo removed")),
        "/api/create_token" | "/api/rotate_token" => Some(t!("Token created")),
        "/api/revoke_token" => Some(t!("API token revoked")),
        "/api/keep_account_email" => Some(t!("The account email stays")),
        "/api/confirm_two_factor" => Some(t!("Two-factor sign-in is on")),
        "/api/stop_two_factor" | "/api/reset_two_factor" => Some(t!("Two-factor sign-in is off")),
        "/verify" => Some(t!("Email verified")),
        END_FORM => Some(t!("The support login is over")),
        _ => None,
    }
}

/// The flash as context.
#[derive(Clone)]
pub(crate) struct PageFlash(pub(crate) Option<Flash>);
