//! What a token is told about itself.

use super::gate::{Caller, Store};
use super::ledger::AccountView;
use super::problem::Answer;
use super::schema;
use crate::site::Site;
use axum::Json;
use axum::extract::State;
use domain::api_token::TokenScope;
use domain::customer::Status;
use domain::transcription::Mode;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Whom a token stands for, and what it may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    /// The token.
    token: OwnToken,
    /// The reseller's name.
    reseller: String,
    /// The customer; none for a token of the reseller.
    customer: Option<OwnCustomer>,
    /// The modes in which the token can begin sessions now: none while the customer is inactive.
    #[schema(value_type = Vec<schema::Mode>)]
    available_modes: Vec<&'static str>,
}

/// The token.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnToken {
    /// Its ID, which is no secret.
    #[schema(format = Uuid)]
    id: String,
    /// What people call it.
    name: String,
    /// What it was made for.
    #[schema(value_type = Vec<schema::Scope>)]
    scopes: Vec<&'static str>,
    /// From when on it is no good; none is never.
    #[schema(format = DateTime)]
    expires_at: Option<String>,
}

/// The customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnCustomer {
    /// Its ID.
    #[schema(format = Uuid)]
    id: String,
    /// Its name.
    name: String,
    /// `active` or `inactive`.
    #[schema(value_type = schema::CustomerStatus)]
    status: &'static str,
    /// What it has, and can spend.
    account: AccountView,
}

/// Look at your own account: whom the token stands for, and what it may do.
#[utoipa::path(
    get, path = "/me", tag = "Account", operation_id = "get_account",
    responses(
        (status = 200, description = "The account", body = Account),
    ),
    security(("token" = []))
)]
pub async fn me(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
) -> Answer<Json<Account>> {
    let account = store
        .token_account(&caller.session, site.clock.now())
        .await?;
    let is_active = account.status == Status::Active;
    let scopes = account.token.scopes;
    let modes = Mode::ALL.into_iter().filter(|mode| {
        let needed = match mode {
            Mode::Batch => TokenScope::SessionsBatch,
            Mode::Realtime => TokenScope::SessionsRealtime,
        };
        is_active && scopes.contains(needed)
    });
    let customer = match (caller.of.customer(), account.customer, account.money) {
        (Some(id), Some(name), Some(money)) => Some(OwnCustomer {
            id: id.to_string(),
            name: name.to_string(),
            status: account.status.as_str(),
            account: AccountView::at(&money, site.clock.now())?,
        }),
        _ => None,
    };
    Ok(Json(Account {
        available_modes: modes.map(Mode::as_str).collect(),
        token: OwnToken {
            id: account.token.id.to_string(),
            name: account.token.name.to_string(),
            scopes: scopes.iter().map(TokenScope::as_str).collect(),
            expires_at: account.token.expires_at.map(|at| at.to_string()),
        },
        reseller: account.reseller.to_string(),
        customer,
    }))
}
