//! Keeping the ranks true while rows come, go and move: in the transaction that changes the rows.

use super::{Bucket, Numbers, bucket, in_order};
use crate::customers::counts::{self, Shift};
use crate::customers::order::{self, Place};
use crate::entity::customer::{self, Column, Model};
use crate::entity::customer_rank;
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::CustomerSort;
use domain::listing::{Direction, Sort};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;

/// The rows of a bucket that has just been cut.
const CUT: u64 = 1_000;
/// The most rows of a bucket.
const ROWS_MAX: i64 = 2_000;
/// Up to so many places, their buckets are looked up one by one.
const FEW: usize = 8;

/// Moves the numbers along with changed rows.
pub(crate) async fn shift(
    tx: &DatabaseTransaction,
    scope: Scope,
    shifts: &[Shift],
) -> Result<(), Fault> {
    for sort in order::own() {
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
    for sort in order::own() {
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
