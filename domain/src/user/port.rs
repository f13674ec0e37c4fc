//! What can be asked about people, and done to them.

use super::{NewUser, People, SignedInDevice, User, UserListing, Viewer};
use crate::access::{
    EditOwnAccount, ManageUsers, Permit, ResetPasswords, Session, ViewOwnAccount, ViewUsers,
};
use crate::error::Result;
use crate::id::UserId;
use crate::language::Language;
use crate::link::NewLink;
use crate::listing::Page;
use crate::mail::NewMail;
use crate::name::Name;
use crate::sign_in::SecretHash;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// What brings a person to the registration page.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The link, good until it expires.
    pub link: NewLink,
    /// The mail that carries it.
    pub mail: NewMail,
}

/// People who sign in. Those of other tenants, and for a customer's own people those of other
/// customers, do not exist here: they are `NotFound`. Every change is written together with its
/// audit event, or not at all.
#[async_trait]
pub trait Users {
    /// The person behind a session, as their own pages show them.
    async fn viewer(&self, session: &Session) -> Result<Viewer>;

    /// Where somebody is signed in, the latest first; `current` is the session
    /// that asks.
    async fn own_sign_ins(
        &self,
        permit: &Permit<ViewOwnAccount>,
        current: SecretHash,
        now: Timestamp,
    ) -> Result<Vec<SignedInDevice>>;

    /// Signs somebody out everywhere else. Answers how many sessions that ended.
    async fn end_other_sign_ins(
        &self,
        permit: &Permit<EditOwnAccount>,
        current: SecretHash,
    ) -> Result<u64>;

    /// Gives somebody another name.
    async fn rename_self(&self, permit: &Permit<EditOwnAccount>, name: Name) -> Result<()>;

    /// Has somebody's pages written in a language; none leaves it to their browser.
    async fn choose_language(
        &self,
        permit: &Permit<EditOwnAccount>,
        language: Option<Language>,
    ) -> Result<()>;

    /// One page of people. A page past the end is answered with the last one.
    async fn list_users(
        &self,
        permit: &Permit<ViewUsers>,
        of: People,
        listing: &UserListing,
        now: Timestamp,
    ) -> Result<Page<User>>;

    /// One person.
    async fn user(&self, permit: &Permit<ViewUsers>, id: UserId, now: Timestamp) -> Result<User>;

    /// Adds a person who has yet to register. Refuses an email that somebody of this reseller has
    /// (`TakenByUser`).
    async fn invite_user(
        &self,
        permit: &Permit<ManageUsers>,
        of: People,
        new: NewUser,
        invitation: Invitation,
    ) -> Result<User>;

    /// Gives an invited person another link; the one before stops working. Refuses somebody who has
    /// registered (`Conflict::Registered`).
    async fn renew_invitation(
        &self,
        permit: &Permit<ManageUsers>,
        id: UserId,
        invitation: Invitation,
    ) -> Result<User>;

    /// Takes an invitation back: the person is gone. Refuses somebody who has registered
    /// (`Conflict::Registered`). Answers with the name.
    async fn revoke_invitation(&self, permit: &Permit<ManageUsers>, id: UserId) -> Result<Name>;

    /// Turns a person on or off; off ends all their sessions. Nobody turns themselves off
    /// (`Conflict::Yourself`), nor the last one who can sign in (`Conflict::LastUser`).
    async fn set_user_enabled(
        &self,
        permit: &Permit<ManageUsers>,
        id: UserId,
        enabled: bool,
        now: Timestamp,
    ) -> Result<User>;

    /// Gives one of a customer's people another password, which they have to change at the next
    /// sign-in; ends all their sessions. Refuses somebody who has yet to register
    /// (`Conflict::NotRegistered`).
    async fn reset_password(
        &self,
        permit: &Permit<ResetPasswords>,
        id: UserId,
        password_hash: String,
        now: Timestamp,
    ) -> Result<User>;

    /// Removes a person for good, with the same refusals. Answers with the name.
    async fn remove_user(&self, permit: &Permit<ManageUsers>, id: UserId) -> Result<Name>;
}
