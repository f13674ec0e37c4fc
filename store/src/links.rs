//! Links that work once.

use crate::audit::now;
use crate::entity::one_time_link::{self, Column, Model, OPEN, REVOKED, USED};
use crate::entity::{customer, reseller, user};
use crate::error::Fault;
use crate::sign_ins::{customer_of_user, subject};
use crate::tenant;
use domain::Error;
use domain::access::Scope;
use domain::email::Email;
use domain::id::ResellerId;
use domain::link::{LinkHolder, LinkKind, LinkState, NewLink};
use domain::name::Name;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryResult,
};

/// How long a link whose time is over is remembered, so that its page can say so: 90 days.
const REMEMBERED_SECONDS: i64 = 90 * 24 * 60 * 60;

/// Keeps a link for a person, or for whatever else its kind is about.
pub(crate) async fn add(
    tx: &DatabaseTransaction,
    scope: Scope,
    user: Uuid,
    kind: LinkKind,
    link: NewLink,
) -> Result<(), Fault> {
    let row = Model {
        token_hash: link.token.0.to_vec(),
        reseller_id: scope.reseller().uuid(),
        user_id: user,
        kind: number(kind),
        state: OPEN,
        created_at: now(),
        expires_at: link.expires_at.micros(),
    };
    one_time_link::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Makes somebody's links of a kind useless.
pub(crate) async fn revoke(
    tx: &DatabaseTransaction,
    scope: Scope,
    user: Uuid,
    kind: LinkKind,
) -> Result<(), Fault> {
    let mut update = Query::update();
    update
        .table(one_time_link::Entity)
        .value(Column::State, REVOKED)
        .and_where(Column::ResellerId.eq(scope.reseller().uuid()))
        .and_where(Column::UserId.eq(user))
        .and_where(Column::Kind.eq(number(kind)))
        .and_where(Column::State.eq(OPEN));
    tx.execute(&update).await?;
    Ok(())
}

/// Whose a link is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    /// The tenant.
    pub reseller: ResellerId,
    /// The person, or whatever else the kind of link is about, which may be gone by now.
    pub id: Uuid,
}

/// A link as it is stored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// Whose it is.
    pub holder: Holder,
    state: i16,
    expires_at: Timestamp,
}

impl Found {
    /// What it is worth, with what its page shows if it can be used: nothing, if what it was for is
    /// gone.
    pub(crate) fn worth<T>(self, now: Timestamp, open: Option<T>) -> LinkState<T> {
        match (self.state, open) {
            (USED, _) => LinkState::Used,
            (REVOKED, _) | (_, None) => LinkState::Revoked,
            _ if now >= self.expires_at => LinkState::Expired,
            (_, Some(open)) => LinkState::Open(open),
        }
    }
}

/// The link with a token, whatever it is worth.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    kind: LinkKind,
    token: SecretHash,
) -> Result<Option<Found>, Fault> {
    let mut query = Query::select();
    query
        .columns([Column::State, Column::ExpiresAt])
        .columns([Column::ResellerId, Column::UserId])
        .from(one_time_link::Entity)
        .and_where(Column::TokenHash.eq(token.0.to_vec()))
        .and_where(Column::Kind.eq(number(kind)));
    let Some(row) = db.query_one(&query).await? else {
        return Ok(None);
    };
    Ok(Some(Found {
        state: row.try_get_by_index(0)?,
        expires_at: Timestamp::from_micros(row.try_get_by_index(1)?),
        holder: Holder {
            reseller: ResellerId::from(row.try_get_by_index::<Uuid>(2)?),
            id: row.try_get_by_index(3)?,
        },
    }))
}

/// Uses a link up, and answers whose it is. Of many who try at once, one does.
pub(crate) async fn take(
    tx: &DatabaseTransaction,
    kind: LinkKind,
    token: SecretHash,
    now: Timestamp,
) -> Result<Holder, Fault> {
    let mut update = Query::update();
    update
        .table(one_time_link::Entity)
        .value(Column::State, USED)
        .and_where(Column::TokenHash.eq(token.0.to_vec()))
        .and_where(Column::Kind.eq(number(kind)))
        .and_where(Column::State.eq(OPEN))
        .and_where(Column::ExpiresAt.gt(now.micros()));
    if tx.execute(&update).await?.rows_affected() == 0 {
        return Err(Error::NotFound.into());
    }
    let link = find(tx, kind, token).await?.ok_or(Error::NotFound)?;
    Ok(link.holder)
}

