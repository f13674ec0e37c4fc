//! API tokens over HTTP: customers', and the reseller's own. For tokens of the reseller.

use super::body::{Strict, StrictQuery, whole};
use super::gate::{Caller, Store};
use super::house;
use super::made::{Made, made};
use super::numbered::{piece, request, search};
use super::paging::Piece;
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use crate::site::Site;
use axum::Json;
use axum::extract::State;
use domain::Error;
use domain::access::{ManageTokens, Permit, ViewTokens};
use domain::api_token::{ApiToken, Expiry, Holder, OVERLAPS, TokenDraft, TokenListing, TokenScope};
use domain::id::{CustomerId, TokenId};
use domain::secrets::Secrets;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenView {
    /// Its ID, which is no secret.
    #[schema(format = Uuid)]
    id: String,
    /// The customer it is for; none for one of the reseller.
    #[schema(format = Uuid)]
    customer_id: Option<String>,
    /// What people call it.
    name: String,
    /// How its secret begins.
    prefix: String,
    /// The last four characters of its secret.
    last4: String,
    /// What it was made for.
    #[schema(value_type = Vec<schema::Scope>)]
    scopes: Vec<&'static str>,
    /// The name of the person or the token that made it. None if they are no longer there, or if it
    /// was made on the command line.
    created_by: Option<String>,
    /// When it was made (RFC 3339, UTC).
    #[schema(format = DateTime)]
    created_at: String,
    /// From when on it is no good; none is never.
    #[schema(format = DateTime)]
    expires_at: Option<String>,
    /// When it was last used, to some seconds.
    #[schema(format = DateTime)]
    last_used_at: Option<String>,
    /// `active`, `replaced`, `expired` or `revoked`. A replaced one is good until it expires.
    #[schema(value_type = schema::TokenStatus)]
    status: &'static str,
}

impl From<ApiToken> for TokenView {
    fn from(token: ApiToken) -> Self {
        Self {
            id: token.id.to_string(),
            customer_id: token.of.customer().map(|id| id.to_string()),
            name: token.name.to_string(),
            prefix: token.prefix,
            last4: token.last4,
            scopes: token.scopes.iter().map(TokenScope::as_str).collect(),
            created_by: token.created_by.name().map(str::to_owned),
            created_at: token.created_at.to_string(),
            expires_at: token.expires_at.map(|at| at.to_string()),
            last_used_at: token.last_used_at.map(|at| at.to_string()),
            status: token.state.as_str(),
        }
    }
}

/// A token to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What people call it.
    #[serde(default)]
    #[schema(required, value_type = schema::Name)]
    name: String,
    /// What it is made for, at least one. For a customer: `sessions:read`, `sessions:batch`,
    /// `sessions:realtime`, `usage:read`, `usage:write`. For the reseller: `customers:read`,
    /// `customers:write`, `users:read`, `users:write`, `tokens:read`, `tokens:write`,
    /// `sessions:read`, `usage:read`, `money:read`, `money:write`, `audit:read`, of which a token gives
    /// away its own only.
    #[serde(default)]
    #[schema(required, value_type = Vec<schema::Scope>, min_items = 1)]
    scopes: Vec<String>,
    /// When it ends: after `30`, `90` or `365` days, with the day in `expires_on` if it is
    /// `custom`, or `never`.
    #[serde(default)]
    #[schema(required, value_type = schema::TokenExpiry)]
    expiry: String,
    /// The last day of a `custom` one, where the reseller is.
    #[serde(default)]
    #[schema(format = Date)]
    expires_on: Option<String>,
}

/// How a token is replaced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rotation {
    /// For how long the token goes on beside the new one, but not for longer than it would have: 0,
    /// 3600, 86400 or 604800 seconds.
    #[serde(default, deserialize_with = "whole")]
    #[schema(required, value_type = schema::Overlap)]
    overlap_seconds: Option<i64>,
}

/// A token that was made, with its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeToken {
    #[serde(flatten)]
    token: TokenView,
    /// What its program signs in with. It can be read this one time.
    #[schema(example = "ent_c…")]
    secret: String,
}

/// Which tokens, and which piece of them, the latest first: at most 100 at once.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TokensQuery {
    /// Words to find in the name, or the beginning or end of a secret.
    q: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// List a customer's tokens.
#[utoipa::path(
    get, path = "/customers/{id}/tokens", tag = "Tokens", operation_id = "list_customer_tokens",
    params(("id" = String, Path, description = "The customer", format = Uuid), TokensQuery),
    responses(
        (status = 200, description = "A piece of the list", body = Piece<TokenView>),
    ),
    security(("token" = ["tokens:read"]))
)]
pub async fn of_customer(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Id(customer): Id<CustomerId>,
    StrictQuery(query): StrictQuery<TokensQuery>,
) -> Answer<Json<Piece<TokenView>>> {
    let permit = caller.allowed::<ViewTokens>()?;
    found(&site, &permit, Holder::Customer(customer), &query).await
}

/// List the reseller's own tokens.
#[utoipa::path(
    get, path = "/tokens", tag = "Tokens", operation_id = "list_tokens",
    params(TokensQuery),
    responses(
        (status = 200, description = "A piece of the list", body = Piece<TokenView>),
    ),
    security(("token" = ["tokens:read"]))
)]
pub async fn of_reseller(
    State(site): State<Arc<Site>>,
    caller: Caller,
    StrictQuery(query): StrictQuery<TokensQuery>,
) -> Answer<Json<Piece<TokenView>>> {
    let permit = caller.allowed::<ViewTokens>()?;
    found(&site, &permit, Holder::Reseller, &query).await
}

