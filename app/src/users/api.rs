//! The server functions about people: authorise, parse, ask the store.
//!
//! `customer` says whose people they are about; without one it is the signed-in person's own.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::id::{CustomerId, UserId};
use domain::listing::Page;
use domain::user::{User, UserListing};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, secrets, session},
    crate::mail,
    domain::access,
    domain::customer::CustomerFilter,
    domain::error::Error,
    domain::field::Field,
    domain::name::Name,
    domain::user::{Invitation, NewUser, People, UserDraft},
};

/// Somebody who was invited, and the link that lets them in. It can be read this one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The person.
    pub user: User,
    /// The address to open.
    pub link: String,
}

/// One page of people.
#[server(endpoint = "list_users", input = Json, output = Json)]
pub async fn list_users(
    customer: Option<CustomerId>,
    listing: UserListing,
) -> Result<Page<User>, Failure> {
    let permit = allowed::<access::ViewUsers>()?;
    if listing.search.len() > CustomerFilter::SEARCH_MAX * 4 {
        return Err(Failure(Error::BadRequest));
    }
    let of = people(customer)?;
    Ok(backend()?.list_users(&permit, of, &listing, now()?).await?)
}

/// One person.
#[server(endpoint = "get_user", input = Json, output = Json)]
pub async fn get_user(id: UserId) -> Result<User, Failure> {
    let permit = allowed::<access::ViewUsers>()?;
    Ok(backend()?.user(&permit, id, now()?).await?)
}

/// Invites somebody.
#[server(endpoint = "invite_user", output = Json)]
pub async fn invite_user(
    #[server(default)] customer: Option<CustomerId>,
    #[server(default)] name: String,
    #[server(default)] email: String,
) -> Result<Invited, Failure> {
    let permit = allowed::<access::ManageUsers>()?;
    let new = UserDraft { name, email }.parse()?;
    let of = people(customer)?;
    let organisation = organisation(of).await?;
    let (invitation, link) = invitation(organisation, &new).await?;
    let user = backend()?.invite_user(&permit, of, new, invitation).await?;
    Ok(Invited { user, link })
}

/// Sends another link to somebody who has yet to register.
#[server(endpoint = "renew_invitation", output = Json)]
pub async fn renew_invitation(id: UserId) -> Result<Invited, Failure> {
    let permit = allowed::<access::ManageUsers>()?;
    let look = allowed::<access::ViewUsers>()?;
    let User {
        of, name, email, ..
    } = backend()?.user(&look, id, now()?).await?;
    let organisation = organisation(of).await?;
    let (invitation, link) = invitation(organisation, &NewUser { name, email }).await?;
    let user = backend()?.renew_invitation(&permit, id, invitation).await?;
    Ok(Invited { user, link })
}

/// Takes an invitation back. Answers with the name.
#[server(endpoint = "revoke_invitation", output = Json)]
pub async fn revoke_invitation(id: UserId) -> Result<String, Failure> {
    let permit = allowed::<access::ManageUsers>()?;
    let name = backend()?.revoke_invitation(&permit, id).await?;
    Ok(name.to_string())
}

/// Turns somebody on or off.
#[server(endpoint = "set_user_enabled", output = Json)]
pub async fn set_user_enabled(
    id: UserId,
    #[server(default)] enabled: bool,
) -> Result<User, Failure> {
    let permit = allowed::<access::ManageUsers>()?;
    Ok(backend()?
        .set_user_enabled(&permit, id, enabled, now()?)
        .await?)
}

/// Removes somebody for good. Answers with the name.
#[server(endpoint = "remove_user", output = Json)]
pub async fn remove_user(id: UserId) -> Result<String, Failure> {
    let permit = allowed::<access::ManageUsers>()?;
    let name = backend()?.remove_user(&permit, id).await?;
    Ok(name.to_string())
}

/// Turns off the second factor of somebody who has lost it. Answers with the name.
#[server(endpoint = "reset_two_factor", output = Json)]
pub async fn reset_two_factor(id: UserId) -> Result<String, Failure> {
    let permit = allowed::<access::ResetTwoFactor>()?;
    let name = backend()?.reset_two_factor(&permit, id).await?;
    Ok(name.to_string())
}

/// A random password, which nobody has yet.
#[server(endpoint = "generate_password", input = Json, output = Json)]
pub async fn generate_password() -> Result<String, Failure> {
    allowed::<access::ResetPasswords>()?;
    Ok(secrets()?.random_password().await?)
}

/// Gives one of a customer's people another password, to be changed at the next sign-in.
#[server(endpoint = "reset_password", input = Json, output = Json)]
pub async fn reset_password(id: UserId, password: String) -> Result<User, Failure> {
    let permit = allowed::<access::ResetPasswords>()?;
    let look = allowed::<access::ViewUsers>()?;
    let user = backend()?.user(&look, id, now()?).await?;
    let secrets = secrets()?;
    let strength = secrets.check_password(&password, &user.email, &[user.name.as_str()]);
    strength.map_err(|issue| Error::invalid(Field::Password, issue))?;
    let hashed = secrets.hash_password(password).await?;
    Ok(backend()?
        .reset_password(&permit, id, hashed, now()?)
        .await?)
}

/// Whose people are meant.
#[cfg(feature = "ssr")]
fn people(customer: Option<CustomerId>) -> Result<People, Failure> {
    let own = People::own(session()?.subject());
    Ok(customer.map_or(own, People::Of))
}

/// What people are invited into, by its name.
#[cfg(feature = "ssr")]
async fn organisation(of: People) -> Result<Name, Failure> {
    let viewer = backend()?.viewer(&session()?).await?;
    match (of, viewer.organisation) {
        (People::Team, _) => Ok(viewer.brand.name),
        (People::Of(_), Some(own)) => Ok(own.name),
        (People::Of(customer), None) => {
            let permit = allowed::<access::ViewCustomers>()?;
            Ok(backend()?.customer(&permit, customer).await?.name)
        }
    }
}

/// A link and the mail that carries it, and the link's address.
#[cfg(feature = "ssr")]
pub(crate) async fn invitation(
    organisation: Name,
    new: &NewUser,
) -> Result<(Invitation, String), Failure> {
    let viewer = backend()?.viewer(&session()?).await?;
    let head = backend()?.letterhead(&session()?).await?;
    let issued = secrets()?.issue_link("/invitation", head.invitation_seconds())?;
    let words = mail::Invitation {
        head: &head,
        inviter: &viewer.name,
        organisation: &organisation,
        name: &new.name,
        link: &issued.url,
    };
    let mail = mail::invitation(&words, &new.email);
    let link = issued.link;
    Ok((Invitation { link, mail }, issued.url))
}
