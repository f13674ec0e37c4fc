//! Mail on its way out.

mod port;

pub use port::{Mails, Outbox, Outgoing};

use crate::email::Email;
use crate::id::MailId;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a mail is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// Somebody is invited to register.
    Invitation,
    /// Somebody has forgotten their password.
    PasswordReset,
    /// Somebody is invited to register an organisation.
    CustomerInvitation,
    /// An account email is verified.
    Verification,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::Invitation,
        Self::PasswordReset,
        Self::CustomerInvitation,
        Self::Verification,
    ];

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::CustomerInvitation => "customer_invitation",
            Self::Verification => "verification",
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

/// How long it is tried to send a mail: a day.
pub const MAIL_SECONDS: i64 = 24 * 60 * 60;

/// How a mail is getting on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It waits for its next attempt.
    Waiting,
    /// A mail server has taken it.
    Sent(Timestamp),
    /// No mail server took it within a day.
    Failed,
}

/// A mail of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Assigned by the server, time-ordered.
    pub id: MailId,
    /// Why it was written.
    pub kind: MailKind,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain part; none once it has been sent, because it holds links.
    pub text: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// How it is getting on.
    pub state: MailState,
    /// How often it was tried to send it.
    pub attempts: u32,
    /// What the mail server said to the last attempt, if it did not take the mail.
    pub failure: Option<String>,
}

/// The seconds between an attempt, counted from 1, and the next one.
pub const fn pause_after(attempt: u32) -> i64 {
    match attempt {
        0 | 1 => 30,
        2 => 2 * 60,
        3 => 10 * 60,
        4 => 30 * 60,
        5 => 60 * 60,
        _ => 3 * 60 * 60,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_holds_a_dozen_attempts() {
        let mut at = 0;
        let attempts = (1..).take_while(|attempt| {
            at += pause_after(*attempt);
            at < MAIL_SECONDS
        });
        assert_eq!(attempts.count(), 12);
    }
}
