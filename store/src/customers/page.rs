//! One page of the list.

use super::filter::Wanted;
use super::order;
use super::row::customer;
use super::source::row_key;
use crate::entity::customer::{self as table, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::{Customer, CustomerListing};
use domain::listing::{Direction, Page, Total};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// One page of the list.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    listing: &CustomerListing,
) -> Result<Page<Customer>, Fault> {
    let wanted = Wanted::read(db, scope, &listing.filter).await?;
    let request = listing.page;
    let total = count(db, &wanted).await?;
    let size = u64::from(request.size.rows());
    let last = total.saturating_sub(1) / size + 1;
    let page = u64::from(request.page).clamp(1, last);
    let mut keys = scope::select::<table::Entity>(scope);
    keys.column(row_key(db)).cond_where(wanted.holds(db));
    order::order_by(&mut keys, request.sort, request.direction);
    keys.limit(size).offset((page - 1) * size);
    let mut rows = rows(db, scope, keys).await?;
    rows.sort_by_cached_key(|row| order::Place::of(request.sort, row));
    if request.direction == Direction::Descending {
        rows.reverse();
    }
    Ok(Page {
        rows: rows.into_iter().map(customer).collect::<Result<_, _>>()?,
        page: u32::try_from(page).unwrap_or(u32::MAX),
        size: request.size,
        total: Total::Exact(total),
    })
}

/// The exact number of rows that pass.
pub(crate) async fn count(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<u64, Fault> {
    if wanted.sources.is_empty() {
        return Ok(wanted.of_status());
    }
    let mut rows = scope::select::<table::Entity>(wanted.scope);
    rows.column(table::Column::Id).cond_where(wanted.holds(db));
    number_of(db, rows).await
}

/// The rows whose keys a query picks, in no order.
pub(crate) async fn rows(
    db: &impl ConnectionTrait,
    scope: Scope,
    keys: SelectStatement,
) -> Result<Vec<Model>, Fault> {
    let mut query = sea_orm::QueryTrait::into_query(scope::find::<table::Entity>(scope));
    query.and_where(Expr::col(row_key(db)).in_subquery(keys));
    let rows = db.query_all(&query).await?;
    Ok(rows
        .iter()
        .map(|row| Model::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

/// How many rows a query has.
pub(crate) async fn number_of(
    db: &impl ConnectionTrait,
    rows: SelectStatement,
) -> Result<u64, Fault> {
    let mut query = Query::select();
    query
        .expr(Func::count(Expr::cust("*")))
        .from_subquery(rows, Alias::new("passing"));
    let row = db.query_one(&query).await?;
    let number: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(number.cast_unsigned())
}
