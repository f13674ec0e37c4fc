//! Signing in: realms, credentials and sign-in sessions. For the server's sign-in layer only.

use crate::access::{EditOwnAccount, Origin, Permit, Session, Subject, ViewOwnAccount};
use crate::brand::{Letterhead, Logo};
use crate::customer::Status;
use crate::email::Email;
use crate::error::Result;
use crate::id::{LogoId, ResellerId, UserId};
use crate::language::Language;
use crate::link::{LinkKind, LinkState, NewLink};
use crate::mail::NewMail;
use crate::name::Name;
use crate::reseller::{NewReseller, Realm};
use crate::timestamp::Timestamp;
use crate::two_factor::Proof;
use async_trait::async_trait;
use std::net::IpAddr;

/// How long a session lives without a request.
pub const SESSION_IDLE_SECONDS: i64 = 30 * 60;
/// How long a session lives at most.
pub const SESSION_ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// How long the link for setting up the first reseller can be used.
pub const SETUP_LINK_SECONDS: i64 = 24 * 60 * 60;

/// The SHA-256 of a secret that only its holder has: what is stored in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecretHash(pub [u8; 32]);

/// What a sign-in is checked against.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The person.
    pub user: UserId,
    /// Whose data the person works on.
    pub subject: Subject,
    /// argon2id in PHC form; none until a password has been chosen.
    pub password_hash: Option<String>,
    /// Whether the person's own account is enabled.
    pub is_enabled: bool,
    /// The status of the person's organisation; resellers are always active.
    pub status: Status,
}

/// What somebody signs in with, as far as it says so itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Where it is.
    pub address: Option<IpAddr>,
    /// What the browser calls itself (RFC 9110, `User-Agent`), cut to `AGENT_MAX` characters.
    pub agent: String,
}

impl Device {
    /// The most characters that are kept of what a browser calls itself.
    pub const AGENT_MAX: usize = 300;
}

/// What somebody who is signed in signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCredential {
    /// The person's sign-in.
    pub email: Email,
    /// The person's name.
    pub name: Name,
    /// argon2id in PHC form.
    pub password_hash: Option<String>,
}

/// What a session cookie stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Good until its limits.
    Live {
        /// The tenant.
        reseller: ResellerId,
        /// The person.
        user: UserId,
        /// Whose data the person works on.
        subject: Subject,
        /// The last request that was noted, to the minute.
        last_seen_at: Timestamp,
        /// Whether the person has to choose another password before anything else.
        must_change_password: bool,
        /// Whether a code of the second factor has to come before anything else.
        awaits_code: bool,
        /// The language the person has chosen; none leaves it to their browser.
        language: Option<Language>,
    },
    /// It was good once.
    Ended(SessionEnd),
    /// No such session.
    Unknown,
}

/// Why a session is no longer good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// Nothing was asked for half an hour.
    Idle,
    /// Twelve hours have passed since the sign-in.
    Absolute,
    /// The account or its organisation was turned off, or its password was changed.
    Revoked,
}

/// People signing in and out.
#[async_trait]
pub trait SignIns {
    /// All realms, by name.
    async fn realms(&self) -> Result<Vec<Realm>>;

    /// The realm with this word in its sign-in address.
    async fn realm_by_slug(&self, slug: &str) -> Result<Option<Realm>>;

    /// The realm whose reseller has set this host name, without port, in lower case.
    async fn realm_by_host(&self, host: &str) -> Result<Option<Realm>>;

    /// What the mails of a realm are written on.
    async fn letterhead_of(&self, realm: &Realm) -> Result<Letterhead>;

    /// A logo, for whoever knows its address: it is shown to people who have not signed in.
    async fn logo(&self, id: LogoId) -> Result<Option<Logo>>;

    /// What a sign-in with this email is checked against.
    async fn credential(&self, realm: &Realm, email: &Email) -> Result<Option<Credential>>;

