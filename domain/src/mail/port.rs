//! What can be asked of the outbox.

use super::Mail;
use crate::access::{Permit, SendMails, ViewMails};
use crate::email::Email;
use crate::error::Result;
use crate::id::{MailId, ResellerId};
use crate::name::Name;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// A reseller's outbox. Mail is only ever put into it together with its cause.
#[async_trait]
pub trait Mails {
    /// The latest mails, newest first, before a given one.
    async fn list_mails(
        &self,
        permit: &Permit<ViewMails>,
        before: Option<MailId>,
        limit: u32,
    ) -> Result<Vec<Mail>>;

    /// Has a mail tried again at once, for another day. Refuses one that has been sent
    /// (`Conflict::Sent`).
    async fn resend_mail(
        &self,
        permit: &Permit<SendMails>,
        id: MailId,
        now: Timestamp,
    ) -> Result<Mail>;
}

/// A mail that is about to be sent, and nobody else's to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The mail.
    pub id: MailId,
    /// Who sends it, by the name that mail of theirs comes from.
    pub sender: Name,
    /// Where answers go, if not to where it came from.
    pub reply_to: Option<Email>,
    /// To whom.
    pub to: Email,
    /// The subject.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Which attempt it is, from 1.
    pub attempt: u32,
}

/// The outbox as the sending side sees it: all tenants', one at a time.
#[async_trait]
pub trait Outbox {
    /// All tenants.
    async fn senders(&self) -> Result<Vec<ResellerId>>;

    /// Takes the next mail of a tenant that is due. Nobody else is given it until the pause after
    /// its attempt is over, not even if this process dies. Mails that were tried for a day are
    /// given up.
    async fn take_due_mail(
        &self,
        permit: &Permit<SendMails>,
        now: Timestamp,
    ) -> Result<Option<Outgoing>>;

    /// A mail server has taken it: what it said is forgotten, because it holds links.
    async fn note_sent(&self, permit: &Permit<SendMails>, id: MailId, now: Timestamp)
    -> Result<()>;

    /// No mail server has taken it this time; why.
    async fn note_failure(
        &self,
        permit: &Permit<SendMails>,
        id: MailId,
        failure: &str,
    ) -> Result<()>;
}
