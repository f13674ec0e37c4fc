//! Tokens that end soon.

use super::attention::Found;
use crate::entity::api_token::{Column, Entity};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::dashboard::{Cause, TOKEN_DAYS};
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

/// They, the first to end first. What another token has taken the place of may end.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<Found>, Fault> {
    let soon = now.plus_seconds(TOKEN_DAYS * 24 * 60 * 60);
    let rows: Vec<(Option<Uuid>, String, i64)> = scope::find::<Entity>(scope)
        .filter(Column::ExpiresAt.gt(now.micros()))
        .filter(Column::ExpiresAt.lte(soon.micros()))
        .filter(Column::IsRevoked.eq(false))
        .filter(Column::ReplacedBy.is_null())
        .order_by_asc(Column::ExpiresAt)
        .order_by_asc(Column::Id)
        .select_only()
        .columns([Column::CustomerId, Column::Name, Column::ExpiresAt])
        .into_tuple()
        .all(db)
        .await?;
    let found = |(customer, name, at)| {
        let at = Timestamp::from_micros(at);
        (customer, Cause::TokenExpires { name, at })
    };
    Ok(rows.into_iter().map(found).collect())
}
