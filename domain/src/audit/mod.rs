//! The audit log: who changed what, and when.

mod filter;
mod port;

pub use filter::{AuditEntry, AuditFilter};
pub use port::{AuditLog, History};

use crate::id::{AuditEventId, RequestId, TokenId, UserId};
use crate::support::SupportMode;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// A customer was added by hand.
    CustomerCreated,
    /// A customer came in from a file.
    CustomerImported,
    /// Fields of a customer were changed.
    CustomerUpdated,
    /// The tags of a customer were changed. They are the reseller's, and not for the customer to
    /// see.
    CustomerTagged,
    /// A customer was deleted.
    CustomerDeleted,
    /// A person was invited.
    UserInvited,
    /// An invited person was sent another link.
    InvitationRenewed,
    /// An invitation was taken back.
    InvitationRevoked,
    /// An invited person registered.
    UserRegistered,
    /// A person was turned on.
    UserEnabled,
    /// A person was turned off.
    UserDisabled,
    /// A person was removed.
    UserRemoved,
    /// A person changed their own name.
    UserRenamed,
    /// A person chose the language of their pages.
    LanguageChosen,
    /// A person was given another password, to be changed at the next sign-in.
    PasswordReset,
    /// A person chose another password.
    PasswordChanged,
    /// A person turned their second factor on.
    TwoFactorOn,
    /// A person turned their second factor off.
    TwoFactorOff,
    /// A person was given other recovery codes.
    RecoveryCodesRenewed,
    /// Somebody was invited to register an organisation.
    CustomerInvited,
    /// They were given another link.
    CustomerInvitationRenewed,
    /// The invitation was taken back.
    CustomerInvitationRevoked,
    /// An organisation registered itself.
    CustomerRegistered,
    /// The account email of a customer was verified.
    EmailVerified,
    /// It was asked to change the account email of a customer.
    EmailChangeAsked,
    /// That was taken back.
    EmailChangeDropped,
    /// The billing profile of a customer was changed.
    BillingProfileChanged,
    /// Somebody of the reseller entered the console of a customer.
    SupportBegun,
    /// They left it.
    SupportEnded,
    /// The reseller's settings were changed.
    SettingsChanged,
    /// The reseller's logo was changed.
    LogoChanged,
    /// The reseller's logo was taken away.
    LogoRemoved,
    /// An API token was made.
    TokenCreated,
    /// An API token was replaced by another one.
    TokenReplaced,
    /// An API token was taken back.
    TokenRevoked,
    /// The balance of a customer was changed by hand.
    BalanceAdjusted,
    /// The credits of a customer were set.
    CreditsSet,
    /// The credit limit of a customer was set.
    CreditLimitSet,
    /// An entry of a customer's ledger was undone.
    EntryReversed,
}

impl AuditKind {
    /// All kinds.
    pub const ALL: [Self; 39] = [
        Self::CustomerCreated,
        Self::CustomerImported,
        Self::CustomerUpdated,
        Self::CustomerTagged,
        Self::CustomerDeleted,
        Self::UserInvited,
        Self::InvitationRenewed,
        Self::InvitationRevoked,
        Self::UserRegistered,
        Self::UserEnabled,
        Self::UserDisabled,
        Self::UserRemoved,
        Self::UserRenamed,
        Self::LanguageChosen,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::TwoFactorOn,
        Self::TwoFactorOff,
        Self::RecoveryCodesRenewed,
        Self::CustomerInvited,
        Self::CustomerInvitationRenewed,
        Self::CustomerInvitationRevoked,
        Self::CustomerRegistered,
        Self::EmailVerified,
        Self::EmailChangeAsked,
        Self::EmailChangeDropped,
        Self::BillingProfileChanged,
        Self::SupportBegun,
        Self::SupportEnded,
        Self::SettingsChanged,
        Self::LogoChanged,
        Self::LogoRemoved,
        Self::TokenCreated,
        Self::TokenReplaced,
        Self::TokenRevoked,
        Self::BalanceAdjusted,
        Self::CreditsSet,
        Self::CreditLimitSet,
        Self::EntryReversed,
    ];

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CustomerCreated => "customer_created",
            Self::CustomerImported => "customer_imported",
            Self::CustomerUpdated => "customer_updated",
            Self::CustomerTagged => "customer_tagged",
            Self::CustomerDeleted => "customer_deleted",
            Self::UserInvited => "user_invited",
            Self::InvitationRenewed => "invitation_renewed",
            Self::InvitationRevoked => "invitation_revoked",
            Self::UserRegistered => "user_registered",
            Self::UserEnabled => "user_enabled",
            Self::UserDisabled => "user_disabled",
            Self::UserRemoved => "user_removed",
            Self::UserRenamed => "user_renamed",
            Self::LanguageChosen => "language_chosen",
            Self::PasswordReset => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::TwoFactorOn => "two_factor_on",
            Self::TwoFactorOff => "two_factor_off",
            Self::RecoveryCodesRenewed => "recovery_codes_renewed",
            Self::CustomerInvited => "customer_invited",
            Self::CustomerInvitationRenewed => "customer_invitation_renewed",
            Self::CustomerInvitationRevoked => "customer_invitation_revoked",
            Self::CustomerRegistered => "customer_registered",
            Self::EmailVerified => "email_verified",
            Self::EmailChangeAsked => "email_change_asked",
            Self::EmailChangeDropped => "email_change_dropped",
            Self::BillingProfileChanged => "billing_profile_changed",
            Self::SupportBegun => "support_begun",
            Self::SupportEnded => "support_ended",
            Self::SettingsChanged => "settings_changed",
            Self::LogoChanged => "logo_changed",
            Self::LogoRemoved => "logo_removed",
            Self::TokenCreated => "token_created",
            Self::TokenReplaced => "token_replaced",
            Self::TokenRevoked => "token_revoked",
            Self::BalanceAdjusted => "balance_adjusted",
            Self::CreditsSet => "credits_set",
            Self::CreditLimitSet => "credit_limit_set",
            Self::EntryReversed => "entry_reversed",
        }
    }

    /// The kind for a stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One field, before and after. Secrets are never among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field, by its name in forms and files.
    pub field: String,
    /// What it was; `None` is nothing.
    pub from: Option<String>,
    /// What it is now; `None` is nothing.
    pub to: Option<String>,
}

/// What came of checking a reseller's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainReport {
    /// How many events are as they were written.
    pub events: u64,
    /// What is wrong with the one after them.
    pub fault: Option<ChainFault>,
}

/// Why a log is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// An event is not there. Events are counted from 1.
    Missing {
        /// Its number.
        number: u64,
    },
    /// An event, or the one before it, is not what it was.
    Altered {
        /// Its number.
        number: u64,
    },
    /// The last events are not there.
    CutOff {
        /// How many there should be.
        expected: u64,
    },
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// Time-ordered.
    pub id: AuditEventId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: AuditKind,
    /// Who; none is a program, or the operator's command line.
    pub actor: Option<UserId>,
    /// The token of the program that did it.
    pub token: Option<TokenId>,
    /// The name of the person or the token, if they still exist.
    pub actor_name: Option<String>,
    /// How they were in the customer's console, if it was not their own.
    pub support: Option<SupportMode>,
    /// The name of the person it is about, if it is about one who still exists.
    pub user_name: Option<String>,
    /// From which address, if it came over the network.
    pub address: Option<IpAddr>,
    /// In which request.
    pub request: Option<RequestId>,
    /// Which fields, from what to what.
    pub changes: Vec<FieldChange>,
}
