//! The account email of a customer: whether it has been verified, and a change of it.

mod port;

pub use port::{AccountEmails, Verification};

use crate::email::Email;
use serde::{Deserialize, Serialize};

/// How long a link that verifies an email can be used: a day.
pub const VERIFICATION_SECONDS: i64 = 24 * 60 * 60;
/// How long it takes before another one is sent to the same address: a minute.
pub const VERIFICATION_PAUSE_SECONDS: i64 = 60;
/// How long it takes before one is sent to another address: whoever mistyped theirs does not wait
/// long, and nobody fills the mailboxes of others.
pub const CORRECTION_PAUSE_SECONDS: i64 = 10;

/// The account email of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountEmail {
    /// The email as it is now.
    pub email: Email,
    /// Whether somebody has opened a link that was sent there.
    pub is_verified: bool,
    /// The email that takes its place once that has been verified.
    pub pending: Option<Email>,
}
