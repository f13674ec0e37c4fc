//! Ranks: how every page of every sort is found at once, however deep it lies.
//!
//! Each sorted list of a tenant is cut into buckets of about a thousand rows. A bucket has the
//! place it begins at and the number of active and inactive rows in it. To find the 700,000th row,
//! the numbers of some hundred buckets are added up, and no more than one bucket of index entries
//! is walked over. The numbers change in the transaction that changes the rows.

use super::counts::{self, Shift};
use super::order::{self, Place};
use crate::entity::customer::{self, Column, Model};
use crate::entity::customer_rank;
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::{CustomerSort, Status};
use domain::listing::{Direction, Sort};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use std::collections::BTreeMap;

/// The rows of a bucket that has just been cut.
const CUT: u64 = 1_000;
/// The most rows of a bucket.
const ROWS_MAX: i64 = 2_000;
/// Up to so many places, their buckets are looked up one by one.
const FEW: usize = 8;

/// A part of a sorted list, up to the next bucket.
#[derive(Clone, Debug)]
struct Bucket {
    low: Place,
    numbers: Numbers,
}

/// How many rows a bucket has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    active: i64,
    inactive: i64,
}

impl Numbers {
    /// All, or those with a status.
    fn rows(self, status: Option<Status>) -> u64 {
        let rows = match status {
            None => self.active + self.inactive,
            Some(Status::Active) => self.active,
            Some(Status::Inactive) => self.inactive,
        };
        rows.cast_unsigned()
    }
}

/// A run of rows to be read one after the other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The bucket to begin at. Going up, its first row is the first; going down, the row before
    /// that. None is the end of the list that the direction comes from.
    pub start: Option<usize>,
    /// Rows to walk over.
    pub skip: u64,
    /// Rows to read.
    pub take: u64,
}

/// The numbers of all buckets of a sort, in order. They come as one text: a thousand rows would
/// take ten times as long to be handed over.
pub(crate) async fn numbers(
    db: &impl ConnectionTrait,
    scope: Scope,
    sort: CustomerSort,
) -> Result<Vec<Numbers>, Fault> {
    const ALL: &str =
        r#"string_agg("active" || ' ' || "inactive", ',' ORDER BY "low_key", "low_id")"#;
    let mut query = scope::select::<customer_rank::Entity>(scope);
    query
        .expr(Expr::cust(ALL))
        .and_where(customer_rank::Column::Sort.eq(sort.as_str()));
    let row = db.query_one(&query).await?;
    let text: Option<String> = row.map_or(Ok(None), |row| row.try_get_by_index(0))?;
    let text = text.unwrap_or_default();
    let numbers = text.split(',').filter_map(|bucket| {
        let (active, inactive) = bucket.split_once(' ')?;
        Some(Numbers {
            active: active.parse().ok()?,
            inactive: inactive.parse().ok()?,
        })
    });
    Ok(numbers.collect())
}

/// Where a bucket begins.
pub(crate) async fn low(
    db: &impl ConnectionTrait,
    scope: Scope,
    sort: CustomerSort,
    bucket: usize,
) -> Result<Option<Place>, Fault> {
    let row = in_order(scope, sort)
        .offset(bucket as u64)
        .limit(1)
        .one(db)
        .await?;
    Ok(row.map(|row| self::bucket(row).low))
}

/// Where the rows after an offset are. Buckets without any are left out, so that rare rows are not
/// searched for among the others.
pub(crate) fn runs(
    buckets: &[Numbers],
    direction: Direction,
    status: Option<Status>,
    offset: u64,
    rows: u64,
) -> Vec<Run> {
    let count = buckets.len();
    let mut runs: Vec<Run> = Vec::new();
    let (mut skip, mut left, mut is_adjacent) = (offset, rows, false);
    for step in 0..count {
        let (bucket, start) = match direction {
            Direction::Ascending => (step, Some(step).filter(|step| *step > 0)),
            Direction::Descending => (count - 1 - step, Some(count - step).filter(|_| step > 0)),
        };
        let here = buckets[bucket].rows(status);
        if skip >= here {
            skip -= here;
            is_adjacent = false;
            continue;
        }
        let take = std::cmp::min(left, here - skip);
        match runs.last_mut() {
            Some(run) if is_adjacent => run.take += take,
            _ => runs.push(Run { start, skip, take }),
        }
        (skip, left, is_adjacent) = (0, left - take, true);
        if left == 0 {
            break;
        }
    }
    runs
}

/// The buckets of a sort, in order.
fn in_order(scope: Scope, sort: CustomerSort) -> Select<customer_rank::Entity> {
    use customer_rank::Column::{LowId, LowKey, Sort};
    scope::find::<customer_rank::Entity>(scope)
        .filter(Sort.eq(sort.as_str()))
        .order_by_asc(LowKey)
        .order_by_asc(LowId)
}

