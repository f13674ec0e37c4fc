//! Carrying the outbox to the mail server, for as long as the server runs.

use super::smtp::{Connection, SenderAddress};
use crate::site::Site;
use domain::Result;
use domain::access::{Permit, SendMails, Session};
use domain::id::ResellerId;
use domain::mail::Outbox;
use std::sync::Arc;
use std::time::Duration;

/// How long the outbox may have something in it before it is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Sends what is due, until the server is to stop. Without a mail server it has nothing to do: mail
/// stays in the outbox, where people find its links.
pub async fn deliver(site: Arc<Site>) {
    let Some(server) = &site.config.smtp_url else {
        return;
    };
    let Some(from) = site.config.mail_from() else {
        tracing::error!("mail has no address to come from: set ENTREPOT_MAIL_FROM");
        return;
    };
    let sender = match server.connect() {
        Ok(connection) => Sender { connection, from },
        Err(error) => {
            tracing::error!(%error, %server, "the mail server cannot be used");
            return;
        }
    };
    while !site.stop.is_cancelled() {
        if let Err(error) = send_all(&site, &sender).await {
            tracing::warn!(%error, "the outbox could not be looked at");
        }
        tokio::select! {
            () = site.stop.cancelled() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// What hands mail in, and where it comes from.
struct Sender {
    connection: Connection,
    from: SenderAddress,
}

/// Everything that is due now, of all tenants.
async fn send_all(site: &Site, sender: &Sender) -> Result<()> {
    for reseller in site.store.senders().await? {
        while !site.stop.is_cancelled() && send_next(site, sender, reseller).await? {}
    }
    Ok(())
}

/// The next mail of a tenant that is due, if there is one.
async fn send_next(site: &Site, sender: &Sender, reseller: ResellerId) -> Result<bool> {
    let permit = Permit::<SendMails>::ask(&Session::of_operator(reseller))?;
    let Some(mail) = site.store.take_due_mail(&permit, site.clock.now()).await? else {
        return Ok(false);
    };
    let (id, attempt) = (mail.id, mail.attempt);
    match sender.connection.send(&sender.from, &mail).await {
        Ok(()) => {
            tracing::info!(%reseller, mail = %id, attempt, "a mail was sent");
            site.store.note_sent(&permit, id, site.clock.now()).await?;
        }
        Err(error) => {
            tracing::warn!(%reseller, mail = %id, attempt, error, "a mail was not taken");
            site.store.note_failure(&permit, id, &error).await?;
        }
    }
    Ok(true)
}
