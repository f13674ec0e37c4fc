//! Everything the pages can ask for, as one object.

use crate::account::AccountEmails;
use crate::api_token::ApiTokens;
use crate::audit::History;
use crate::billing::BillingProfiles;
use crate::customer::Customers;
use crate::dashboard::Dashboards;
use crate::invitation::CustomerInvitations;
use crate::ledger::Ledger;
use crate::mail::Mails;
use crate::settings::ResellerSettings;
use crate::transcription::Transcriptions;
use crate::two_factor::TwoFactors;
use crate::usage::{UsageEvents, UsageReports};
use crate::user::Users;

/// All ports together: what the pages and the HTTP API are built on.
pub trait Backend:
    AccountEmails
    + ApiTokens
    + BillingProfiles
    + CustomerInvitations
    + Customers
    + Dashboards
    + History
    + Ledger
    + Mails
    + ResellerSettings
    + Transcriptions
    + TwoFactors
    + UsageEvents
    + UsageReports
    + Users
    + Send
    + Sync
{
}

impl<T> Backend for T where
    T: AccountEmails
        + ApiTokens
        + BillingProfiles
        + CustomerInvitations
        + Customers
        + Dashboards
        + History
        + Ledger
        + Mails
        + ResellerSettings
        + Transcriptions
        + TwoFactors
        + UsageEvents
        + UsageReports
        + Users
        + Send
        + Sync
{
}