/// Moves the numbers along with changed rows.
pub(crate) async fn shift(
    tx: &DatabaseTransaction,
    scope: Scope,
    shifts: &[Shift],
) -> Result<(), Fault> {
    for sort in CustomerSort::ALL.iter().copied() {
        let steps: Vec<_> = shifts.iter().flat_map(|shift| steps(sort, shift)).collect();
        let mut changed = BTreeMap::<Place, Bucket>::new();
        if let Some((place, _)) = steps.first() {
            // From here on there is at least one bucket.
            nearest(tx, scope, sort, place).await?;
        }
        let is_few = steps.len() <= FEW;
        let all = if is_few {
            Vec::new()
        } else {
            in_order(scope, sort).all(tx).await?
        };
        let all: Vec<Bucket> = all.into_iter().map(bucket).collect();
        for (place, (active, inactive)) in steps {
            let known = all
                .partition_point(|bucket| bucket.low <= place)
                .checked_sub(1);
            let bucket = match known.and_then(|index| all.get(index)) {
                Some(bucket) => bucket.clone(),
                None => nearest(tx, scope, sort, &place).await?,
            };
            let numbers = &mut changed.entry(bucket.low.clone()).or_insert(bucket).numbers;
            numbers.active += active;
            numbers.inactive += inactive;
        }
        for bucket in changed.into_values() {
            save(tx, scope, sort, bucket).await?;
        }
    }
    Ok(())
}

/// Cuts all lists of a tenant afresh.
pub(crate) async fn rebuild(tx: &DatabaseTransaction, scope: Scope) -> Result<(), Fault> {
    tx.execute(&scope::delete::<customer_rank::Entity>(scope))
        .await?;
    for sort in CustomerSort::ALL.iter().copied() {
        let buckets = cut(tx, scope, sort, Place::START, None).await?;
        insert(tx, scope, sort, buckets).await?;
    }
    Ok(())
}

/// What a changed row adds to the numbers at its places before and after.
fn steps(sort: CustomerSort, shift: &Shift) -> Vec<(Place, (i64, i64))> {
    let (before, after) = (shift.before.as_ref(), shift.after.as_ref());
    let place = |row: Option<&Model>| row.map(|row| Place::of(sort, row));
    let steps = match (place(before), place(after)) {
        (Some(from), Some(to)) if from == to => vec![(to, counts::step(before, after))],
        (from, to) => {
            let from = from.map(|place| (place, counts::step(before, None)));
            let to = to.map(|place| (place, counts::step(None, after)));
            from.into_iter().chain(to).collect()
        }
    };
    steps
        .into_iter()
        .filter(|(_, step)| *step != (0, 0))
        .collect()
}

/// The bucket that a place falls into.
async fn nearest(
    tx: &DatabaseTransaction,
    scope: Scope,
    sort: CustomerSort,
    place: &Place,
) -> Result<Bucket, Fault> {
    use customer_rank::Column::{LowId, LowKey, Sort};
    let low = Expr::tuple([Expr::col(LowKey), Expr::col(LowId)]);
    let here = Expr::tuple([Expr::val(place.key.clone()), Expr::val(place.id)]);
    let row = scope::find::<customer_rank::Entity>(scope)
        .filter(Sort.eq(sort.as_str()))
        .filter(low.lte(here))
        .order_by_desc(LowKey)
        .order_by_desc(LowId)
        .limit(1)
        .one(tx)
        .await?;
    if let Some(row) = row {
        return Ok(bucket(row));
    }
    let first = Bucket {
        low: Place::START,
        numbers: Numbers::default(),
    };
    insert(tx, scope, sort, vec![first.clone()]).await?;
    Ok(first)
}

/// Writes a bucket's numbers; a bucket that has grown too big is cut, an empty one goes.
async fn save(
    tx: &DatabaseTransaction,
    scope: Scope,
    sort: CustomerSort,
    bucket: Bucket,
) -> Result<(), Fault> {
    use customer_rank::Column::{Active, Inactive, LowId, LowKey, Sort};
    let is_it = Sort
        .eq(sort.as_str())
        .and(LowKey.eq(bucket.low.key.as_str()))
        .and(LowId.eq(bucket.low.id));
    let Numbers { active, inactive } = bucket.numbers;
    let rows = active + inactive;
    if (1..=ROWS_MAX).contains(&rows) || (rows == 0 && bucket.low == Place::START) {
        let mut update = scope::update::<customer_rank::Entity>(scope);
        update
            .value(Active, active)
            .value(Inactive, inactive)
            .and_where(is_it);
        tx.execute(&update).await?;
        return Ok(());
    }
    let mut delete = scope::delete::<customer_rank::Entity>(scope);
    tx.execute(delete.and_where(is_it)).await?;
    if rows > 0 {
        let high = next(tx, scope, sort, &bucket.low).await?;
        let parts = cut(tx, scope, sort, bucket.low, high.as_ref()).await?;
        insert(tx, scope, sort, parts).await?;
    }
    Ok(())
}

