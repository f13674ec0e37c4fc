//! The server functions of the outbox.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::id::MailId;
use domain::mail::Mail;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, installation, now},
    domain::access,
};

/// How many mails come at once.
pub(super) const MAILS_PAGE: u32 = 50;

/// Mails of the outbox, and whether any of them are sent at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxPage {
    /// The mails, newest first.
    pub mails: Vec<Mail>,
    /// Whether mail is handed to a mail server.
    pub is_sending: bool,
}

/// The latest mails before a given one, `MAILS_PAGE` at a time.
#[server(endpoint = "list_mails", input = Json, output = Json)]
pub async fn list_mails(before: Option<MailId>) -> Result<OutboxPage, Failure> {
    let permit = allowed::<access::ViewMails>()?;
    Ok(OutboxPage {
        mails: backend()?.list_mails(&permit, before, MAILS_PAGE).await?,
        is_sending: installation()?.sends_mail,
    })
}

/// Has a mail tried again at once.
#[server(endpoint = "resend_mail", output = Json)]
pub async fn resend_mail(id: MailId) -> Result<Mail, Failure> {
    let permit = allowed::<access::SendMails>()?;
    Ok(backend()?.resend_mail(&permit, id, now()?).await?)
}
