//! Tokens as rows.

use crate::entity::api_token::{self, Column, Model};
use crate::error::Fault;
use crate::{customers, ledger, scope, tenant, users};
use domain::Error;
use domain::access::{Scope, Session};
use domain::api_token::{ApiToken, Holder, Maker, TokenAccount, TokenScopes, TokenState};
use domain::customer::Status;
use domain::id::{CustomerId, TokenId};
use domain::name::Name;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryResult};
use std::collections::HashMap;

/// The row of a token.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    id: TokenId,
) -> Result<Model, Fault> {
    let row = scope::find::<api_token::Entity>(scope).filter(Column::Id.eq(id.uuid()));
    Ok(row.one(db).await?.ok_or(Error::NotFound)?)
}

/// Refuses a holder whom there is not in this scope.
pub(super) async fn check_holder(
    db: &impl ConnectionTrait,
    scope: Scope,
    of: Holder,
) -> Result<(), Fault> {
    match of {
        Holder::Customer(customer) => customers::find(db, scope, customer).await.map(drop),
        // Nobody but the reseller has tokens for the whole house.
        Holder::Reseller if scope.customer().is_some() => Err(Error::NotFound.into()),
        Holder::Reseller => Ok(()),
    }
}

/// One row as the rest of the program knows it.
pub(super) async fn token(
    db: &impl ConnectionTrait,
    scope: Scope,
    row: Model,
    now: Timestamp,
) -> Result<ApiToken, Fault> {
    let tokens = tokens(db, scope, vec![row], now).await?;
    Ok(tokens.into_iter().next().ok_or(Error::NotFound)?)
}

/// Rows as the rest of the program knows them, with the names of who made them.
pub(super) async fn tokens(
    db: &impl ConnectionTrait,
    scope: Scope,
    rows: Vec<Model>,
    now: Timestamp,
) -> Result<Vec<ApiToken>, Fault> {
    let makers: Vec<Uuid> = rows.iter().filter_map(|row| row.created_by).collect();
    let mut names = users::mentioned(db, scope, makers.clone()).await?;
    names.extend(mentioned(db, scope, makers).await?);
    let token = |row: Model| {
        let maker = match row.created_by {
            None => Maker::Operator,
            Some(id) => match names.get(&id) {
                Some((name, _)) => Maker::Named(name.clone()),
                None => Maker::Gone,
            },
        };
        read(row, maker, now)
    };
    rows.into_iter().map(token).collect()
}

fn read(row: Model, created_by: Maker, now: Timestamp) -> Result<ApiToken, Fault> {
    let wrong = |issue| DbErr::Type(format!("a stored token is not valid: {issue:?}"));
    let expires_at = row.expires_at.map(Timestamp::from_micros);
    let is_replaced = row.replaced_by.is_some();
    Ok(ApiToken {
        id: TokenId::from(row.id),
        of: holder(row.customer_id),
        name: Name::parse(&row.name).map_err(wrong)?,
        prefix: row.prefix,
        last4: row.last4,
        scopes: TokenScopes::from_words(&row.scopes),
        created_by,
        created_at: Timestamp::from_micros(row.created_at),
        expires_at,
        last_used_at: (row.last_used_at != 0).then(|| Timestamp::from_micros(row.last_used_at)),
        state: TokenState::of(row.is_revoked, is_replaced, expires_at, now),
    })
}

/// What the token of a session is told about itself.
pub(super) async fn account(
    db: &impl ConnectionTrait,
    session: &Session,
    now: Timestamp,
) -> Result<TokenAccount, Fault> {
    let grant = session.token().ok_or(Error::NotFound)?;
    // It sees itself, whatever it was made for.
    let reseller = scope::of_reseller(session.reseller())?;
    let found = find(db, reseller, grant.id).await?;
    let customer = match found.customer_id {
        Some(id) => Some(customers::find(db, reseller, CustomerId::from(id)).await?),
        None => None,
    };
    let money = match found.customer_id {
        Some(id) => Some(ledger::account_of(db, reseller, CustomerId::from(id)).await?),
        None => None,
    };
    let wrong = |issue| DbErr::Type(format!("a stored customer is not valid: {issue:?}"));
    let name = customer
        .as_ref()
        .map(|customer| Name::parse(&customer.name));
    let is_active = customer.is_none_or(|customer| customer.status == 0);
    Ok(TokenAccount {
        token: token(db, reseller, found, now).await?,
        reseller: tenant::brand_of(&tenant::find(db, session.reseller()).await?)?.name,
        customer: name.transpose().map_err(wrong)?,
        status: Status::from_active(is_active),
        money,
    })
}

/// Whose a token is.
pub(super) fn holder(customer: Option<Uuid>) -> Holder {
    customer.map_or(Holder::Reseller, |customer| {
        Holder::Customer(CustomerId::from(customer))
    })
}

/// Names of tokens that somebody may read of, with the customer they belong to: their own, and the
/// reseller's, which do things for customers.
pub(crate) async fn mentioned(
    db: &impl ConnectionTrait,
    scope: Scope,
    ids: Vec<Uuid>,
) -> Result<HashMap<Uuid, (String, Option<Uuid>)>, Fault> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut query = Query::select();
    query
        .columns([Column::Id, Column::Name, Column::CustomerId])
        .from(api_token::Entity)
        .and_where(Column::ResellerId.eq(scope.reseller().uuid()))
        .and_where(Column::Id.is_in(ids));
    if let Some(own) = scope.customer() {
        let or_reseller = Column::CustomerId.is_null();
        query.and_where(Column::CustomerId.eq(own.uuid()).or(or_reseller));
    }
    let named = |row: &QueryResult| {
        let (name, of) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        Ok((row.try_get_by_index(0)?, (name, of)))
    };
    db.query_all(&query).await?.iter().map(named).collect()
}

/// The names of tokens in scope.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    scope: Scope,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, Fault> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let named = mentioned(db, scope, ids).await?.into_iter();
    Ok(named.map(|(id, (name, _))| (id, name)).collect())
}
