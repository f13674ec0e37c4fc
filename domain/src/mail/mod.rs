//! Mail on its way out.

use crate::email::Email;
use serde::{Deserialize, Serialize};

/// Why a mail is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// Somebody is invited to register.
    Invitation,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [Self; 1] = [Self::Invitation];

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
        }
    }

    /// The kind for a stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A mail to be sent. It is stored in the transaction of its cause, and sent after that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// Why.
    pub kind: MailKind,
    /// To whom.
    pub to: Email,
    /// The subject, one line.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// The HTML part, whole and without anything to load.
    pub html: String,
}
