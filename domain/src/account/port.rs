//! What can be asked about account emails, and done to them.

use super::AccountEmail;
use crate::access::{EditAccountEmail, Origin, Permit, ViewBilling};
use crate::brand::Brand;
use crate::email::Email;
use crate::error::Result;
use crate::id::CustomerId;
use crate::link::{LinkState, NewLink};
use crate::mail::NewMail;
use crate::name::Name;
use crate::sign_in::SecretHash;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// A link that verifies an email, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The reseller.
    pub brand: Brand,
    /// The customer.
    pub organisation: Name,
    /// The email that is verified.
    pub email: Email,
}

/// Account emails.
#[async_trait]
pub trait AccountEmails {
    /// The account email of a customer.
    async fn account_email(
        &self,
        permit: &Permit<ViewBilling>,
        customer: CustomerId,
    ) -> Result<AccountEmail>;

    /// Sends a link that verifies an email, to that email: of the customer as it is, or another one
    /// that is to take its place. The link before stops working. Refuses an email that another
    /// customer (`Taken`) or person (`TakenByUser`) has, and a second link within a minute,
    /// to another address within ten seconds (`TooSoon`).
    async fn send_verification(
        &self,
        permit: &Permit<EditAccountEmail>,
        link: NewLink,
        mail: NewMail,
        now: Timestamp,
    ) -> Result<AccountEmail>;

    /// Forgets the email that was to take the present one's place; its link stops working.
    async fn keep_account_email(&self, permit: &Permit<EditAccountEmail>) -> Result<AccountEmail>;

    /// What a link is worth now.
    async fn verification_link(
        &self,
        token: SecretHash,
        now: Timestamp,
    ) -> Result<LinkState<Verification>>;

    /// Verifies the email that a link was sent to, and uses the link up in the same transaction. If
    /// it is another one than the customer's, it takes that one's place, and whoever signed in with
    /// the old one signs in with it. `NotFound` says that the link cannot be used.
    async fn verify_email(
        &self,
        token: SecretHash,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Verification>;
}
