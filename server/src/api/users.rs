//! People who sign in, over HTTP: a customer's, and the reseller's own team. For tokens of the
//! reseller.

use super::body::{Strict, StrictQuery};
use super::gate::{Caller, Store};
use super::house;
use super::numbered::{piece, request, search};
use super::paging::Piece;
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use crate::site::Site;
use axum::Json;
use axum::extract::State;
use domain::Error;
use domain::access::{
    ManageUsers, Permit, ResetPasswords, ResetTwoFactor, ViewCustomers, ViewUsers,
};
use domain::error::Conflict;
use domain::field::Field;
use domain::id::{CustomerId, UserId};
use domain::secrets::Secrets;
use domain::user::{People, User, UserListing, UserStatus};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Somebody who signs in, or has been invited to.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserView {
    /// Assigned by the server.
    #[schema(format = Uuid)]
    id: String,
    /// The customer they belong to; none for somebody of the reseller's team.
    #[schema(format = Uuid)]
    customer_id: Option<String>,
    /// The person's name.
    name: String,
    /// What they sign in with.
    email: String,
    /// `active`, `invited`, `invitation_expired` or `disabled`.
    #[schema(value_type = schema::UserStatus)]
    status: &'static str,
    /// When they last signed in (RFC 3339, UTC).
    #[schema(format = DateTime)]
    last_sign_in_at: Option<String>,
    /// Whether signing in takes a second factor.
    two_factor: bool,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            customer_id: user.of.customer().map(|id| id.to_string()),
            name: user.name.to_string(),
            email: user.email.to_string(),
            status: match user.status {
                UserStatus::Active => "active",
                UserStatus::Invited => "invited",
                UserStatus::InvitationExpired => "invitation_expired",
                UserStatus::Disabled => "disabled",
            },
            last_sign_in_at: user.last_sign_in_at.map(|at| at.to_string()),
            two_factor: user.has_two_factor,
        }
    }
}

/// Which people, and which piece of them, by their names: at most 100 at once.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UsersQuery {
    /// Words to find in name or email.
    q: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// What is to change of somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserPatch {
    /// Whether they can sign in. Somebody who cannot is signed out everywhere.
    #[serde(default)]
    #[schema(required, value_type = bool)]
    enabled: Option<bool>,
}

/// Another password for somebody.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// What it is to be, unless one is to be made.
    #[serde(default)]
    #[schema(min_length = 12, max_length = 128)]
    password: Option<String>,
}

/// Somebody with another password.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResetUser {
    #[serde(flatten)]
    user: UserView,
    /// The password that was made, to be handed over and changed at the next sign-in. It can be
    /// read this one time; none if it was said.
    password: Option<String>,
}

/// List a customer's people.
#[utoipa::path(
    get, path = "/customers/{id}/users", tag = "Users", operation_id = "list_customer_users",
    params(("id" = String, Path, description = "The customer", format = Uuid), UsersQuery),
    responses(
        (status = 200, description = "A piece of the list", body = Piece<UserView>),
    ),
    security(("token" = ["users:read"]))
)]
pub async fn of_customer(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Id(customer): Id<CustomerId>,
    StrictQuery(query): StrictQuery<UsersQuery>,
) -> Answer<Json<Piece<UserView>>> {
    let permit = caller.allowed::<ViewUsers>()?;
    let look = house::permit::<ViewCustomers>(&caller)?;
    site.backend.customer(&look, customer).await?;
    found(&site, &permit, People::Of(customer), &query).await
}

/// List the reseller's own team.
#[utoipa::path(
    get, path = "/users", tag = "Users", operation_id = "list_users",
    params(UsersQuery),
    responses(
        (status = 200, description = "A piece of the list", body = Piece<UserView>),
    ),
    security(("token" = ["users:read"]))
)]
pub async fn team(
    State(site): State<Arc<Site>>,
    caller: Caller,
    StrictQuery(query): StrictQuery<UsersQuery>,
) -> Answer<Json<Piece<UserView>>> {
    let permit = caller.allowed::<ViewUsers>()?;
    found(&site, &permit, People::Team, &query).await
}

async fn found(
    site: &Site,
    permit: &Permit<ViewUsers>,
    of: People,
    query: &UsersQuery,
) -> Answer<Json<Piece<UserView>>> {
    let listing = UserListing {
        search: search(query.q.as_deref()),
        page: request(query.cursor.as_deref())?,
    };
    let found = site
        .backend
        .list_users(permit, of, &listing, site.clock.now());
    Ok(Json(piece(found.await?)))
}

