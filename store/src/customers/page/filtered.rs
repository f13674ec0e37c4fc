//! A page of what passes a filter.
//!
//! If few rows pass, they are gathered and sorted. If many do, the sorted list is walked, and the
//! page is full before long; how many there are in all is then said only as far as it has been
//! counted.

use super::{Answer, At, in_order, number_of, read};
use crate::connect::is_postgres;
use crate::customers::filter::{SMALL, Wanted};
use crate::customers::order;
use crate::customers::source::{Source, first_seq_of, row_key, trigram_matches};
use crate::entity::customer::{self as table, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::CustomerSort;
use domain::listing::{PageRequest, Total};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType};

/// Up to so many rows are gathered and sorted.
const GATHER: u64 = 2_000;
/// So many are counted before a page of more is shown without the number of all.
const PROOF: u64 = 1_000;
/// Up to so many candidates are looked up in while the list is walked: SQLite lists them without
/// looking at a row.
const CANDIDATES: u64 = 20_000;

/// The exact number of rows that pass.
pub(crate) async fn count(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<u64, Fault> {
    if wanted.sources.is_empty() {
        return Ok(wanted.of_status());
    }
    let driver = driver(db, wanted).await?;
    let limit = wanted.counts.all();
    let all = gathered(db, wanted, driver.as_ref(), CustomerSort::Id, limit);
    number_of(db, all).await
}

/// A page of what passes.
pub(super) async fn page(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    request: PageRequest<CustomerSort>,
) -> Result<Answer, Fault> {
    let at = At::asked(request);
    let driver = driver(db, wanted).await?;
    let limit = if wanted.is_small() { SMALL } else { GATHER };
    let is_many = match &driver {
        Some(driver) if driver.number > GATHER => are_many(db, wanted, driver).await?,
        _ => false,
    };
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

/// The condition that the fewest rows pass, and how many, as far as that was counted.
struct Driver {
    candidates: SelectStatement,
    /// Its position among the conditions.
    index: usize,
    number: u64,
    /// Whether there are few enough candidates to be listed.
    is_counted: bool,
    /// Whether the number is only about right, above a few thousand.
    is_estimate: bool,
    /// Whether every candidate passes the condition.
    is_exact: bool,
}

impl Driver {
    /// How many rows pass the whole filter, if that is known from the candidates alone.
    fn passing(&self, wanted: &Wanted) -> Option<u64> {
        let is_all = wanted.sources.len() == 1 && wanted.status.is_none();
        let is_known = self.is_exact && self.is_counted && !self.is_estimate;
        (is_all && is_known).then_some(self.number)
    }
}

/// Looks for the condition to begin with. There is none where a few rows are simply gone through,
/// and PostgreSQL chooses by itself: it knows how common words are, and combines conditions.
async fn driver(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<Option<Driver>, Fault> {
    if wanted.is_small() || is_postgres(db) {
        return Ok(None);
    }
    let mut best: Option<Driver> = None;
    for (index, source) in wanted.sources.iter().enumerate() {
        let (candidates, number) = match source {
            Source::Words(words) => matches_of(db, wanted, words).await?,
            source => {
                let candidates = source.candidates(db, wanted.scope, wanted.next_seq);
                let some = candidates.clone().limit(CANDIDATES + 1).take();
                (candidates, number_of(db, some).await?)
            }
        };
        if best.as_ref().is_none_or(|best| number < best.number) {
            let (is_exact, is_estimate) = (source.is_exact(), source.is_in_order_of_rows());
            best = Some(Driver {
                candidates,
                index,
                number,
                is_counted: number <= CANDIDATES,
                is_estimate,
                is_exact,
            });
        }
    }
    Ok(best)
}

/// Candidates for words, and how many. Of several words the rarest, if it is rare: what the trigrams
/// of common words have in common takes long to find out, and a few rows are soon looked at.
async fn matches_of(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    words: &[String],
) -> Result<(SelectStatement, u64), Fault> {
    let has_trigrams = |word: &&String| word.chars().count() >= 3;
    if words.len() > 1 {
        for word in words.iter().filter(has_trigrams) {
            let candidates = trigram_matches(std::slice::from_ref(word), wanted.next_seq);
            let number = estimate(db, wanted, &candidates).await?;
            if number <= GATHER {
                return Ok((candidates, number));
            }
        }
    }
    let candidates = trigram_matches(words, wanted.next_seq);
    let number = estimate(db, wanted, &candidates).await?;
    Ok((candidates, number))
}

/// About how many candidates there are, when they come in the order of row numbers: if the first
/// ones fill a tenth of the tenant's rows, there are ten times as many. Few are counted exactly.
async fn estimate(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    candidates: &SelectStatement,
) -> Result<u64, Fault> {
    const FIRST: u64 = GATHER * 2 + 1;
    let (key, first) = (Alias::new("candidate"), first_seq_of(wanted.next_seq));
    let mut sample = candidates.clone();
    sample
        .clear_selects()
        .expr_as(Expr::col(Alias::new("rowid")), key.clone())
        .limit(FIRST);
    let mut query = Query::select();
    query
        .expr(Func::count(Expr::col(key.clone())))
        .expr(Func::max(Expr::col(key)));
    query.from_subquery(sample, Alias::new("passing"));
    let Some(row) = db.query_one(&query).await? else {
        return Ok(0);
    };
    let (number, last): (i64, Option<i64>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    let (number, last) = (number.cast_unsigned(), last.unwrap_or(first));
    if number < FIRST {
        return Ok(number);
    }
    let rows = |until: i64| (until - first).cast_unsigned().saturating_add(1);
    Ok(number.saturating_mul(rows(wanted.next_seq)) / rows(last))
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
    if let Some(passing) = passing {
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
    let driver = driver.filter(|driver| driver.is_counted);
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
    let driver = driver.filter(|driver| driver.is_counted && !is_own(driver));
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