/// What a link is worth now.
pub(crate) async fn state(
    db: &impl ConnectionTrait,
    kind: LinkKind,
    token: SecretHash,
    now: Timestamp,
) -> Result<LinkState, Fault> {
    use {customer::Column as C, reseller::Column as R, user::Column as U};
    let mut query = Query::select();
    query
        .columns([Column::State, Column::ExpiresAt].map(|it| (one_time_link::Entity, it)))
        .columns(tenant::BRAND.map(|it| (reseller::Entity, it)))
        .column((reseller::Entity, R::Slug))
        .columns([U::CustomerId, U::Name, U::Email].map(|it| (user::Entity, it)))
        .column((customer::Entity, C::Name))
        .from(one_time_link::Entity)
        .inner_join(
            reseller::Entity,
            Expr::col((reseller::Entity, R::Id))
                .eq(Expr::col((one_time_link::Entity, Column::ResellerId))),
        )
        .left_join(user::Entity, user_of_link())
        .left_join(customer::Entity, customer_of_user())
        .and_where(Expr::col((one_time_link::Entity, Column::TokenHash)).eq(token.0.to_vec()))
        .and_where(Expr::col((one_time_link::Entity, Column::Kind)).eq(number(kind)));
    let Some(row) = db.query_one(&query).await? else {
        return Ok(LinkState::Unknown);
    };
    let holder = holder(&row)?;
    let expires_at = Timestamp::from_micros(row.try_get_by_index(1)?);
    Ok(match (row.try_get_by_index::<i16>(0)?, holder) {
        (USED, _) => LinkState::Used,
        (REVOKED, _) | (_, None) => LinkState::Revoked,
        _ if now >= expires_at => LinkState::Expired,
        (_, Some(holder)) => LinkState::Open(holder),
    })
}

/// Forgets links whose time has been over for long.
pub(crate) async fn sweep(tx: &DatabaseTransaction, now: Timestamp) -> Result<u64, Fault> {
    let before = now.plus_seconds(-REMEMBERED_SECONDS);
    let mut delete = Query::delete();
    delete
        .from_table(one_time_link::Entity)
        .and_where(Column::ExpiresAt.lt(before.micros()));
    Ok(tx.execute(&delete).await?.rows_affected())
}

fn user_of_link() -> Condition {
    use user::Column as U;
    let same = |theirs: U, ours: Column| {
        Expr::col((user::Entity, theirs)).eq(Expr::col((one_time_link::Entity, ours)))
    };
    Condition::all()
        .add(same(U::ResellerId, Column::ResellerId))
        .add(same(U::Id, Column::UserId))
}

/// The person, unless they are gone.
fn holder(row: &QueryResult) -> Result<Option<LinkHolder>, Fault> {
    let wrong = |issue| DbErr::Type(format!("a stored person is not valid: {issue:?}"));
    let name = |text: String| Name::parse(&text).map_err(wrong);
    let Some(email) = row.try_get_by_index::<Option<String>>(8)? else {
        return Ok(None);
    };
    Ok(Some(LinkHolder {
        brand: tenant::brand_at(row, 2)?,
        slug: row.try_get_by_index(5)?,
        subject: subject(row.try_get_by_index(6)?),
        name: name(row.try_get_by_index(7)?)?,
        email: Email::parse(&email).map_err(wrong)?,
        organisation: row
            .try_get_by_index::<Option<String>>(9)?
            .map(name)
            .transpose()?,
    }))
}

pub(crate) const fn number(kind: LinkKind) -> i16 {
    match kind {
        LinkKind::Invitation => 0,
        LinkKind::PasswordReset => 1,
        LinkKind::CustomerInvitation => 2,
        LinkKind::Verification => 3,
    }
}