    /// Begins a session for a person whose password was right, unless the account was turned off
    /// since. Answers whether it did. A second factor is asked for in the session, unless it
    /// `is_proven` already.
    async fn open_session(
        &self,
        realm: &Realm,
        user: UserId,
        token: SecretHash,
        device: Device,
        is_proven: bool,
        now: Timestamp,
    ) -> Result<bool>;

    /// Lets somebody in whose session awaits a code, and gives the session another token. A wrong
    /// code is `DoesNotMatch` on `Code`; after a few of them in a row it is `TooSoon`.
    async fn prove_code(
        &self,
        session: &Session,
        token: SecretHash,
        renewed: SecretHash,
        proof: Proof,
        now: Timestamp,
    ) -> Result<()>;

    /// What a cookie stands for now.
    async fn session(&self, token: SecretHash, now: Timestamp) -> Result<SessionState>;

    /// Notes that the person was here, at most once a minute; never brings an ended session back.
    async fn touch_session(&self, token: SecretHash, now: Timestamp) -> Result<()>;

    /// Ends a session, also by the token it had before its present one: somebody may sign out while
    /// another request gives it another token.
    async fn close_session(&self, token: SecretHash) -> Result<()>;

    /// Forgets sessions that ended more than a day ago, and links whose time was over more than 90
    /// days ago: until then their pages say what became of them. So with what requests that have an
    /// effect once were answered, after a day. Answers how many.
    async fn sweep(&self, now: Timestamp) -> Result<u64>;

    /// Keeps a one-time link for setting up a reseller; earlier unused ones stop working.
    async fn offer_setup(&self, token: SecretHash, expires: Timestamp) -> Result<()>;

    /// Whether a set-up link can still be used.
    async fn is_setup_offered(&self, token: SecretHash, now: Timestamp) -> Result<bool>;

    /// Makes a reseller and its first user. With a set-up link, the link is used up in the same
    /// transaction, and `NotFound` says that it cannot be used. A slug that another reseller has is
    /// given a number; a host name that another has is `Taken` on `Host`.
    async fn create_reseller(
        &self,
        new: NewReseller,
        password_hash: String,
        setup: Option<SecretHash>,
    ) -> Result<(Realm, UserId)>;

    /// What a link is worth now.
    async fn link(&self, kind: LinkKind, token: SecretHash, now: Timestamp) -> Result<LinkState>;

    /// Registers an invited person, and uses the link up in the same transaction. `NotFound` says
    /// that it cannot be used.
    async fn register(
        &self,
        token: SecretHash,
        name: Name,
        password_hash: String,
        origin: Origin,
        now: Timestamp,
    ) -> Result<(Realm, UserId, Subject)>;

    /// Keeps a link by which somebody chooses another password, with the mail that carries it, if
    /// there is somebody with this email who may sign in. Nobody is told whether there is.
    async fn request_reset(
        &self,
        realm: &Realm,
        email: &Email,
        link: NewLink,
        mail: NewMail,
    ) -> Result<()>;

    /// Sets the password of whoever holds a link, ends all their sessions, and uses the link up in
    /// the same transaction. `NotFound` says that it cannot be used.
    async fn reset_password_by_link(
        &self,
        token: SecretHash,
        password_hash: String,
        origin: Origin,
        now: Timestamp,
    ) -> Result<(Realm, UserId, Subject)>;

    /// What somebody signs in with.
    async fn own_credential(&self, permit: &Permit<ViewOwnAccount>) -> Result<OwnCredential>;

    /// Sets one's own password, and ends all sessions: also the one that asks.
    async fn choose_password(
        &self,
        permit: &Permit<EditOwnAccount>,
        password_hash: String,
    ) -> Result<Realm>;

    /// Gives a person the means to sign in for a customer of a realm. For demonstration data and
    /// tests until people can be invited.
    async fn create_customer_user(
        &self,
        realm: &Realm,
        customer_email: &Email,
        name: Name,
        email: Email,
        password_hash: String,
    ) -> Result<UserId>;
}
