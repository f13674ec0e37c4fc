//! Invitations that nobody has answered.

use super::attention::Found;
use crate::entity::one_time_link::{Column as Link, Entity as LinkEntity, OPEN};
use crate::entity::{customer_invitation, user};
use crate::error::Fault;
use crate::{links, scope};
use domain::access::Scope;
use domain::dashboard::{Cause, UNANSWERED_DAYS};
use domain::link::LinkKind;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, Order, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryResult};

/// After so many days it is no longer worth anybody's attention.
const FORGOTTEN_DAYS: i64 = 30;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// They, the one that has waited longest first.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<Found>, Fault> {
    let mut all = Vec::new();
    for (query, is_registration) in [(people(scope, now), false), (customers(scope, now), true)] {
        let found = |row: &QueryResult| found(row, is_registration, now);
        let rows = db.query_all(&query).await?;
        let found: Vec<_> = rows.iter().map(found).collect::<Result<_, Fault>>()?;
        all.extend(found);
    }
    all.sort_by_key(|(sent_at, _)| *sent_at);
    Ok(all.into_iter().map(|(_, found)| found).collect())
}

/// People who were invited to a console, or to the team.
fn people(scope: Scope, now: Timestamp) -> SelectStatement {
    use user::Column as U;
    let mut query = unused(scope, LinkKind::Invitation, now);
    query
        .columns([(user::Entity, U::CustomerId), (user::Entity, U::Email)])
        .inner_join(
            user::Entity,
            Expr::col((user::Entity, U::ResellerId))
                .equals((LinkEntity, Link::ResellerId))
                .and(Expr::col((user::Entity, U::Id)).equals((LinkEntity, Link::UserId))),
        )
        .and_where(U::InvitedUntil.is_not_null())
        .and_where(U::IsEnabled.eq(true));
    query
}

/// Customers who were invited to register.
fn customers(scope: Scope, now: Timestamp) -> SelectStatement {
    use customer_invitation::{Column as I, Entity};
    let mut query = unused(scope, LinkKind::CustomerInvitation, now);
    query
        .columns([(Entity, I::CustomerId), (Entity, I::Email)])
        .inner_join(
            Entity,
            Expr::col((Entity, I::ResellerId))
                .equals((LinkEntity, Link::ResellerId))
                .and(Expr::col((Entity, I::Id)).equals((LinkEntity, Link::UserId))),
        )
        .and_where(I::State.eq(customer_invitation::OPEN));
    query
}

/// Links that nobody has used, though there was time.
fn unused(scope: Scope, kind: LinkKind, now: Timestamp) -> SelectStatement {
    let earliest = now.plus_seconds(-FORGOTTEN_DAYS * DAY_SECONDS);
    let latest = now.plus_seconds(-UNANSWERED_DAYS * DAY_SECONDS);
    let mut query = scope::select::<LinkEntity>(scope);
    query
        .columns([(LinkEntity, Link::CreatedAt), (LinkEntity, Link::ExpiresAt)])
        .and_where(Link::Kind.eq(links::number(kind)))
        .and_where(Link::State.eq(OPEN))
        .and_where(Link::CreatedAt.between(earliest.micros(), latest.micros()))
        .order_by((LinkEntity, Link::CreatedAt), Order::Asc);
    query
}

fn found(
    row: &QueryResult,
    is_registration: bool,
    now: Timestamp,
) -> Result<(Timestamp, Found), Fault> {
    let sent_at = Timestamp::from_micros(row.try_get_by_index(0)?);
    let expires_at = Timestamp::from_micros(row.try_get_by_index(1)?);
    let customer: Option<Uuid> = row.try_get_by_index(2)?;
    let cause = Cause::Unanswered {
        email: row.try_get_by_index(3)?,
        sent_at,
        is_over: now >= expires_at,
        is_registration,
    };
    Ok((sent_at, (customer, cause)))
}
