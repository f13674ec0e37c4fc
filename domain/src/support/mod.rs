//! Support logins: a reseller's person at work in the console of a customer, as themselves.
//!
//! Nobody becomes somebody else. The login lies over the person's own session and ends with it; it
//! is good for the addresses beneath its own only, so that other tabs go on as before.

mod port;

pub use port::{Entrance, SupportLogins};

use crate::id::SupportId;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// How long a support login lasts.
pub const SUPPORT_SECONDS: i64 = 60 * 60;

/// What somebody may do in the console of a customer that is not their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportMode {
    /// What the customer's own people may do there, but nothing about anybody's own account.
    Admin,
    /// Look.
    ReadOnly,
}

impl SupportMode {
    /// All modes.
    pub const ALL: [Self; 2] = [Self::Admin, Self::ReadOnly];

    /// The word in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::ReadOnly => "read_only",
        }
    }

    /// The mode for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == word)
    }
}

/// A support login that is good now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// Assigned by the server; part of its addresses. No secret: it is worth nothing without the
    /// session that it lies over.
    pub id: SupportId,
    /// What may be done.
    pub mode: SupportMode,
    /// When it ends by itself.
    pub until: Timestamp,
}
