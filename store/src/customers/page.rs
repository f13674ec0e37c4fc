//! One page of the list.
//!
//! A list that is filtered by nothing but the status is read where the ranks say. Any other filter
//! is answered in one of two ways. If few rows pass, they are gathered and sorted. If many do, the
//! sorted list is walked, and the page is full before long; how many there are in all is then said
//! only as far as it has been counted.

use super::filter::{SMALL, Wanted};
use super::order::{self, Place};
use super::ranks::{self, Run};
use super::row::customer;
use super::source::row_key;
use crate::connect::is_postgres;
use crate::entity::customer::{self as table, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::{Customer, CustomerListing, CustomerSort};
use domain::listing::{Direction, Page, PageRequest, Total};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Up to so many rows are gathered and sorted.
const GATHER: u64 = 2_000;
/// Up to so many candidates are looked up in while the list is walked (SQLite).
const CANDIDATES: u64 = 20_000;

/// One page of the list.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    listing: &CustomerListing,
) -> Result<Page<Customer>, Fault> {
    let wanted = Wanted::read(db, scope, &listing.filter).await?;
    let (rows, at, total) = if wanted.sources.is_empty() {
        ranked(db, &wanted, listing.page).await?
    } else {
        filtered(db, &wanted, listing.page).await?
    };
    Ok(Page {
        rows: rows.into_iter().map(customer).collect::<Result<_, _>>()?,
        page: u32::try_from(at.page).unwrap_or(u32::MAX),
        size: listing.page.size,
        total,
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

/// Which rows of a list a page shows.
#[derive(Clone, Copy)]
struct At {
    sort: CustomerSort,
    direction: Direction,
    /// From 1.
    page: u64,
    /// Rows on a page.
    size: u64,
}

impl At {
    /// The page that was asked for.
    fn asked(request: PageRequest<CustomerSort>) -> Self {
        Self {
            sort: request.sort,
            direction: request.direction,
            page: u64::from(request.page).clamp(1, u64::from(u32::MAX)),
            size: request.size.rows().into(),
        }
    }

    /// The same, or the last page if that is past the end.
    fn within(self, total: u64) -> Self {
        let last = total.saturating_sub(1) / self.size + 1;
        Self {
            page: self.page.clamp(1, last),
            ..self
        }
    }

    const fn offset(self) -> u64 {
        (self.page - 1) * self.size
    }
}

type Answer = (Vec<Model>, At, Total);

/// A page of all customers, or of all with a status.
async fn ranked(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    request: PageRequest<CustomerSort>,
) -> Result<Answer, Fault> {
    let total = wanted.of_status();
    let at = At::asked(request).within(total);
    let runs = if at.page == 1 && wanted.status.is_none() {
        vec![Run {
            start: None,
            skip: 0,
            take: at.size,
        }]
    } else {
        let buckets = ranks::buckets(db, wanted.scope, at.sort).await?;
        ranks::runs(&buckets, at.direction, wanted.status, at.offset(), at.size)
    };
    let mut rows = Vec::new();
    for run in runs {
        let mut keys = scope::select::<table::Entity>(wanted.scope);
        keys.column(row_key(db))
            .and_where_option(wanted.has_status());
        keys.and_where_option(run.start.map(|place| match at.direction {
            Direction::Ascending => order::from(at.sort, &place),
            Direction::Descending => order::before(at.sort, &place),
        }));
        order::order_by(&mut keys, at.sort, at.direction);
        keys.offset(run.skip).limit(run.take);
        rows.extend(read(db, wanted.scope, keys).await?);
    }
    Ok((in_order(rows, at), at, Total::Exact(total)))
}

/// A page of what passes any other filter.
async fn filtered(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    request: PageRequest<CustomerSort>,
) -> Result<Answer, Fault> {
    let at = At::asked(request);
    let driver = if wanted.is_small() {
        None
    } else {
        driver(db, wanted).await?
    };
    let limit = if wanted.is_small() { SMALL } else { GATHER };
    let passing = number_of(
        db,
        gathered(db, wanted, driver.as_ref(), at.sort, limit + 1),
    )
    .await?;
    if passing <= limit {
        let at = at.within(passing);
        let mut keys = Query::select();
        let from = gathered(db, wanted, driver.as_ref(), at.sort, limit);
        keys.column(row_key(db))
            .from_subquery(from, Alias::new("passing"));
        order::order_by(&mut keys, at.sort, at.direction);
        keys.offset(at.offset()).limit(at.size);
        let rows = read(db, wanted.scope, keys).await?;
        return Ok((in_order(rows, at), at, Total::Exact(passing)));
    }
    let rows = walked(db, wanted, driver.as_ref(), at).await?;
    if !rows.is_empty() {
        return Ok((in_order(rows, at), at, Total::MoreThan(limit)));
    }
    let total = count(db, wanted).await?;
    let at = at.within(total);
    let rows = walked(db, wanted, driver.as_ref(), at).await?;
    Ok((in_order(rows, at), at, Total::Exact(total)))
}

/// The condition that the fewest rows pass, and how many, as far as that was counted.
struct Driver {
    candidates: SelectStatement,
    number: u64,
}

/// Looks for the condition to begin with.
async fn driver(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<Option<Driver>, Fault> {
    let mut best: Option<Driver> = None;
    for source in &wanted.sources {
        let candidates = source.candidates(db, wanted.scope, wanted.next_seq);
        let number = number_of(db, candidates.clone().limit(CANDIDATES + 1).take()).await?;
        if best.as_ref().is_none_or(|best| number < best.number) {
            best = Some(Driver { candidates, number });
        }
    }
    Ok(best)
}

/// Up to a number of rows that pass, in no order: their keys, and what they are sorted by.
fn gathered(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    driver: Option<&Driver>,
    sort: CustomerSort,
    limit: u64,
) -> SelectStatement {
    let mut query = scope::select::<table::Entity>(wanted.scope);
    order::columns(&mut query, sort);
    if !is_postgres(db) {
        query.column(row_key(db));
    }
    if let Some(driver) = driver.filter(|driver| driver.number <= CANDIDATES) {
        query.and_where(Expr::col(row_key(db)).in_subquery(driver.candidates.clone()));
    }
    query.cond_where(wanted.holds(db)).limit(limit);
    query
}

/// A page found by walking the sorted list.
async fn walked(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    driver: Option<&Driver>,
    at: At,
) -> Result<Vec<Model>, Fault> {
    let mut keys = scope::select::<table::Entity>(wanted.scope);
    keys.column(row_key(db));
    if let Some(driver) = driver.filter(|driver| driver.number <= CANDIDATES && !is_postgres(db)) {
        // The plus keeps SQLite from going through the candidates instead of the list.
        let key = Expr::cust_with_expr("+?", Expr::col(row_key(db)));
        keys.and_where(key.in_subquery(driver.candidates.clone()));
    }
    keys.cond_where(wanted.holds(db));
    order::order_by(&mut keys, at.sort, at.direction);
    keys.offset(at.offset()).limit(at.size);
    read(db, wanted.scope, keys).await
}

/// The rows whose keys a query picks, in no order.
async fn read(
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
async fn number_of(db: &impl ConnectionTrait, rows: SelectStatement) -> Result<u64, Fault> {
    let mut query = Query::select();
    query
        .expr(Func::count(Expr::cust("*")))
        .from_subquery(rows, Alias::new("passing"));
    let row = db.query_one(&query).await?;
    let number: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(number.cast_unsigned())
}

fn in_order(mut rows: Vec<Model>, at: At) -> Vec<Model> {
    rows.sort_by_cached_key(|row| Place::of(at.sort, row));
    if at.direction == Direction::Descending {
        rows.reverse();
    }
    rows
}
