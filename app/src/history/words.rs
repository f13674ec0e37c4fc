//! The audit log in words.

use crate::customers::{status_words, team_type_words};
use crate::ui::{self, Markup, html, written_moment};
use crate::words::t;
use domain::audit::{AuditEvent, AuditKind, FieldChange};
use domain::billing::BillingDraft;
use domain::customer::{Status, TeamType};
use domain::field::Field;
use domain::support::SupportMode;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// What happened, as a heading.
pub(crate) fn kind_words(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::CustomerCreated => t!("Customer created"),
        AuditKind::CustomerImported => t!("Customer imported"),
        AuditKind::CustomerUpdated => t!("Customer changed"),
        AuditKind::CustomerTagged => t!("Tags changed"),
        AuditKind::CustomerDeleted => t!("Customer deleted"),
        AuditKind::UserInvited => t!("User invited"),
        AuditKind::InvitationRenewed => t!("Invitation sent again"),
        AuditKind::InvitationRevoked => t!("Invitation revoked"),
        AuditKind::UserRegistered => t!("User registered"),
        AuditKind::UserEnabled => t!("User enabled"),
        AuditKind::UserDisabled => t!("User disabled"),
        AuditKind::UserRemoved => t!("User removed"),
        AuditKind::UserRenamed => t!("User renamed"),
        AuditKind::LanguageChosen => t!("Language chosen"),
        AuditKind::PasswordReset => t!("Password reset"),
        AuditKind::PasswordChanged => t!("Password changed"),
        AuditKind::TwoFactorOn => t!("Two-factor sign-in turned on"),
        AuditKind::TwoFactorOff => t!("Two-factor sign-in turned off"),
        AuditKind::RecoveryCodesRenewed => t!("Recovery codes renewed"),
        AuditKind::CustomerInvited => t!("Customer invited"),
        AuditKind::CustomerInvitationRenewed => t!("Customer's invitation sent again"),
        AuditKind::CustomerInvitationRevoked => t!("Customer's invitation revoked"),
        AuditKind::CustomerRegistered => t!("Customer registered"),
        AuditKind::EmailVerified => t!("Account email verified"),
        AuditKind::EmailChangeAsked => t!("Change of the account email asked for"),
        AuditKind::EmailChangeDropped => t!("Change of the account email dropped"),
        AuditKind::BillingProfileChanged => t!("Billing profile changed"),
        AuditKind::SupportBegun => t!("Support came in"),
        AuditKind::SupportEnded => t!("Support left"),
        AuditKind::SettingsChanged => t!("Settings changed"),
        AuditKind::LogoChanged => t!("Logo changed"),
        AuditKind::LogoRemoved => t!("Logo removed"),
        AuditKind::TokenCreated => t!("API token created"),
        AuditKind::TokenReplaced => t!("API token replaced"),
        AuditKind::TokenRevoked => t!("API token revoked"),
        AuditKind::BalanceAdjusted => t!("Balance changed"),
        AuditKind::CreditsSet => t!("Credits set"),
        AuditKind::CreditLimitSet => t!("Credit limit set"),
        AuditKind::EntryReversed => t!("Ledger entry reversed"),
    }
}

/// By whom it was done, as what, and from where.
pub(super) fn actor_words(event: &AuditEvent) -> String {
    let by = match (&event.actor_name, event.actor, event.token) {
        (Some(name), _, Some(_)) => t!("by {name} (API token)", name = name),
        (Some(name), _, None) => t!("by {name}", name = name),
        (None, Some(_), _) => t!("by A former user").to_owned(),
        (None, None, Some(_)) => t!("by A former API token").to_owned(),
        (None, None, None) => t!("by Command line").to_owned(),
    };
    let by = support_words(by, event.support);
    match event.address {
        None => by,
        Some(address) => t!("{by} from {address}", by = by, address = address),
    }
}

/// By whom something was done, with the support login that they were in.
pub(crate) fn support_words(by: String, support: Option<SupportMode>) -> String {
    match support {
        None => by,
        Some(SupportMode::Admin) => t!("{by} (support, Admin login)", by = by),
        Some(SupportMode::ReadOnly) => t!("{by} (support, Read-only login)", by = by),
    }
}

/// The name of a field, as forms call it. Of one that is no more, the log's own name is shown.
pub(super) fn field_words(change: &FieldChange) -> String {
    let name: StrDeserializer<'_, Error> = change.field.as_str().into_deserializer();
    match Field::deserialize(name) {
        Ok(field) => ui::field_words(field).to_owned(),
        Err(_) => capitalised(&change.field.replace('_', " ")),
    }
}

/// A value as people read it: the log has it as files do.
pub(super) fn value_words(field: &str, value: &str) -> Markup {
    if field == Field::RegisteredAt.as_str() {
        return written_moment(value);
    }
    let words = if field == Field::Tags.as_str() {
        value.replace(';', ", ")
    } else if field == Field::Status.as_str() {
        Status::parse(value).map_or_else(|_| capitalised(value), |it| status_words(it).to_owned())
    } else if field == Field::TeamType.as_str() {
        let team_type = TeamType::parse(value);
        team_type.map_or_else(|_| capitalised(value), |it| team_type_words(it).to_owned())
    } else if field == Field::BilledAs.as_str() {
        match value {
            BillingDraft::ENTERPRISE => t!("enterprise").to_owned(),
            BillingDraft::INDIVIDUAL => t!("individual").to_owned(),
            other => other.to_owned(),
        }
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
        let called = |field: &str| {
            field_words(&FieldChange {
                field: field.into(),
                from: None,
                to: None,
            })
        };
        assert_eq!(called("company_name"), "Company");
        assert_eq!(called("of_former_times"), "Of former times");
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