/// Where the bucket after a place begins.
async fn next(
    tx: &DatabaseTransaction,
    scope: Scope,
    sort: CustomerSort,
    low: &Place,
) -> Result<Option<Place>, Fault> {
    use customer_rank::Column::{LowId, LowKey};
    let pair = Expr::tuple([Expr::col(LowKey), Expr::col(LowId)]);
    let here = Expr::tuple([Expr::val(low.key.clone()), Expr::val(low.id)]);
    let row = in_order(scope, sort)
        .filter(pair.gt(here))
        .limit(1)
        .one(tx)
        .await?;
    Ok(row.map(|row| bucket(row).low))
}

/// Cuts a list into buckets, from a place up to another.
async fn cut(
    tx: &DatabaseTransaction,
    scope: Scope,
    sort: CustomerSort,
    low: Place,
    high: Option<&Place>,
) -> Result<Vec<Bucket>, Fault> {
    let mut buckets = Vec::new();
    let mut low = Some(low);
    while let Some(place) = low {
        let numbers = first_numbers(tx, part(scope, sort, &place, high)).await?;
        let mut following = part(scope, sort, &place, high);
        order::columns(&mut following, sort);
        let following = tx.query_one(following.offset(CUT).limit(1)).await?;
        low = following.map(|row| order::read(sort, &row)).transpose()?;
        buckets.push(Bucket {
            low: place,
            numbers,
        });
    }
    Ok(buckets)
}

/// The rows from a place up to another, in order, without columns yet.
fn part(scope: Scope, sort: CustomerSort, low: &Place, high: Option<&Place>) -> SelectStatement {
    let mut query = scope::select::<customer::Entity>(scope);
    query.and_where(order::from(sort, low));
    query.and_where_option(high.map(|high| order::before(sort, high)));
    order::order_by(&mut query, sort, Direction::Ascending);
    query
}

/// The numbers of the first bucket of a part.
async fn first_numbers(
    tx: &DatabaseTransaction,
    mut part: SelectStatement,
) -> Result<Numbers, Fault> {
    part.column(Column::Status).limit(CUT);
    let mut query = Query::select();
    query
        .expr(Func::count(Expr::col(Column::Status)))
        .expr(Func::sum(Expr::col(Column::Status)))
        .from_subquery(part, Alias::new("part"));
    let Some(row) = tx.query_one(&query).await? else {
        return Ok(Numbers::default());
    };
    let (rows, inactive): (i64, Option<i64>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    let inactive = inactive.unwrap_or(0);
    Ok(Numbers {
        active: rows - inactive,
        inactive,
    })
}

async fn insert(
    tx: &DatabaseTransaction,
    scope: Scope,
    sort: CustomerSort,
    buckets: Vec<Bucket>,
) -> Result<(), Fault> {
    let rows = buckets.into_iter().map(|bucket| customer_rank::Model {
        reseller_id: scope.reseller().uuid(),
        sort: sort.as_str().to_owned(),
        low_key: bucket.low.key,
        low_id: bucket.low.id,
        active: bucket.numbers.active,
        inactive: bucket.numbers.inactive,
    });
    let rows: Vec<_> = rows.map(IntoActiveModel::into_active_model).collect();
    for chunk in rows.chunks(1_000) {
        let insert = customer_rank::Entity::insert_many(chunk.iter().cloned());
        insert.exec_without_returning(tx).await?;
    }
    Ok(())
}

fn bucket(row: customer_rank::Model) -> Bucket {
    Bucket {
        low: Place {
            key: row.low_key,
            id: row.low_id,
        },
        numbers: Numbers {
            active: row.active,
            inactive: row.inactive,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Numbers> {
        let numbers = [(10, 0), (0, 5), (0, 0), (3, 3)];
        numbers
            .map(|(active, inactive)| Numbers { active, inactive })
            .into()
    }

    #[test]
    fn a_page_across_buckets_is_one_run() {
        let run = Run {
            start: None,
            skip: 8,
            take: 5,
        };
        assert_eq!(runs(&list(), Direction::Ascending, None, 8, 5), [run]);
    }

    #[test]
    fn buckets_without_such_rows_are_leapt_over() {
        let first = Run {
            start: None,
            skip: 9,
            take: 1,
        };
        let second = Run {
            start: Some(3),
            skip: 0,
            take: 2,
        };
        let found = runs(&list(), Direction::Ascending, Some(Status::Active), 9, 3);
        assert_eq!(found, [first, second]);
    }

    #[test]
    fn going_down_begins_at_the_end() {
        let first = Run {
            start: None,
            skip: 2,
            take: 4,
        };
        let second = Run {
            start: Some(2),
            skip: 0,
            take: 3,
        };
        assert_eq!(
            runs(&list(), Direction::Descending, None, 2, 7),
            [first, second]
        );
    }
}
