//! Sign-in sessions.

use super::subject;
use crate::customers;
use crate::entity::{customer, session, user};
use crate::error::Fault;
use crate::scope;
use crate::users;
use domain::Error;
use domain::access::{EditOwnAccount, Permit, Subject, ViewOwnAccount};
use domain::id::{ResellerId, UserId};
use domain::sign_in::{
    Device, SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS, SecretHash, SessionEnd, SessionState,
};
use domain::timestamp::Timestamp;
use domain::user::SignedInDevice;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, LockType, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Order,
    QueryResult,
};

/// How long a person is taken to be still here after a request was noted.
const TOUCH_SECONDS: i64 = 60;
/// How long ended sessions are remembered, so that their end can be explained.
const REMEMBERED_SECONDS: i64 = 24 * 60 * 60;

/// Joins a person's customer.
pub(crate) fn customer_of_user() -> Condition {
    use {customer::Column as C, user::Column as U};
    Condition::all()
        .add(
            Expr::col((customer::Entity, C::ResellerId))
                .eq(Expr::col((user::Entity, U::ResellerId))),
        )
        .add(Expr::col((customer::Entity, C::Id)).eq(Expr::col((user::Entity, U::CustomerId))))
}

/// Begins a session for a person who may sign in, and answers whether that is so.
pub(super) async fn open(
    tx: &DatabaseTransaction,
    reseller: ResellerId,
    user: UserId,
    token: SecretHash,
    (device, is_proven): (Device, bool),
    now: Timestamp,
) -> Result<bool, Fault> {
    let mut query = Query::select();
    query
        .column((user::Entity, user::Column::AuthEpoch))
        .expr(Expr::col((user::Entity, user::Column::TotpSecret)).is_not_null())
        .from(user::Entity)
        .left_join(customer::Entity, customer_of_user())
        .and_where(Expr::col((user::Entity, user::Column::ResellerId)).eq(reseller.uuid()))
        .and_where(Expr::col((user::Entity, user::Column::Id)).eq(user.uuid()))
        .and_where(Expr::col((user::Entity, user::Column::IsEnabled)).eq(true))
        .cond_where(
            Condition::any()
                .add(Expr::col((user::Entity, user::Column::CustomerId)).is_null())
                .add(Expr::col((customer::Entity, customer::Column::Status)).eq(0)),
        )
        .lock_with_tables(LockType::Update, [user::Entity]);
    let Some(row) = tx.query_one(&query).await? else {
        return Ok(false);
    };
    let opened = session::Model {
        token_hash: token.0.to_vec(),
        reseller_id: reseller.uuid(),
        user_id: user.uuid(),
        auth_epoch: row.try_get_by_index(0)?,
        created_at: now.micros(),
        last_seen_at: now.micros(),
        address: device.address.map(|address| address.to_string()),
        agent: device.agent.chars().take(Device::AGENT_MAX).collect(),
        former_hash: None,
        awaits_code: row.try_get_by_index::<bool>(1)? && !is_proven,
    };
    session::Entity::insert(opened.into_active_model())
        .exec_without_returning(tx)
        .await?;
    let mut update = Query::update();
    update
        .table(user::Entity)
        .value(user::Column::LastSignInAt, now.micros())
        .and_where(user::Column::ResellerId.eq(reseller.uuid()))
        .and_where(user::Column::Id.eq(user.uuid()));
    tx.execute(&update).await?;
    Ok(true)
}

/// What a token stands for: one query, because every request asks.
pub(super) async fn state(
    db: &impl ConnectionTrait,
    token: SecretHash,
    now: Timestamp,
) -> Result<SessionState, Fault> {
    use {session::Column as S, user::Column as U};
    let mut query = Query::select();
    query
        .columns([S::CreatedAt, S::LastSeenAt].map(|column| (session::Entity, column)))
        .columns([U::ResellerId, U::Id, U::CustomerId].map(|column| (user::Entity, column)))
        .expr(
            Expr::col((user::Entity, U::IsEnabled))
                .eq(true)
                .and(
                    Expr::col((user::Entity, U::AuthEpoch))
                        .eq(Expr::col((session::Entity, S::AuthEpoch))),
                )
                .and(
                    Expr::col((user::Entity, U::CustomerId))
                        .is_null()
                        .or(Expr::col((customer::Entity, customer::Column::Status)).eq(0)),
                ),
        )
        .column((user::Entity, U::MustChangePassword))
        .column((session::Entity, S::AwaitsCode))
        .column((user::Entity, U::Language))
        .from(session::Entity)
        .inner_join(
            user::Entity,
            Condition::all()
                .add(
                    Expr::col((user::Entity, U::ResellerId))
                        .eq(Expr::col((session::Entity, S::ResellerId))),
                )
                .add(Expr::col((user::Entity, U::Id)).eq(Expr::col((session::Entity, S::UserId)))),
        )
        .left_join(customer::Entity, customer_of_user())
        .and_where(Expr::col((session::Entity, S::TokenHash)).eq(token.0.to_vec()));
    let Some(row) = db.query_one(&query).await? else {
        return Ok(SessionState::Unknown);
    };
    let created = Timestamp::from_micros(row.try_get_by_index(0)?);
    let last_seen_at = Timestamp::from_micros(row.try_get_by_index(1)?);
    // An absent customer leaves the condition unknown, which is not good enough.
    let is_good = row.try_get_by_index::<Option<bool>>(5)?.unwrap_or(false);
    if !is_good {
        return Ok(SessionState::Ended(SessionEnd::Revoked));
    }
    if now >= created.plus_seconds(SESSION_ABSOLUTE_SECONDS) {
        return Ok(SessionState::Ended(SessionEnd::Absolute));
    }
    if now >= last_seen_at.plus_seconds(SESSION_IDLE_SECONDS) {
        return Ok(SessionState::Ended(SessionEnd::Idle));
    }
    Ok(SessionState::Live {
        reseller: ResellerId::from(row.try_get_by_index::<Uuid>(2)?),
        user: UserId::from(row.try_get_by_index::<Uuid>(3)?),
        subject: subject(row.try_get_by_index(4)?),
        last_seen_at,
        must_change_password: row.try_get_by_index(6)?,
        awaits_code: row.try_get_by_index(7)?,
        language: users::language(row.try_get_by_index(8)?),
    })
}

