//! Every way in which an operation can be refused or fail.

use crate::access::Permission;
use crate::field::{Field, FieldErrors, Issue};
use crate::id::RequestId;
use crate::transcription::TranscriptionStatus;
use serde::{Deserialize, Serialize};

/// The outcome of an operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The closed list of refusals and failures. Codes only: words are found where people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Error {
    /// What was typed cannot be taken; each field says why.
    #[error("invalid input")]
    Invalid(FieldErrors),
    /// It was right when it was read, and is not any more.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// No such thing, or none of this tenant's: nobody can tell which.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or not any more.
    #[error("signed out")]
    SignedOut,
    /// The signed-in person may not do this.
    #[error("forbidden: {0:?}")]
    Forbidden(Permission),
    /// The person is in a customer's console to look, and may change nothing there.
    #[error("read-only")]
    ReadOnly,
    /// The support login is over, or there has never been one.
    #[error("support is over")]
    SupportOver,
    /// The request cannot be understood at all: only an old page or a foreign program sends such.
    #[error("bad request")]
    BadRequest,
    /// The server could not be reached: the browser's own finding.
    #[error("unreachable")]
    Unreachable,
    /// Busy or shutting down; the same request may succeed later.
    #[error("unavailable")]
    Unavailable,
    /// A fault of ours. The log has the cause under this ID.
    #[error("internal error {0:?}")]
    Internal(Option<RequestId>),
}

/// What has changed since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// Somebody else saved the same record in the meantime.
    Changed,
    /// The number of records in a selection is not the number that was shown.
    Count {
        /// How many there are now.
        now: u64,
    },
    /// The invited person has registered.
    Registered,
    /// The person has yet to register.
    NotRegistered,
    /// The mail has been sent.
    Sent,
    /// Nobody else could sign in any more.
    LastUser,
    /// It would lock out the person who asks.
    Yourself,
    /// The token is no good any more.
    TokenOver,
    /// The session has ended.
    TranscriptionOver(TranscriptionStatus),
    /// The customer is inactive, and begins nothing new.
    CustomerInactive,
    /// The money is of another currency than the customer's.
    Currency,
    /// The entry has been undone already.
    Reversed,
    /// The entry is not one that somebody undoes.
    Irreversible,
    /// What would be taken back has been spent.
    Spent,
    /// The same key came with another request before.
    OtherRequest,
    /// The request with this key is under way.
    UnderWay,
}

impl Error {
    /// One refused field.
    pub fn invalid(field: Field, issue: Issue) -> Self {
        Self::Invalid(FieldErrors::of(field, issue))
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}
