//! The audit log in words.

use crate::ui::{Markup, html, written_moment};
use domain::audit::{AuditEvent, AuditKind, FieldChange};
use domain::field::Field;
use domain::support::SupportMode;

/// What happened, as a heading.
pub(crate) const fn kind_words(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::CustomerCreated => "Customer created",
        AuditKind::CustomerImported => "Customer imported",
        AuditKind::CustomerUpdated => "Customer changed",
        AuditKind::CustomerTagged => "Tags changed",
        AuditKind::CustomerDeleted => "Customer deleted",
        AuditKind::UserInvited => "User invited",
        AuditKind::InvitationRenewed => "Invitation sent again",
        AuditKind::InvitationRevoked => "Invitation revoked",
        AuditKind::UserRegistered => "User registered",
        AuditKind::UserEnabled => "User enabled",
        AuditKind::UserDisabled => "User disabled",
        AuditKind::UserRemoved => "User removed",
        AuditKind::UserRenamed => "User renamed",
        AuditKind::PasswordReset => "Password reset",
        AuditKind::PasswordChanged => "Password changed",
        AuditKind::TwoFactorOn => "Two-factor sign-in turned on",
        AuditKind::TwoFactorOff => "Two-factor sign-in turned off",
        AuditKind::RecoveryCodesRenewed => "Recovery codes renewed",
        AuditKind::CustomerInvited => "Customer invited",
        AuditKind::CustomerInvitationRenewed => "Customer's invitation sent again",
        AuditKind::CustomerInvitationRevoked => "Customer's invitation revoked",
        AuditKind::CustomerRegistered => "Customer registered",
        AuditKind::EmailVerified => "Account email verified",
        AuditKind::EmailChangeAsked => "Change of the account email asked for",
        AuditKind::EmailChangeDropped => "Change of the account email dropped",
        AuditKind::BillingProfileChanged => "Billing profile changed",
        AuditKind::SupportBegun => "Support came in",
        AuditKind::SupportEnded => "Support left",
        AuditKind::SettingsChanged => "Settings changed",
        AuditKind::LogoChanged => "Logo changed",
        AuditKind::LogoRemoved => "Logo removed",
    }
}

/// Who did it, and as what.
pub(super) fn actor_words(event: &AuditEvent) -> String {
    let who = match (&event.actor_name, event.actor) {
        (Some(name), _) => name,
        (None, Some(_)) => "A former user",
        (None, None) => "Command line",
    };
    match event.support {
        None => who.to_owned(),
        Some(SupportMode::Admin) => format!("{who} (support, Admin login)"),
        Some(SupportMode::ReadOnly) => format!("{who} (support, Read-only login)"),
    }
}

/// The name of a field, as forms call it.
pub(super) fn field_words(change: &FieldChange) -> String {
    capitalised(&change.field.replace('_', " "))
}

/// A value as people read it: the log has it as files do.
pub(super) fn value_words(field: &str, value: &str) -> Markup {
    if field == Field::RegisteredAt.as_str() {
        return written_moment(value);
    }
    let words = if field == Field::Tags.as_str() {
        value.replace(';', ", ")
    } else if field == Field::Status.as_str() || field == Field::TeamType.as_str() {
        capitalised(value)
    } else {
        value.to_owned()
    };
    html! { bdi { (words) } }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_called_as_in_forms() {
        let change = FieldChange {
            field: "company_name".into(),
            from: None,
            to: None,
        };
        assert_eq!(field_words(&change), "Company name");
    }

    #[test]
    fn values_read_as_on_the_rest_of_the_page() {
        let words = |field: Field, value: &str| value_words(field.as_str(), value).into_string();
        assert_eq!(words(Field::Tags, "NL;VIP"), "<bdi>NL, VIP</bdi>");
        assert_eq!(words(Field::Status, "active"), "<bdi>Active</bdi>");
        assert_eq!(words(Field::Name, "<a>;b"), "<bdi>&lt;a&gt;;b</bdi>");
        let time = words(Field::RegisteredAt, "2026-11-21T23:15:29.119306Z");
        assert!(time.contains(">21 Nov 2026, 23:15</time>"));
    }
}
