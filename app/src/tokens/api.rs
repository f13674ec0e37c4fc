//! The server functions about API tokens: authorise, parse, ask the store.
//!
//! `customer` says whose tokens they are about; without one it is the signed-in person's own.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::api_token::{ApiToken, TokenListing};
use domain::id::{CustomerId, TokenId};
use domain::listing::Page;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, secrets, session},
    domain::access,
    domain::api_token::{Holder, OVERLAPS, TokenDraft},
    domain::customer::CustomerFilter,
    domain::error::Error,
    domain::field::{Field, Issue},
};

/// A token that was made, and what its program signs in with. That can be read this one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewApiToken {
    /// The token.
    pub token: ApiToken,
    /// What its program signs in with.
    pub revealed: String,
}

/// One page of tokens.
#[server(endpoint = "list_tokens", input = Json, output = Json)]
pub async fn list_tokens(
    customer: Option<CustomerId>,
    listing: TokenListing,
) -> Result<Page<ApiToken>, Failure> {
    let permit = allowed::<access::ViewTokens>()?;
    if listing.search.len() > CustomerFilter::SEARCH_MAX * 4 {
        return Err(Failure(Error::BadRequest));
    }
    let of = holder(customer)?;
    Ok(backend()?
        .list_tokens(&permit, of, &listing, now()?)
        .await?)
}

/// One token.
#[server(endpoint = "get_token", input = Json, output = Json)]
pub async fn get_token(id: TokenId) -> Result<ApiToken, Failure> {
    let permit = allowed::<access::ViewTokens>()?;
    Ok(backend()?.token(&permit, id, now()?).await?)
}

/// Makes a token.
#[server(endpoint = "create_token", output = Json)]
pub async fn create_token(
    #[server(default)] customer: Option<CustomerId>,
    #[server(default)] name: String,
    #[server(default)] scopes: Vec<String>,
    #[server(default)] expiry: String,
    #[server(default)] expires_on: String,
) -> Result<NewApiToken, Failure> {
    let permit = allowed::<access::ManageTokens>()?;
    let of = holder(customer)?;
    let draft = TokenDraft {
        name,
        scopes,
        expiry,
        expires_on,
    };
    let new = draft.parse(of.kind())?;
    let issued = secrets()?.issue_token(of.kind())?;
    let token = backend()?
        .create_token(&permit, of, new, issued.secret, now()?)
        .await?;
    Ok(NewApiToken {
        token,
        revealed: issued.token,
    })
}

/// Makes a token that takes the place of another one, which goes on for `overlap` seconds.
#[server(endpoint = "rotate_token", output = Json)]
pub async fn rotate_token(id: TokenId, overlap: i64) -> Result<NewApiToken, Failure> {
    let permit = allowed::<access::ManageTokens>()?;
    let look = allowed::<access::ViewTokens>()?;
    if !OVERLAPS.contains(&overlap) {
        return Err(Failure(Error::invalid(Field::Overlap, Issue::NotInList)));
    }
    let kind = backend()?.token(&look, id, now()?).await?.of.kind();
    let issued = secrets()?.issue_token(kind)?;
    let token = backend()?
        .rotate_token(&permit, id, issued.secret, overlap, now()?)
        .await?;
    Ok(NewApiToken {
        token,
        revealed: issued.token,
    })
}

/// Takes a token back. Answers with its name.
#[server(endpoint = "revoke_token", output = Json)]
pub async fn revoke_token(id: TokenId) -> Result<String, Failure> {
    let permit = allowed::<access::ManageTokens>()?;
    let token = backend()?.revoke_token(&permit, id, now()?).await?;
    Ok(token.name.to_string())
}

/// Whose tokens are meant.
#[cfg(feature = "ssr")]
fn holder(customer: Option<CustomerId>) -> Result<Holder, Failure> {
    let own = Holder::own(session()?.subject());
    Ok(customer.map_or(own, Holder::Customer))
}
