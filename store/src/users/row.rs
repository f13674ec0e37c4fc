//! People as rows.

use crate::entity::user::{self, Column, Model};
use crate::error::Fault;
use crate::fold;
use crate::scope;
use domain::Error;
use domain::access::Scope;
use domain::email::Email;
use domain::id::{CustomerId, UserId};
use domain::name::Name;
use domain::timestamp::Timestamp;
use domain::user::{People, User, UserStatus};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryResult};
use std::collections::HashMap;

/// The row of a person.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    id: UserId,
) -> Result<Model, Fault> {
    let row = scope::find::<user::Entity>(scope).filter(Column::Id.eq(id.uuid()));
    Ok(row.one(db).await?.ok_or(Error::NotFound)?)
}

/// Names of people whom somebody may read of, with the customer they belong to: their own, and the
/// reseller's team, who do things for customers.
pub(crate) async fn mentioned(
    db: &impl ConnectionTrait,
    scope: Scope,
    ids: Vec<Uuid>,
) -> Result<HashMap<Uuid, (String, Option<Uuid>)>, Fault> {
    let mut query = Query::select();
    query
        .columns([Column::Id, Column::Name, Column::CustomerId])
        .from(user::Entity)
        .and_where(Column::ResellerId.eq(scope.reseller().uuid()))
        .and_where(Column::Id.is_in(ids));
    if let Some(own) = scope.customer() {
        let or_team = Column::CustomerId.is_null();
        query.and_where(Column::CustomerId.eq(own.uuid()).or(or_team));
    }
    let person = |row: &QueryResult| {
        let (name, of) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        Ok((row.try_get_by_index(0)?, (name, of)))
    };
    db.query_all(&query).await?.iter().map(person).collect()
}

/// Somebody who cannot sign in yet.
pub(crate) fn added(
    reseller: Uuid,
    customer: Option<Uuid>,
    (name, email): (&Name, &Email),
    now: i64,
) -> Model {
    Model {
        reseller_id: reseller,
        id: Uuid::now_v7(),
        customer_id: customer,
        name: name.as_str().to_owned(),
        email: email.as_str().to_owned(),
        email_key: email.key(),
        password_hash: None,
        is_enabled: true,
        auth_epoch: 0,
        created_at: now,
        name_key: fold::key(name.as_str()),
        invited_until: None,
        last_sign_in_at: 0,
        totp_secret: None,
        totp_pending: None,
        totp_last_step: 0,
        code_failures: 0,
        code_failed_at: 0,
        must_change_password: false,
        language: None,
    }
}

/// A row as the rest of the program knows it.
pub(crate) fn user(row: &Model, now: Timestamp) -> Result<User, Fault> {
    let wrong = |issue| DbErr::Type(format!("a stored person is not valid: {issue:?}"));
    Ok(User {
        id: UserId::from(row.id),
        of: row.customer_id.map_or(People::Team, |customer| {
            People::Of(CustomerId::from(customer))
        }),
        name: Name::parse(&row.name).map_err(wrong)?,
        email: Email::parse(&row.email).map_err(wrong)?,
        status: UserStatus::of(
            row.is_enabled,
            row.invited_until.map(Timestamp::from_micros),
            now,
        ),
        last_sign_in_at: (row.last_sign_in_at != 0)
            .then(|| Timestamp::from_micros(row.last_sign_in_at)),
        has_two_factor: row.totp_secret.is_some(),
    })
}