async fn found(
    site: &Site,
    permit: &Permit<ViewTokens>,
    of: Holder,
    query: &TokensQuery,
) -> Answer<Json<Piece<TokenView>>> {
    let listing = TokenListing {
        search: search(query.q.as_deref()),
        page: request(query.cursor.as_deref())?,
    };
    let found = site
        .backend
        .list_tokens(permit, of, &listing, site.clock.now());
    Ok(Json(piece(found.await?)))
}

/// Look at a token.
#[utoipa::path(
    get, path = "/tokens/{id}", tag = "Tokens", operation_id = "get_token",
    params(("id" = String, Path, description = "The token", format = Uuid)),
    responses(
        (status = 200, description = "The token", body = TokenView),
    ),
    security(("token" = ["tokens:read"]))
)]
pub async fn get(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<TokenId>,
) -> Answer<Json<TokenView>> {
    let permit = caller.allowed::<ViewTokens>()?;
    let token = store.token(&permit, id, site.clock.now()).await?;
    Ok(Json(token.into()))
}

/// Make a token for a customer.
#[utoipa::path(
    post, path = "/customers/{id}/tokens", tag = "Tokens", operation_id = "create_customer_token",
    params(("id" = String, Path, description = "The customer", format = Uuid)),
    request_body = NewToken,
    responses(
        (status = 201, description = "The token with its secret", body = MadeToken),
    ),
    security(("token" = ["tokens:write"]))
)]
pub async fn create_for_customer(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Id(customer): Id<CustomerId>,
    Strict(said): Strict<NewToken>,
) -> Answer<Made<MadeToken>> {
    let permit = caller.allowed::<ManageTokens>()?;
    create(&site, &caller, &permit, Holder::Customer(customer), said).await
}

/// Make a token for the reseller's own programs.
#[utoipa::path(
    post, path = "/tokens", tag = "Tokens", operation_id = "create_token",
    request_body = NewToken,
    responses(
        (status = 201, description = "The token with its secret", body = MadeToken),
    ),
    security(("token" = ["tokens:write"]))
)]
pub async fn create_for_reseller(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Strict(said): Strict<NewToken>,
) -> Answer<Made<MadeToken>> {
    let permit = caller.allowed::<ManageTokens>()?;
    create(&site, &caller, &permit, Holder::Reseller, said).await
}

async fn create(
    site: &Site,
    caller: &Caller,
    permit: &Permit<ManageTokens>,
    of: Holder,
    said: NewToken,
) -> Answer<Made<MadeToken>> {
    if said.expires_on.is_some() && said.expiry != Expiry::CUSTOM {
        let detail = "Send it together with an expiry that is custom.";
        return Err(Refusal::field("/expires_on", "together", detail));
    }
    let draft = TokenDraft {
        name: said.name,
        scopes: said.scopes,
        expiry: said.expiry,
        expires_on: said.expires_on.unwrap_or_default(),
    };
    let new = draft.parse(of.kind()).map_err(Error::from)?;
    let issued = caller.secrets(site)?.issue_token(of.kind())?;
    let (store, now) = (&site.backend, site.clock.now());
    let made = store.create_token(permit, of, new, issued.secret, now);
    Ok(revealed(made.await?, issued.token))
}

/// Replace a token by another one with the same name and scopes, and for as long a time.
#[utoipa::path(
    post, path = "/tokens/{id}/rotate", tag = "Tokens", operation_id = "rotate_token",
    params(("id" = String, Path, description = "The token", format = Uuid)),
    request_body = Rotation,
    responses(
        (status = 201, description = "The new token with its secret", body = MadeToken),
    ),
    security(("token" = ["tokens:write"]))
)]
pub async fn rotate(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<TokenId>,
    Strict(said): Strict<Rotation>,
) -> Answer<Made<MadeToken>> {
    let permit = caller.allowed::<ManageTokens>()?;
    let overlap = overlap(&said)?;
    let (look, now) = (house::permit::<ViewTokens>(&caller)?, site.clock.now());
    let kind = store.token(&look, id, now).await?.of.kind();
    let issued = caller.secrets(&site)?.issue_token(kind)?;
    let made = store.rotate_token(&permit, id, issued.secret, overlap, now);
    Ok(revealed(made.await?, issued.token))
}

/// Revoke a token, for good.
#[utoipa::path(
    delete, path = "/tokens/{id}", tag = "Tokens", operation_id = "revoke_token",
    params(("id" = String, Path, description = "The token", format = Uuid)),
    responses(
        (status = 200, description = "The token, which is no good any more", body = TokenView),
    ),
    security(("token" = ["tokens:write"]))
)]
pub async fn revoke(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    Id(id): Id<TokenId>,
) -> Answer<Json<TokenView>> {
    let permit = caller.allowed::<ManageTokens>()?;
    let token = store.revoke_token(&permit, id, site.clock.now()).await?;
    Ok(Json(token.into()))
}

fn revealed(token: ApiToken, secret: String) -> Made<MadeToken> {
    let id = token.id;
    let token = token.into();
    made("tokens", &id, MadeToken { token, secret })
}

fn overlap(said: &Rotation) -> Result<i64, Refusal> {
    let known = said.overlap_seconds.filter(|it| OVERLAPS.contains(it));
    known.ok_or_else(|| {
        let choices = OVERLAPS.map(|seconds| seconds.to_string()).join(", ");
        let detail = format!("Use one of these: {choices}.");
        Refusal::field("/overlap_seconds", "not_one_of", detail)
    })
}
