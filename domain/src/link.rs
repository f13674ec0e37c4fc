//! Links that work once: they let in whoever has them, so that only their hash is stored.

use crate::access::Subject;
use crate::brand::Brand;
use crate::email::Email;
use crate::name::Name;
use crate::sign_in::SecretHash;
use crate::timestamp::Timestamp;

/// How long a link for choosing another password can be used: 30 minutes.
pub const PASSWORD_RESET_SECONDS: i64 = 30 * 60;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Registering as an invited person.
    Invitation,
    /// Choosing another password.
    PasswordReset,
    /// Registering an organisation.
    CustomerInvitation,
    /// Verifying the account email of a customer.
    Verification,
}

impl LinkKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::Invitation,
        Self::PasswordReset,
        Self::CustomerInvitation,
        Self::Verification,
    ];
}

/// A link to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// Its token.
    pub token: SecretHash,
    /// From when on it cannot be used.
    pub expires_at: Timestamp,
}

/// Whom a link is for, as its page shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHolder {
    /// The reseller.
    pub brand: Brand,
    /// The word for it in URLs.
    pub slug: String,
    /// The person's customer; none for somebody of the reseller's team.
    pub organisation: Option<Name>,
    /// Whose data the person will work on.
    pub subject: Subject,
    /// The person's name.
    pub name: Name,
    /// The person's sign-in.
    pub email: Email,
}

/// What a link is worth now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState<T = LinkHolder> {
    /// It can be used.
    Open(T),
    /// It has been used.
    Used,
    /// Its time is over.
    Expired,
    /// Another one took its place, or it was taken back.
    Revoked,
    /// No such link.
    Unknown,
}
