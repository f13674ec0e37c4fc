//! The letters that programs have sent: in the name of their token, on the paper of the reseller.

use super::gate::Caller;
use super::problem::Refusal;
use crate::site::Site;
use app::mail;
use domain::email::Email;
use domain::invitation::Sent;
use domain::name::Name;
use domain::secrets::Secrets;
use domain::user::{Invitation, NewUser};

/// A link for somebody who is invited into an organisation, without one into the reseller's team,
/// with the mail that carries it, and the link's address.
pub async fn invitation(
    site: &Site,
    caller: &Caller,
    organisation: Option<&Name>,
    new: &NewUser,
) -> Result<(Invitation, String), Refusal> {
    let store = &site.backend;
    let now = site.clock.now();
    let account = store.token_account(&caller.session, now).await?;
    let head = store.letterhead(&caller.session).await?;
    let secrets = caller.secrets(site)?;
    let issued = secrets.issue_link("/invitation", head.invitation_seconds())?;
    let words = mail::Invitation {
        head: &head,
        inviter: account.token.name.as_str(),
        organisation: organisation.unwrap_or(&account.reseller),
        name: &new.name,
        link: &issued.url,
    };
    let mail = mail::invitation(&words, &new.email);
    let link = issued.link;
    Ok((Invitation { link, mail }, issued.url))
}

/// A link for somebody who registers an organisation, with the mail that carries it if there is
/// somebody to mail it to, and the link's address.
pub async fn customer_invitation(
    site: &Site,
    caller: &Caller,
    note: &str,
    to: Option<&Email>,
) -> Result<(Sent, String), Refusal> {
    let head = site.backend.letterhead(&caller.session).await?;
    let secrets = caller.secrets(site)?;
    let issued = secrets.issue_link("/join", head.invitation_seconds())?;
    let mail = to.map(|to| mail::customer_invitation(&head, note, &issued.url, to));
    let link = issued.link;
    Ok((Sent { link, mail }, issued.url))
}
