//! Inviting people to sign in, over HTTP. For tokens of the reseller.

use super::body::Strict;
use super::gate::{Caller, Store};
use super::made::{Made, made};
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use super::users::UserView;
use super::{house, letters};
use crate::site::Site;
use axum::Json;
use axum::extract::State;
use domain::Error;
use domain::access::{ManageUsers, Permit, ViewCustomers, ViewUsers};
use domain::id::{CustomerId, UserId};
use domain::name::Name;
use domain::user::{NewUser, People, UserDraft};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Somebody to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserInvitation {
    /// The person's name.
    #[serde(default)]
    #[schema(required, value_type = schema::Name)]
    name: String,
    /// What they will sign in with. Nobody else of the reseller or its customers does.
    #[serde(default)]
    #[schema(required, value_type = schema::Email)]
    email: String,
}

/// Somebody who was invited.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedUser {
    #[serde(flatten)]
    user: UserView,
    /// Where they register, which the mail says too. It can be read this one time.
    link: String,
}

/// Invite somebody to sign in for a customer.
#[utoipa::path(
    post, path = "/customers/{id}/users", tag = "Users", operation_id = "invite_customer_user",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    request_body = UserInvitation,
    responses(
        (status = 201, description = "They were invited", body = InvitedUser),
    ),
    security(("token" = ["users:write"]))
)]
pub async fn to_customer(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Id(customer): Id<CustomerId>,
    Strict(said): Strict<UserInvitation>,
) -> Answer<Made<InvitedUser>> {
    let permit = caller.allowed::<ManageUsers>()?;
    invite(&site, &caller, &permit, People::Of(customer), said).await
}

/// Invite somebody into the reseller's own team.
#[utoipa::path(
    post, path = "/users", tag = "Users", operation_id = "invite_user",
    request_body = UserInvitation,
    responses(
        (status = 201, description = "They were invited", body = InvitedUser),
    ),
    security(("token" = ["users:write"]))
)]
pub async fn to_team(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Strict(said): Strict<UserInvitation>,
) -> Answer<Made<InvitedUser>> {
    let permit = caller.allowed::<ManageUsers>()?;
    invite(&site, &caller, &permit, People::Team, said).await
}

async fn invite(
    site: &Site,
    caller: &Caller,
    permit: &Permit<ManageUsers>,
    of: People,
    said: UserInvitation,
) -> Answer<Made<InvitedUser>> {
    let organisation = organisation(site, caller, of).await?;
    let draft = UserDraft {
        name: said.name,
        email: said.email,
    };
    let new = draft.parse().map_err(Error::from)?;
    let letter = letters::invitation(site, caller, organisation.as_ref(), &new);
    let (invitation, link) = letter.await?;
    let store = &site.backend;
    let user = store.invite_user(permit, of, new, invitation).await?;
    let id = user.id;
    let user = user.into();
    Ok(made("users", &id, InvitedUser { user, link }))
}

/// Send another link to somebody who has yet to register. The one before stops working.
#[utoipa::path(
    post, path = "/users/{id}/invitation", tag = "Users", operation_id = "resend_invitation",
    params(("id" = String, Path, description = "The person", format = Uuid)),
    responses(
        (status = 200, description = "It is on its way", body = InvitedUser),
    ),
    security(("token" = ["users:write"]))
)]
pub async fn resend(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<UserId>,
) -> Answer<Json<InvitedUser>> {
    let permit = caller.allowed::<ManageUsers>()?;
    let look = house::permit::<ViewUsers>(&caller)?;
    let user = store.user(&look, id, site.clock.now()).await?;
    let organisation = organisation(&site, &caller, user.of).await?;
    let person = NewUser {
        name: user.name,
        email: user.email,
    };
    let letter = letters::invitation(&site, &caller, organisation.as_ref(), &person);
    let (invitation, link) = letter.await?;
    let user = store.renew_invitation(&permit, id, invitation).await?;
    let user = user.into();
    Ok(Json(InvitedUser { user, link }))
}

/// What people are invited into, by its name; none is the reseller itself.
async fn organisation(site: &Site, caller: &Caller, of: People) -> Result<Option<Name>, Refusal> {
    let People::Of(customer) = of else {
        return Ok(None);
    };
    let look = house::permit::<ViewCustomers>(caller)?;
    Ok(Some(site.backend.customer(&look, customer).await?.name))
}
