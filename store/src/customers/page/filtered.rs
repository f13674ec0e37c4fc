//! A page of what passes a filter.
//!
//! If few rows pass, they are gathered and sorted. If many do, the sorted list is walked, and the
//! page is full before long; how many there are in all is then said only as far as it has been
//! counted. Which of the two it is shows the condition to begin with ([`driver`]).

use super::driver::{Driver, GATHER, driver};
use super::{Answer, At, in_order, number_of, read};
use crate::connect::{expected_rows, is_postgres};
use crate::customers::filter::{SMALL, Wanted};
use crate::customers::order;
use crate::customers::source::row_key;
use crate::entity::customer::{self as table, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::CustomerSort;
use domain::listing::{PageRequest, Total};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType};

/// Up to so many rows of the list are expected to be gone through before a page is full.
const WALK: u64 = 8_000;
/// So many are counted before a page of more is shown without the number of all.
const PROOF: u64 = 500;

/// The exact number of rows that pass.
pub(crate) async fn count(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<u64, Fault> {
    if wanted.sources.is_empty() {
        return Ok(wanted.of_status());
    }
    let mut driver = driver(db, wanted).await?;
    if let Some(driver) = &mut driver {
        // To go through all rows in turn is faster than to look up a large part of them.
        driver.is_listed |= driver.number < wanted.counts.all() / 4;
    }
    let limit = wanted.counts.all();
    let all = gathered(db, wanted, driver.as_ref(), CustomerSort::Id, limit);
    number_of(db, all).await
}

/// The IDs of what passes, where that is not much.
pub(super) async fn passing(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
) -> Result<SelectStatement, Fault> {
    let driver = driver(db, wanted).await?;
    let driver = driver.filter(|driver| driver.is_listed);
    let mut ids = scope::select::<table::Entity>(wanted.scope);
    ids.column(table::Column::Id);
    if let Some(driver) = &driver {
        ids.and_where(Expr::col(row_key(db)).in_subquery(driver.candidates.clone()));
    }
    ids.cond_where(tests(db, wanted, driver.as_ref(), None));
    Ok(ids)
}

/// A page of what passes.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    request: PageRequest<CustomerSort>,
) -> Result<Answer, Fault> {
    let at = At::asked(request);
    if let Some(rows) = soon_full(db, wanted, at).await? {
        let known = at.offset() + at.size;
        return Ok((in_order(rows, at), at, Total::MoreThan(known)));
    }
    let mut driver = driver(db, wanted).await?;
    let limit = if wanted.is_small() { SMALL } else { GATHER };
    let mut is_many = false;
    if let Some(driver) = driver.as_mut().filter(|driver| driver.number > GATHER) {
        is_many = are_many(db, wanted, driver).await?;
        // However long the candidates take to list, few that pass take longer to come across.
        driver.is_listed |= !is_many;
    }
    if !is_many {
        let (rows, at, passing) = sorted(db, wanted, driver.as_ref(), at, limit).await?;
        if passing <= limit {
            return Ok((in_order(rows, at), at, Total::Exact(passing)));
        }
    }
    let rows = walked(db, wanted, driver.as_ref(), at).await?;
    if !rows.is_empty() {
        let known = driver.and_then(|driver| driver.passing(wanted));
        return Ok((
            in_order(rows, at),
            at,
            known.map_or(Total::MoreThan(PROOF), Total::Exact),
        ));
    }
    let total = count(db, wanted).await?;
    let at = at.within(total);
    let rows = walked(db, wanted, driver.as_ref(), at).await?;
    Ok((in_order(rows, at), at, Total::Exact(total)))
}

/// A page that is full after few rows of the list, if there is one. PostgreSQL's planner knows from
/// samples of the tables how many rows pass, where that is not too few of them.
async fn soon_full(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    at: At,
) -> Result<Option<Vec<Model>>, Fault> {
    if wanted.is_small() || !is_postgres(db) {
        return Ok(None);
    }
    let mut passing = scope::select::<table::Entity>(wanted.scope);
    passing
        .column(table::Column::Id)
        .cond_where(tests(db, wanted, None, None));
    let expected = expected_rows(db, &passing).await?;
    let wanted_rows = (at.offset() + at.size).saturating_mul(wanted.counts.all());
    let through = wanted_rows.checked_div(expected).unwrap_or(u64::MAX);
    if through > WALK {
        return Ok(None);
    }
    let mut listed = scope::select::<table::Entity>(wanted.scope);
    listed.expr(Expr::cust("*"));
    order::order_by(&mut listed, at.sort, at.direction);
    // Matches do not lie evenly.
    listed.limit(through * 2);
    let mut keys = Query::select();
    keys.column(row_key(db))
        .from_subquery(listed, table::Entity)
        .cond_where(tests(db, wanted, None, None));
    order::order_by(&mut keys, at.sort, at.direction);
    keys.offset(at.offset()).limit(at.size + 1);
    let mut rows = in_order(read(db, wanted.scope, keys).await?, at);
    let is_full = rows.len() as u64 > at.size;
    rows.pop();
    Ok(is_full.then_some(rows))
}