/// Look at somebody.
#[utoipa::path(
    get, path = "/users/{id}", tag = "Users", operation_id = "get_user",
    params(("id" = String, Path, description = "The person", format = Uuid)),
    responses(
        (status = 200, description = "The person", body = UserView),
    ),
    security(("token" = ["users:read"]))
)]
pub async fn get(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<UserId>,
) -> Answer<Json<UserView>> {
    let permit = caller.allowed::<ViewUsers>()?;
    let user = store.user(&permit, id, site.clock.now()).await?;
    Ok(Json(user.into()))
}

/// Let somebody sign in, or not any more. The last one who can stays.
#[utoipa::path(
    patch, path = "/users/{id}", tag = "Users", operation_id = "update_user",
    params(("id" = String, Path, description = "The person", format = Uuid)),
    request_body = UserPatch,
    responses(
        (status = 200, description = "The person as they are now", body = UserView),
    ),
    security(("token" = ["users:write"]))
)]
pub async fn update(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<UserId>,
    Strict(said): Strict<UserPatch>,
) -> Answer<Json<UserView>> {
    let permit = caller.allowed::<ManageUsers>()?;
    let Some(enabled) = said.enabled else {
        return Err(Refusal::field(
            "/enabled",
            "required",
            "Send true or false.",
        ));
    };
    let now = site.clock.now();
    let user = store.set_user_enabled(&permit, id, enabled, now).await?;
    Ok(Json(user.into()))
}

/// Give one of a customer's people another password, which they have to change at the next sign-in.
/// It signs them out everywhere.
#[utoipa::path(
    post, path = "/users/{id}/password-reset", tag = "Users", operation_id = "reset_password",
    params(("id" = String, Path, description = "The person", format = Uuid)),
    request_body = PasswordReset,
    responses(
        (status = 200, description = "The person with the password that was made", body = ResetUser),
    ),
    security(("token" = ["users:write"]))
)]
pub async fn reset_password(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<UserId>,
    Strict(said): Strict<PasswordReset>,
) -> Answer<Json<ResetUser>> {
    let permit = caller.allowed::<ResetPasswords>()?;
    let (look, now) = (house::permit::<ViewUsers>(&caller)?, site.clock.now());
    let user = store.user(&look, id, now).await?;
    let secrets = caller.secrets(&site)?;
    let made = match &said.password {
        Some(said) => {
            let strength = secrets.check_password(said, &user.email, &[user.name.as_str()]);
            strength.map_err(|issue| Error::invalid(Field::Password, issue))?;
            None
        }
        None => Some(secrets.random_password().await?),
    };
    let password = said.password.or_else(|| made.clone()).unwrap_or_default();
    let hashed = secrets.hash_password(password).await?;
    let user = store.reset_password(&permit, id, hashed, now).await?.into();
    let password = made;
    Ok(Json(ResetUser { user, password }))
}

/// Remove somebody for good, or take their invitation back. The last one who can sign in stays.
#[utoipa::path(
    delete, path = "/users/{id}", tag = "Users", operation_id = "delete_user",
    params(("id" = String, Path, description = "The person", format = Uuid)),
    responses(
        (status = 204, description = "They are gone"),
    ),
    security(("token" = ["users:write"]))
)]
pub async fn remove(Store(store): Store, caller: Caller, Id(id): Id<UserId>) -> Answer<StatusCode> {
    let permit = caller.allowed::<ManageUsers>()?;
    match store.revoke_invitation(&permit, id).await {
        Err(Error::Conflict(Conflict::Registered)) => store.remove_user(&permit, id).await?,
        revoked => revoked?,
    };
    Ok(StatusCode::NO_CONTENT)
}

/// Turn off the second factor of somebody who has lost it. It signs them out everywhere.
#[utoipa::path(
    delete, path = "/users/{id}/two-factor", tag = "Users", operation_id = "reset_two_factor",
    params(("id" = String, Path, description = "The person", format = Uuid)),
    responses(
        (status = 204, description = "They sign in with their password alone"),
    ),
    security(("token" = ["users:write"]))
)]
pub async fn reset_two_factor(
    Store(store): Store,
    caller: Caller,
    Id(id): Id<UserId>,
) -> Answer<StatusCode> {
    let permit = caller.allowed::<ResetTwoFactor>()?;
    store.reset_two_factor(&permit, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
