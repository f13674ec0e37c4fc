//! What can be asked about support logins.

use super::{Support, SupportMode};
use crate::access::{Permit, Session, SupportCustomers};
use crate::error::Result;
use crate::id::{CustomerId, SupportId};
use crate::sign_in::SecretHash;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// What somebody wants to enter, and by what.
#[derive(Clone, Debug)]
pub struct Entrance {
    /// Whose console.
    pub customer: CustomerId,
    /// To do what.
    pub mode: SupportMode,
    /// The address to come back to.
    pub back: String,
    /// The person's session as it is now.
    pub session: SecretHash,
    /// What the session is found by from now on.
    pub renewed: SecretHash,
}

/// Support logins, for the server's sign-in layer only. Beginning and ending are written together
/// with their audit events, and give the session another token.
#[async_trait]
pub trait SupportLogins {
    /// Begins a support login. A customer of somebody else is `NotFound`.
    async fn begin_support(
        &self,
        permit: &Permit<SupportCustomers>,
        entrance: Entrance,
        now: Timestamp,
    ) -> Result<SupportId>;

    /// The support login with this ID that lies over this person's session, if it is good now, and
    /// whose console it is.
    async fn support(
        &self,
        person: &Session,
        session: SecretHash,
        id: SupportId,
        now: Timestamp,
    ) -> Result<Option<(CustomerId, Support)>>;

    /// Ends a support login before its time. Answers the address it was begun from; none if it was
    /// over.
    async fn end_support(
        &self,
        permit: &Permit<SupportCustomers>,
        id: SupportId,
        session: SecretHash,
        renewed: SecretHash,
    ) -> Result<Option<String>>;
}
