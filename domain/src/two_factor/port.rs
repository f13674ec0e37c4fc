//! What can be asked about second factors, and done to them.

use super::{TotpSecret, TwoFactor};
use crate::access::{EditOwnAccount, Permit, ResetTwoFactor, ViewOwnAccount};
use crate::error::Result;
use crate::id::UserId;
use crate::name::Name;
use crate::sign_in::SecretHash;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// What somebody shows to have their second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// As typed: six digits, or a recovery code.
    pub code: String,
    /// The same as a recovery code, if it may be one.
    pub recovery: Option<SecretHash>,
}

/// People's second factors. A wrong code is `DoesNotMatch` on `Code`; after a few of them in a
/// row it is `TooSoon`. Every change is written together with its audit event.
#[async_trait]
pub trait TwoFactors {
    /// What is known of one's own.
    async fn own_two_factor(&self, permit: &Permit<ViewOwnAccount>) -> Result<TwoFactor>;

    /// The secret that was made for an app and has not been proven yet, if there is one.
    async fn pending_two_factor(
        &self,
        permit: &Permit<ViewOwnAccount>,
    ) -> Result<Option<TotpSecret>>;

    /// Keeps a secret for an app, until a code proves that the app has it. The one that is on stays
    /// until then.
    async fn begin_two_factor(
        &self,
        permit: &Permit<EditOwnAccount>,
        secret: TotpSecret,
    ) -> Result<()>;

    /// Turns the second factor on by its first code. The recovery codes take the place of all
    /// before.
    async fn confirm_two_factor(
        &self,
        permit: &Permit<EditOwnAccount>,
        code: String,
        recovery: Vec<SecretHash>,
        now: Timestamp,
    ) -> Result<()>;

    /// Gives somebody other recovery codes.
    async fn renew_recovery_codes(
        &self,
        permit: &Permit<EditOwnAccount>,
        proof: Proof,
        recovery: Vec<SecretHash>,
        now: Timestamp,
    ) -> Result<()>;

    /// Turns the second factor off.
    async fn stop_two_factor(
        &self,
        permit: &Permit<EditOwnAccount>,
        proof: Proof,
        now: Timestamp,
    ) -> Result<()>;

    /// Turns off the second factor of somebody who has lost it, and signs them out everywhere. One's
    /// own is turned off by a code (`Conflict::Yourself`). Answers with the name.
    async fn reset_two_factor(&self, permit: &Permit<ResetTwoFactor>, user: UserId)
    -> Result<Name>;
}
