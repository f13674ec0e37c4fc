//! Ranks: how every page of every sort is found at once, however deep it lies.
//!
//! Each sorted list of a tenant is cut into buckets of about a thousand rows. A bucket has the
//! place it begins at and the number of active and inactive rows in it. To find the 700,000th row,
//! the numbers of some hundred buckets are added up, and no more than one bucket of index entries
//! is walked over. The numbers change in the transaction that changes the rows.

mod keeping;

pub(crate) use keeping::{rebuild, shift};

use super::order::Place;
use crate::entity::customer_rank;
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::{CustomerSort, Status};
use domain::listing::{Direction, Sort};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Select};

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
