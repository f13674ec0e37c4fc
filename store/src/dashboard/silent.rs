//! Customers who used to use something, and no longer do.

use super::attention::Found;
use crate::entity::usage_customer_day::{Column, Entity};
use crate::error::Fault;
use crate::usage::{day, number};
use crate::{scope, tenant};
use domain::access::Scope;
use domain::dashboard::{Cause, REGULAR_DAYS, SILENT_DAYS, SILENT_FROM_DAYS};
use domain::timestamp::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryResult};
use std::cmp::Reverse;

/// They, those who have just gone silent first.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<Found>, Fault> {
    let zone = tenant::zone(db, scope.reseller()).await?;
    let today = number(zone.day(now));
    let silent_since = today - i32::try_from(SILENT_DAYS).unwrap_or_default();
    let looked_at = silent_since - i32::try_from(SILENT_FROM_DAYS).unwrap_or_default();
    let mut lately = scope::select::<Entity>(scope);
    lately
        .column(Column::CustomerId)
        .and_where(Column::Day.gt(silent_since));
    let mut query = scope::select::<Entity>(scope);
    query
        .column(Column::CustomerId)
        .expr(Func::max(Expr::col(Column::Day)))
        .and_where(Column::Day.gt(looked_at))
        .and_where(Column::Day.lte(silent_since))
        .and_where(Column::CustomerId.not_in_subquery(lately))
        .group_by_col(Column::CustomerId)
        .and_having(Expr::expr(Func::count(Expr::col(Column::Day))).gte(REGULAR_DAYS));
    let found = |row: &QueryResult| {
        let last: i32 = row.try_get_by_index(1)?;
        let cause = Cause::Silent { last: day(last) };
        Ok((last, (Some(row.try_get_by_index(0)?), cause)))
    };
    let rows = db.query_all(&query).await?;
    let mut all: Vec<(i32, Found)> = rows.iter().map(found).collect::<Result<_, Fault>>()?;
    all.sort_by_key(|(last, (customer, _))| (Reverse(*last), *customer));
    Ok(all.into_iter().map(|(_, found)| found).collect())
}
