//! One page of the list. A list that is filtered by nothing but the status is read where the ranks
//! say; any other filter is a matter of its own.

mod driver;
mod filtered;

pub(crate) use filtered::count;

use super::by_money::{self, Walk};
use super::filter::Wanted;
use super::order::{self, Place};
use super::ranks::{self, Run};
use super::row::{customer, status_number};
use super::source::row_key;
use crate::entity::customer::{self as table, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::{Customer, CustomerListing, CustomerSort};
use domain::ledger::Figure;
use domain::listing::{Direction, Page, PageRequest, Total};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter};
use std::collections::HashMap;

/// One page of the list.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    listing: &CustomerListing,
) -> Result<Page<Customer>, Fault> {
    let wanted = Wanted::read(db, scope, &listing.filter).await?;
    let (rows, at, total) = if let Some(figure) = listing.page.sort.figure() {
        with_money(db, &wanted, listing.page, figure).await?
    } else if wanted.sources.is_empty() {
        ranked(db, &wanted, listing.page).await?
    } else {
        filtered::page(db, &wanted, listing.page).await?
    };
    Ok(Page {
        rows: rows.into_iter().map(customer).collect::<Result<_, _>>()?,
        page: u32::try_from(at.page).unwrap_or(u32::MAX),
        size: listing.page.size,
        total,
    })
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

/// A page in the order of what customers have. How many there are is counted.
async fn with_money(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    request: PageRequest<CustomerSort>,
    figure: Figure,
) -> Result<Answer, Fault> {
    let total = count(db, wanted).await?;
    let at = At::asked(request).within(total);
    let walk = Walk {
        figure,
        direction: at.direction,
        after: None,
        skip: at.offset(),
        take: at.size,
    };
    let places = if wanted.sources.is_empty() || total > driver::GATHER {
        by_money::walk(db, wanted.scope, wanted.holds(db), walk).await?
    } else {
        let few = filtered::passing(db, wanted).await?;
        by_money::sort(db, wanted.scope, few, walk).await?
    };
    let rows = at_places(db, wanted.scope, &places).await?;
    Ok((rows, at, Total::Exact(total)))
}

/// The rows at places of a list, in their order.
pub(crate) async fn at_places(
    db: &impl ConnectionTrait,
    scope: Scope,
    places: &[Place],
) -> Result<Vec<Model>, Fault> {
    let ids = places.iter().map(|place| place.id);
    let rows = scope::find::<table::Entity>(scope).filter(table::Column::Id.is_in(ids));
    let rows = rows.all(db).await?;
    let mut rows: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    let in_order = places.iter().filter_map(|place| rows.remove(&place.id));
    Ok(in_order.collect())
}

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
        let numbers = ranks::numbers(db, wanted.scope, at.sort).await?;
        ranks::runs(&numbers, at.direction, wanted.status, at.offset(), at.size)
    };
    let mut rows = Vec::new();
    for run in runs {
        let start = match run.start {
            None => None,
            Some(bucket) => ranks::low(db, wanted.scope, at.sort, bucket).await?,
        };
        let mut keys = scope::select::<table::Entity>(wanted.scope);
        keys.column(row_key(db))
            .cond_where(begins_at(wanted, at, start));
        order::order_by(&mut keys, at.sort, at.direction);
        keys.offset(run.skip).limit(run.take);
        rows.extend(read(db, wanted.scope, keys).await?);
    }
    Ok((in_order(rows, at), at, Total::Exact(total)))
}

/// The rows from a place on, in the list's direction; of a status, if one is wanted.
///
/// Sorted by status, all rows of a status stand together: the list is entered at the first of
/// them, because a database that is told the status as well makes no use of the place.
fn begins_at(wanted: &Wanted, at: At, start: Option<Place>) -> Condition {
    let status = wanted
        .status
        .filter(|_| at.sort == CustomerSort::Status)
        .map(status_number);
    let edge = |status: i16| Place {
        key: order::number_key(status.into()),
        ..Place::START
    };
    let start = match at.direction {
        Direction::Ascending => start.max(status.map(edge)),
        Direction::Descending => start.into_iter().chain(status.map(|s| edge(s + 1))).min(),
    };
    let begins = start.map(|place| match at.direction {
        Direction::Ascending => order::from(at.sort, &place),
        Direction::Descending => order::before(at.sort, &place),
    });
    let residual = if status.is_none() {
        wanted.has_status()
    } else {
        None
    };
    Condition::all().add_option(begins).add_option(residual)
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
