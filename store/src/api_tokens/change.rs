//! Making, replacing and revoking tokens.

use super::row;
use crate::audit::{self, Author, Event};
use crate::entity::api_token::{self, Column, Model};
use crate::error::Fault;
use crate::{fold, scope, tenant};
use domain::Error;
use domain::access::Permission;
use domain::api_token::{
    ApiToken, Expiry, Holder, NewSecret, NewToken, TokenGrant, TokenScopes, TokenState,
};
use domain::audit::{AuditKind, FieldChange};
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::{CustomerId, TokenId};
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};

/// Makes a token.
pub(super) async fn create(
    tx: &DatabaseTransaction,
    author: &Author,
    giver: Option<TokenGrant>,
    of: Holder,
    (new, secret): (NewToken, NewSecret),
    now: Timestamp,
) -> Result<ApiToken, Fault> {
    row::check_holder(tx, author.scope, of).await?;
    may_give(giver, of, new.scopes)?;
    let added = Model {
        name: new.name.as_str().to_owned(),
        name_key: fold::key(new.name.as_str()),
        scopes: new.scopes.words(),
        expires_at: end(tx, author, new.expiry, now).await?,
        ..blank(author, of.customer().map(CustomerId::uuid), secret, now)
    };
    insert(tx, &added).await?;
    let changes = vec![
        change(Field::Name, None, Some(&added.name)),
        change(Field::Scopes, None, Some(&added.scopes)),
        change(Field::ExpiresOn, None, written(added.expires_at).as_deref()),
    ];
    note(tx, author, &added, AuditKind::TokenCreated, changes).await?;
    row::token(tx, author.scope, added, now).await
}

/// Makes a token in the place of another one.
pub(super) async fn rotate(
    tx: &DatabaseTransaction,
    author: &Author,
    giver: Option<TokenGrant>,
    id: TokenId,
    (secret, overlap): (NewSecret, i64),
    now: Timestamp,
) -> Result<ApiToken, Fault> {
    let old = lock(tx, author, id).await?;
    let expires_at = old.expires_at.map(Timestamp::from_micros);
    let is_replaced = old.replaced_by.is_some();
    let state = TokenState::of(old.is_revoked, is_replaced, expires_at, now);
    // What has been replaced is on its way out already.
    if state != TokenState::Active {
        return Err(Error::Conflict(Conflict::TokenOver).into());
    }
    may_give(
        giver,
        row::holder(old.customer_id),
        TokenScopes::from_words(&old.scopes),
    )?;
    let lasts = old.expires_at.map(|end| end - old.created_at);
    let added = Model {
        name: old.name.clone(),
        name_key: old.name_key.clone(),
        scopes: old.scopes.clone(),
        expires_at: lasts.map(|lasts| now.micros() + lasts),
        ..blank(author, old.customer_id, secret, now)
    };
    insert(tx, &added).await?;
    let last = now.plus_seconds(overlap).micros();
    let last = old.expires_at.map_or(last, |end| end.min(last));
    let mut update = scope::update::<api_token::Entity>(author.scope);
    update
        .value(Column::ExpiresAt, last)
        .value(Column::ReplacedBy, added.id)
        .and_where(Column::Id.eq(old.id));
    tx.execute(&update).await?;
    let before = written(old.expires_at);
    let changes = vec![
        change(Field::Name, Some(&old.name), Some(&added.name)),
        change(
            Field::ExpiresOn,
            before.as_deref(),
            written(Some(last)).as_deref(),
        ),
    ];
    note(tx, author, &old, AuditKind::TokenReplaced, changes).await?;
    row::token(tx, author.scope, added, now).await
}

/// Takes a token back.
pub(super) async fn revoke(
    tx: &DatabaseTransaction,
    author: &Author,
    id: TokenId,
    now: Timestamp,
) -> Result<ApiToken, Fault> {
    let mut found = lock(tx, author, id).await?;
    if !found.is_revoked {
        found.is_revoked = true;
        let mut update = scope::update::<api_token::Entity>(author.scope);
        update
            .value(Column::IsRevoked, true)
            .and_where(Column::Id.eq(found.id));
        tx.execute(&update).await?;
        let changes = vec![change(Field::Name, Some(&found.name), None)];
        note(tx, author, &found, AuditKind::TokenRevoked, changes).await?;
    }
    row::token(tx, author.scope, found, now).await
}

/// A program gives away nothing of the reseller's that it does not have itself.
fn may_give(giver: Option<TokenGrant>, of: Holder, scopes: TokenScopes) -> Result<(), Error> {
    match (giver, of) {
        (Some(giver), Holder::Reseller) if !giver.scopes.contains_all(scopes) => {
            Err(Error::Forbidden(Permission::ManageTokens))
        }
        _ => Ok(()),
    }
}

/// When a token ends that is made now. Microseconds since the epoch, UTC.
async fn end(
    tx: &DatabaseTransaction,
    author: &Author,
    expiry: Expiry,
    now: Timestamp,
) -> Result<Option<i64>, Fault> {
    let end = match expiry {
        Expiry::Never => return Ok(None),
        Expiry::Days(days) => now.plus_seconds(i64::from(days) * 24 * 60 * 60),
        Expiry::With(day) => {
            let reseller = author.scope.reseller();
            let (_, end) = tenant::days(tx, reseller, (None, Some(day))).await?;
            let end = end.filter(|end| *end > now);
            end.ok_or_else(|| Error::invalid(Field::ExpiresOn, Issue::Past))?
        }
    };
    Ok(Some(end.micros()))
}

async fn lock(tx: &DatabaseTransaction, author: &Author, id: TokenId) -> Result<Model, Fault> {
    let row = scope::find::<api_token::Entity>(author.scope)
        .filter(Column::Id.eq(id.uuid()))
        .lock_exclusive();
    Ok(row.one(tx).await?.ok_or(Error::NotFound)?)
}

/// A token without name and scopes.
fn blank(author: &Author, customer: Option<Uuid>, secret: NewSecret, now: Timestamp) -> Model {
    Model {
        reseller_id: author.scope.reseller().uuid(),
        id: Uuid::now_v7(),
        customer_id: customer,
        name: String::new(),
        name_key: String::new(),
        secret_hash: secret.hash.0.to_vec(),
        prefix: secret.prefix,
        last4: secret.last4,
        scopes: String::new(),
        created_by: author.doer(),
        created_at: now.micros(),
        expires_at: None,
        last_used_at: 0,
        is_revoked: false,
        replaced_by: None,
    }
}

async fn insert(tx: &DatabaseTransaction, row: &Model) -> Result<(), Fault> {
    api_token::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn note(
    tx: &DatabaseTransaction,
    author: &Author,
    row: &Model,
    kind: AuditKind,
    changes: Vec<FieldChange>,
) -> Result<(), Fault> {
    let event = Event {
        customer: row.customer_id,
        user: None,
        kind,
        changes,
    };
    audit::record(tx, author, &[event]).await
}

fn written(at: Option<i64>) -> Option<String> {
    at.map(|at| Timestamp::from_micros(at).to_string())
}

fn change(field: Field, from: Option<&str>, to: Option<&str>) -> FieldChange {
    FieldChange {
        field: field.as_str().to_owned(),
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
    }
}
