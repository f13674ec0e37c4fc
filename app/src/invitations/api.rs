//! The server functions of invitations of customers: authorise, parse, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::id::InvitationId;
use domain::invitation::CustomerInvitation;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, secrets, session},
    crate::mail,
    domain::access,
    domain::email::Email,
    domain::invitation::{InvitationDraft, Sent},
};

/// How many invitations come at once.
pub(super) const INVITATIONS_PAGE: u32 = 50;

/// An invitation, and the link that lets somebody register. It can be read this one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedInvitation {
    /// The invitation.
    pub invitation: CustomerInvitation,
    /// The address to open.
    pub link: String,
    /// Whether it was mailed.
    pub is_mailed: bool,
}

/// The latest invitations before a given one, `INVITATIONS_PAGE` at a time.
#[server(endpoint = "list_customer_invitations", input = Json, output = Json)]
pub async fn list_customer_invitations(
    before: Option<InvitationId>,
) -> Result<Vec<CustomerInvitation>, Failure> {
    let permit = allowed::<access::ViewCustomers>()?;
    Ok(backend()?
        .list_customer_invitations(&permit, before, INVITATIONS_PAGE, now()?)
        .await?)
}

/// Invites somebody to register an organisation; `tags` is a list separated by commas.
#[server(endpoint = "invite_customer", output = Json)]
pub async fn invite_customer(
    #[server(default)] email: String,
    #[server(default)] note: String,
    #[server(default)] tags: String,
    #[server(default)] mailed: bool,
) -> Result<IssuedInvitation, Failure> {
    let permit = allowed::<access::CreateCustomers>()?;
    let new = InvitationDraft {
        email,
        note,
        tags,
        mailed,
    }
    .parse()?;
    let to = new.email.as_ref().filter(|_| mailed);
    let (sent, link) = sent(&new.note, to).await?;
    let is_mailed = sent.mail.is_some();
    let invitation = backend()?
        .invite_customer(&permit, new, sent, now()?)
        .await?;
    Ok(IssuedInvitation {
        invitation,
        link,
        is_mailed,
    })
}

/// Makes another link for an invitation, and mails it if the invitation names an email.
#[server(endpoint = "renew_customer_invitation", output = Json)]
pub async fn renew_customer_invitation(id: InvitationId) -> Result<IssuedInvitation, Failure> {
    let permit = allowed::<access::CreateCustomers>()?;
    let look = allowed::<access::ViewCustomers>()?;
    let invitation = backend()?.customer_invitation(&look, id, now()?).await?;
    let (sent, link) = sent(&invitation.note, invitation.email.as_ref()).await?;
    let is_mailed = sent.mail.is_some();
    let invitation = backend()?
        .renew_customer_invitation(&permit, id, sent, now()?)
        .await?;
    Ok(IssuedInvitation {
        invitation,
        link,
        is_mailed,
    })
}

/// Takes an invitation back.
#[server(endpoint = "revoke_customer_invitation", output = Json)]
pub async fn revoke_customer_invitation(id: InvitationId) -> Result<CustomerInvitation, Failure> {
    let permit = allowed::<access::CreateCustomers>()?;
    Ok(backend()?
        .revoke_customer_invitation(&permit, id, now()?)
        .await?)
}

/// A link, with the mail that carries it if it is mailed, and the link's address.
#[cfg(feature = "ssr")]
async fn sent(note: &str, to: Option<&Email>) -> Result<(Sent, String), Failure> {
    let head = backend()?.letterhead(&session()?).await?;
    let issued = secrets()?.issue_link("/join", head.invitation_seconds())?;
    let mail = to.map(|to| mail::customer_invitation(&head, note, &issued.url, to));
    let link = issued.link;
    Ok((Sent { link, mail }, issued.url))
}
