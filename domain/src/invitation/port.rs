//! What can be asked about invitations of customers, and done with them.

use super::{CustomerInvitation, NewInvitation, NewRegistration};
use crate::access::Subject;
use crate::access::{CreateCustomers, Origin, Permit, ViewCustomers};
use crate::brand::Letterhead;
use crate::email::Email;
use crate::error::Result;
use crate::id::{InvitationId, UserId};
use crate::link::{LinkState, NewLink};
use crate::mail::NewMail;
use crate::phone::Country;
use crate::reseller::Realm;
use crate::sign_in::SecretHash;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// A link with the mail that carries it, if it is mailed.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The link.
    pub link: NewLink,
    /// The mail; without one somebody copies the link.
    pub mail: Option<NewMail>,
}

/// Invitations of customers. Those of other tenants do not exist here. Every change is written
/// together with its audit event.
#[async_trait]
pub trait CustomerInvitations {
    /// The latest invitations before a given one, newest first.
    async fn list_customer_invitations(
        &self,
        permit: &Permit<ViewCustomers>,
        before: Option<InvitationId>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<CustomerInvitation>>;

    /// One invitation.
    async fn customer_invitation(
        &self,
        permit: &Permit<ViewCustomers>,
        id: InvitationId,
        now: Timestamp,
    ) -> Result<CustomerInvitation>;

    /// Invites somebody to register an organisation.
    async fn invite_customer(
        &self,
        permit: &Permit<CreateCustomers>,
        new: NewInvitation,
        sent: Sent,
        now: Timestamp,
    ) -> Result<CustomerInvitation>;

    /// Gives an invitation another link; the one before stops working. Refuses one that has been
    /// used (`Conflict::Registered`).
    async fn renew_customer_invitation(
        &self,
        permit: &Permit<CreateCustomers>,
        id: InvitationId,
        sent: Sent,
        now: Timestamp,
    ) -> Result<CustomerInvitation>;

    /// Takes an invitation back. Refuses one that has been used (`Conflict::Registered`).
    async fn revoke_customer_invitation(
        &self,
        permit: &Permit<CreateCustomers>,
        id: InvitationId,
        now: Timestamp,
    ) -> Result<CustomerInvitation>;
}

/// An invitation that can be used, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenInvitation {
    /// The reseller, and what its mails are written on.
    pub letterhead: Letterhead,
    /// The country that phone numbers are read for unless they say otherwise.
    pub country: Country,
    /// The account email, if it is settled already.
    pub email: Option<Email>,
    /// A word to whoever registers; may be empty.
    pub note: String,
}

/// Who has registered.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Where they sign in from now on.
    pub realm: Realm,
    /// The person.
    pub user: UserId,
    /// Their organisation.
    pub subject: Subject,
}

/// Organisations that register themselves, for the server's sign-in layer.
#[async_trait]
pub trait Registrations {
    /// What the link of an invitation is worth now.
    async fn customer_invitation_link(
        &self,
        token: SecretHash,
        now: Timestamp,
    ) -> Result<LinkState<OpenInvitation>>;

    /// Makes a customer and its first person, and uses the link up, in one transaction, together
    /// with the mail that verifies the email. `NotFound` says that the link cannot be used. Refuses
    /// an email that another customer (`Taken`) or person (`TakenByUser`) has.
    async fn register_customer(
        &self,
        token: SecretHash,
        new: NewRegistration,
        password_hash: String,
        verification: Sent,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Registered>;
}
