//! Invitations of customers: whoever has the link registers an organisation of their own.

mod draft;
mod port;

pub use draft::{InvitationDraft, NewRegistration, RegistrationDraft};
pub use port::{CustomerInvitations, OpenInvitation, Registered, Registrations, Sent};

use crate::email::Email;
use crate::id::{CustomerId, InvitationId};
use crate::tag::Tags;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What somebody is invited with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInvitation {
    /// The account email, if it is settled already.
    pub email: Option<Email>,
    /// A word to whoever registers.
    pub note: String,
    /// The tags that the customer will have.
    pub tags: Tags,
}

/// How an invitation is getting on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Its link can be used.
    Open,
    /// Its time is over.
    Expired,
    /// Somebody has registered by it.
    Used,
    /// It was taken back.
    Revoked,
}

/// An invitation, as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerInvitation {
    /// Assigned by the server, time-ordered.
    pub id: InvitationId,
    /// The account email, if it is settled already.
    pub email: Option<Email>,
    /// A word to whoever registers; may be empty.
    pub note: String,
    /// The tags that the customer will have.
    pub tags: Tags,
    /// How it is getting on.
    pub state: InvitationState,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when its link can be used.
    pub expires_at: Timestamp,
    /// The customer that came of it, if it is still there.
    pub customer: Option<CustomerId>,
}
