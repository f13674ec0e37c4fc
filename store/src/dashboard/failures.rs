//! Customers for whom more goes wrong than usual.

use super::attention::Found;
use crate::entity::usage_customer_day::{Column, Entity};
use crate::error::Fault;
use crate::usage::{number, read, sums};
use crate::{scope, tenant};
use domain::access::Scope;
use domain::dashboard::{Cause, FAILURES_MIN, USUAL_DAYS, failures_are_up};
use domain::timestamp::Timestamp;
use domain::usage::Usage;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryResult};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Those customers, the most failures of today first.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<Found>, Fault> {
    let zone = tenant::zone(db, scope.reseller()).await?;
    let today = number(zone.day(now));
    let mut query = with_failures(scope, today);
    query.column(Column::CustomerId).exprs(sums());
    query.group_by_col(Column::CustomerId);
    let of_today = usages(db, &query).await?;
    if of_today.is_empty() {
        return Ok(Vec::new());
    }
    let before = i32::try_from(USUAL_DAYS).unwrap_or_default();
    let mut those = with_failures(scope, today);
    those.column(Column::CustomerId);
    let mut query = scope::select::<Entity>(scope);
    query
        .column(Column::CustomerId)
        .exprs(sums())
        .and_where(Column::Day.between(today - before, today - 1))
        .and_where(Column::CustomerId.in_subquery(those))
        .group_by_col(Column::CustomerId);
    let usual = usages(db, &query).await?;
    let mut found: Vec<(i64, Found)> = of_today
        .into_iter()
        .filter_map(|(customer, day)| {
            let usual = usual.get(&customer).copied().unwrap_or_default();
            failures_are_up(&day, &usual).then_some((customer, day, usual))
        })
        .map(|(customer, day, usual)| {
            let failed = day.failed + day.expired;
            let cause = Cause::Failures {
                failed,
                of: day.completed + failed,
                usual_per_mille: usual.failed_per_mille(),
            };
            (failed, (Some(customer), cause))
        })
        .collect();
    found.sort_by_key(|(failed, (customer, _))| (Reverse(*failed), *customer));
    Ok(found.into_iter().map(|(_, found)| found).collect())
}

/// Those of whom so much went wrong on a day that it can be told.
fn with_failures(scope: Scope, day: i32) -> SelectStatement {
    let wrong = Expr::col(Column::Failed).add(Expr::col(Column::Expired));
    let mut query = scope::select::<Entity>(scope);
    query
        .and_where(Column::Day.eq(day))
        .and_where(wrong.gte(FAILURES_MIN));
    query
}

async fn usages(
    db: &impl ConnectionTrait,
    query: &SelectStatement,
) -> Result<HashMap<Uuid, Usage>, Fault> {
    let usage = |row: &QueryResult| Ok((row.try_get_by_index(0)?, read(row, 1)?));
    let rows = db.query_all(query).await?;
    Ok(rows.iter().map(usage).collect::<Result<_, DbErr>>()?)
}