/// Whether so many rows pass that a page of them is soon full, as the first of many candidates
/// show most often. If they do not, it is left open.
async fn are_many(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    driver: &Driver,
) -> Result<bool, Fault> {
    if driver.is_exact && wanted.sources.len() == 1 && wanted.status.is_none() {
        return Ok(true);
    }
    let first = driver.candidates.clone().limit(PROOF * 2).take();
    let mut sample = scope::select::<table::Entity>(wanted.scope);
    sample
        .column(table::Column::Id)
        .and_where(Expr::col(row_key(db)).in_subquery(first))
        .cond_where(tests(db, wanted, Some(driver), None))
        .limit(PROOF + 1);
    Ok(number_of(db, sample).await? > PROOF)
}

/// A page of what is gathered and sorted, and how many rows pass, counted to just above a limit.
/// With more than that, it is not the right page.
async fn sorted(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    driver: Option<&Driver>,
    at: At,
    limit: u64,
) -> Result<(Vec<Model>, At, u64), Fault> {
    let gathered = gathered(db, wanted, driver, at.sort, limit + 1);
    let (rows, passing) = cut_out(db, wanted.scope, gathered.clone(), at).await?;
    // A page may be empty because it is past the end, but not the first one.
    if let Some(passing) = passing.or((at.page == 1).then_some(0)) {
        return Ok((rows, at, passing));
    }
    let passing = number_of(db, gathered.clone()).await?;
    let at = at.within(passing);
    let (rows, _) = cut_out(db, wanted.scope, gathered, at).await?;
    Ok((rows, at, passing))
}

/// The rows of a page of gathered keys, and how many keys there are if the page is not empty.
async fn cut_out(
    db: &impl ConnectionTrait,
    scope: Scope,
    gathered: SelectStatement,
    at: At,
) -> Result<(Vec<Model>, Option<u64>), Fault> {
    let (page, number) = (Alias::new("page"), Alias::new("number"));
    let mut keys = Query::select();
    keys.expr_as(Expr::col(row_key(db)), Alias::new("page_key"));
    keys.expr_as(Expr::cust("count(*) OVER ()"), number.clone());
    keys.from_subquery(gathered, Alias::new("passing"));
    order::order_by(&mut keys, at.sort, at.direction);
    keys.offset(at.offset()).limit(at.size);
    let mut query = sea_orm::QueryTrait::into_query(scope::find::<table::Entity>(scope));
    let key = Expr::col((page.clone(), Alias::new("page_key")));
    query.column((page.clone(), number));
    query.join_subquery(
        JoinType::InnerJoin,
        keys,
        page,
        Expr::col((table::Entity, row_key(db))).eq(key),
    );
    let rows = db.query_all(&query).await?;
    let passing: Option<i64> = rows
        .first()
        .map(|row| row.try_get("", "number"))
        .transpose()?;
    let rows = rows.iter().map(|row| Model::from_query_result(row, ""));
    Ok((
        rows.collect::<Result<_, _>>()?,
        passing.map(i64::cast_unsigned),
    ))
}

/// What has to be tested of a row: everything but a condition that it was found by. `walked` is
/// the list that the rows come from, if it is one.
fn tests(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    found_by: Option<&Driver>,
    walked: Option<CustomerSort>,
) -> Condition {
    let known = found_by
        .filter(|driver| driver.is_exact)
        .map(|driver| driver.index);
    let mut all = Condition::all().add_option(wanted.has_status());
    for (index, source) in wanted.sources.iter().enumerate() {
        if Some(index) != known {
            let is_own = walked.is_some_and(|sort| source.is_range_of(sort));
            all = all.add(source.holds(db, wanted.scope, walked.is_some() && !is_own));
        }
    }
    all
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
    let driver = driver.filter(|driver| driver.is_listed);
    if let Some(driver) = driver {
        query.and_where(Expr::col(row_key(db)).in_subquery(driver.candidates.clone()));
    }
    query
        .cond_where(tests(db, wanted, driver, None))
        .limit(limit);
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
    // A range of the list itself is entered by its index.
    let is_own = |driver: &Driver| wanted.sources[driver.index].is_range_of(at.sort);
    let driver = driver.filter(|driver| driver.is_listed && !is_own(driver));
    if let Some(driver) = driver {
        // The plus keeps SQLite from going through the candidates instead of the list.
        let key = Expr::cust_with_expr("+?", Expr::col(row_key(db)));
        keys.and_where(key.in_subquery(driver.candidates.clone()));
    }
    keys.cond_where(tests(db, wanted, driver, Some(at.sort)));
    order::order_by(&mut keys, at.sort, at.direction);
    keys.offset(at.offset()).limit(at.size);
    read(db, wanted.scope, keys).await
}
