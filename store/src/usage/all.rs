//! The usage of all customers together, and of those who used the most.

use super::columns::{read, sums};
use super::count::number;
use super::report;
use crate::entity::{usage_customer_day, usage_total};
use crate::error::Fault;
use crate::transcriptions::mode_of;
use crate::{customers, scope, tenant};
use domain::access::Scope;
use domain::dashboard::{LIST_MAX, TopCustomer, TopCustomers};
use domain::id::CustomerId;
use domain::timestamp::Timestamp;
use domain::usage::{Days, Grain, Split, Usage, UsageRange, UsageReport};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, Func, Order, SelectStatement, WindowStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryResult};

/// From so many days on, a picture of each would be a picture of nothing.
const MONTHS_FROM: i64 = 100;

/// What all customers used, split by mode. Many days are cut into months.
pub(crate) async fn of_all(
    db: &impl ConnectionTrait,
    scope: Scope,
    range: UsageRange,
    now: Timestamp,
) -> Result<UsageReport, Fault> {
    let zone = tenant::zone(db, scope.reseller()).await?;
    let today = zone.day(now);
    let (days, days_before) = (range.days(today), range.days_before(today));
    let grain = if days.count() > MONTHS_FROM {
        Grain::Month
    } else {
        Grain::Day
    };
    let slots = report::slots(&zone, days, grain);
    let counted = by_mode(db, scope, days).await?;
    let place = |key: i64| report::place(key, &zone, &slots, grain);
    let split = Some(Split::Mode);
    let series = report::series(db, scope, split, (counted, slots.len()), place).await?;
    Ok(UsageReport {
        as_of: now,
        days,
        total: series.iter().map(|series| series.total).sum(),
        days_before,
        before: total(db, scope, days_before).await?,
        series,
        slots,
        zone,
    })
}

async fn by_mode(
    db: &impl ConnectionTrait,
    scope: Scope,
    days: Days,
) -> Result<Vec<report::Line>, Fault> {
    use usage_total::Column as T;
    let mut rows = of_days(scope, days);
    rows.columns([T::Day, T::Mode])
        .exprs(sums())
        .group_by_columns([T::Day, T::Mode]);
    let line = |row: &QueryResult| {
        let (day, mode): (i32, i16) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let mode = mode_of(mode).as_str().to_owned();
        Ok((i64::from(day), Some(mode), read(row, 2)?))
    };
    let rows = db.query_all(&rows).await?;
    Ok(rows.iter().map(line).collect::<Result<_, DbErr>>()?)
}

async fn total(db: &impl ConnectionTrait, scope: Scope, days: Days) -> Result<Usage, Fault> {
    let mut rows = of_days(scope, days);
    rows.exprs(sums());
    let row = db.query_one(&rows).await?;
    Ok(row.map_or_else(|| Ok(Usage::default()), |row| read(&row, 0))?)
}

fn of_days(scope: Scope, days: Days) -> SelectStatement {
    use usage_total::Column as T;
    let mut rows = scope::select::<usage_total::Entity>(scope);
    rows.and_where(T::Day.between(number(days.from), number(days.to)));
    rows
}

/// Who used the most.
pub(crate) async fn top(
    db: &impl ConnectionTrait,
    scope: Scope,
    days: Days,
    now: Timestamp,
) -> Result<TopCustomers, Fault> {
    use usage_customer_day::Column as C;
    let sum = |name: &'static str| Expr::from(Func::sum(Expr::col(Alias::new(name))));
    let mut query = scope::select::<usage_customer_day::Entity>(scope);
    query
        .column(C::CustomerId)
        .expr_window(
            Func::count(Expr::col(C::CustomerId)),
            WindowStatement::new(),
        )
        .exprs(sums())
        .and_where(C::Day.between(number(days.from), number(days.to)))
        .group_by_col(C::CustomerId)
        .order_by_expr(sum("audio_ms"), Order::Desc)
        .order_by_expr(sum("completed"), Order::Desc)
        .order_by(C::CustomerId, Order::Asc)
        .limit(u64::from(LIST_MAX));
    let rows = db.query_all(&query).await?;
    let mut users = 0;
    let mut used = Vec::with_capacity(rows.len());
    for row in &rows {
        let customer: Uuid = row.try_get_by_index(0)?;
        users = row.try_get_by_index::<i64>(1)?.unsigned_abs();
        used.push((customer, read(row, 2)?));
    }
    let mut names = customers::names(db, scope, used.iter().map(|(id, _)| *id)).await?;
    let customers = used.into_iter().map(|(id, usage)| TopCustomer {
        id: CustomerId::from(id),
        name: names.remove(&id).unwrap_or_default(),
        usage,
    });
    Ok(TopCustomers {
        as_of: now,
        days,
        total: total(db, scope, days).await?,
        users,
        customers: customers.collect(),
    })
}