/// Notes that a person is here, unless the session has ended or it was noted just now.
pub(super) async fn touch(
    tx: &DatabaseTransaction,
    token: SecretHash,
    now: Timestamp,
) -> Result<(), Fault> {
    let SessionState::Live {
        reseller,
        subject,
        last_seen_at,
        ..
    } = state(tx, token, now).await?
    else {
        return Ok(());
    };
    if now < last_seen_at.plus_seconds(TOUCH_SECONDS) {
        return Ok(());
    }
    let mut update = Query::update();
    update
        .table(session::Entity)
        .value(session::Column::LastSeenAt, now.micros())
        .and_where(session::Column::TokenHash.eq(token.0.to_vec()));
    tx.execute(&update).await?;
    match subject {
        Subject::Reseller => Ok(()),
        Subject::Customer(customer) => {
            // The person may not change a customer; that they were here is noted by the system.
            let system = scope::of_reseller(reseller)?;
            customers::note_activity(tx, system, customer, now).await
        }
    }
}

/// Where a person is signed in, the latest first.
pub(crate) async fn devices(
    db: &impl ConnectionTrait,
    permit: &Permit<ViewOwnAccount>,
    current: SecretHash,
    now: Timestamp,
) -> Result<Vec<SignedInDevice>, Fault> {
    use session::Column as S;
    let actor = permit.actor().ok_or(Error::NotFound)?;
    let scope = permit.scope();
    let epoch = users::find(db, scope, actor).await?.auth_epoch;
    let ended = |seconds: i64| now.plus_seconds(-seconds).micros();
    let mut query = Query::select();
    query
        .columns([S::TokenHash, S::CreatedAt, S::LastSeenAt])
        .columns([S::Address, S::Agent])
        .from(session::Entity)
        .and_where(S::ResellerId.eq(scope.reseller().uuid()))
        .and_where(S::UserId.eq(actor.uuid()))
        .and_where(S::AuthEpoch.eq(epoch))
        .and_where(S::LastSeenAt.gt(ended(SESSION_IDLE_SECONDS)))
        .and_where(S::CreatedAt.gt(ended(SESSION_ABSOLUTE_SECONDS)))
        .order_by(S::LastSeenAt, Order::Desc);
    let rows = db.query_all(&query).await?;
    let device = |row: &QueryResult| {
        Ok(SignedInDevice {
            is_current: row.try_get_by_index::<Vec<u8>>(0)? == current.0,
            since: Timestamp::from_micros(row.try_get_by_index(1)?),
            last_seen_at: Timestamp::from_micros(row.try_get_by_index(2)?),
            address: row.try_get_by_index(3)?,
            agent: row.try_get_by_index(4)?,
        })
    };
    rows.iter().map(device).collect()
}

/// Ends a person's sessions but one.
pub(crate) async fn end_others(
    tx: &DatabaseTransaction,
    permit: &Permit<EditOwnAccount>,
    current: SecretHash,
) -> Result<u64, Fault> {
    let actor = permit.actor().ok_or(Error::NotFound)?;
    let mut delete = Query::delete();
    delete
        .from_table(session::Entity)
        .and_where(session::Column::ResellerId.eq(permit.scope().reseller().uuid()))
        .and_where(session::Column::UserId.eq(actor.uuid()))
        .and_where(session::Column::TokenHash.ne(current.0.to_vec()));
    Ok(tx.execute(&delete).await?.rows_affected())
}

/// Forgets sessions that ended long ago.
pub(super) async fn sweep(tx: &DatabaseTransaction, now: Timestamp) -> Result<u64, Fault> {
    let before = |seconds: i64| now.plus_seconds(-seconds - REMEMBERED_SECONDS).micros();
    let mut delete = Query::delete();
    delete.from_table(session::Entity).cond_where(
        Condition::any()
            .add(session::Column::LastSeenAt.lt(before(SESSION_IDLE_SECONDS)))
            .add(session::Column::CreatedAt.lt(before(SESSION_ABSOLUTE_SECONDS))),
    );
    Ok(tx.execute(&delete).await?.rows_affected())
}
