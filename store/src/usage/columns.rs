//! The six columns that are counted in, alike in every table of what is counted.

use domain::usage::Usage;
use sea_orm::sea_query::{
    Alias, DynIden, Expr, ExprTrait, Func, InsertStatement, IntoIden, OnConflict, Query, SimpleExpr,
};
use sea_orm::{DbErr, EntityTrait, QueryResult, Value};

/// The columns, in the order of [`values`].
pub(super) const COUNTERS: [&str; 6] = [
    "completed",
    "failed",
    "cancelled",
    "expired",
    "audio_ms",
    "billed_ms",
];

/// The most rows of one statement: a dozen values each, of which SQLite takes 32,766.
pub(super) const ROWS_MAX: usize = 500;

/// What is counted, as values for the columns.
pub(super) fn values(usage: &Usage) -> [Value; 6] {
    [
        usage.completed,
        usage.failed,
        usage.cancelled,
        usage.expired,
        usage.audio_ms,
        usage.billed_ms,
    ]
    .map(Value::from)
}

/// Adds to what is counted under keys, or begins to count there.
pub(super) fn add_to<E: EntityTrait>(
    keys: &[E::Column],
    rows: impl Iterator<Item = (Vec<Value>, Usage)>,
) -> InsertStatement {
    let counters = COUNTERS.map(|name| Alias::new(name).into_iden());
    let columns: Vec<DynIden> = keys.iter().map(|key| key.into_iden()).collect();
    let mut insert = Query::insert();
    insert
        .into_table(E::default())
        .columns(columns.iter().chain(&counters).cloned());
    for (key, usage) in rows {
        let row = key.into_iter().chain(values(&usage));
        insert.values_panic(row.map(Expr::val));
    }
    let mut conflict = OnConflict::columns(columns);
    conflict.values(counters.map(|counter| {
        let counted = Expr::col((E::default(), counter.clone()));
        let more = Expr::col((Alias::new("excluded"), counter.clone()));
        (counter, counted.add(more))
    }));
    insert.on_conflict(conflict);
    insert
}

/// The sums of the columns, to be selected.
pub(crate) fn sums() -> [SimpleExpr; 6] {
    COUNTERS.map(|name| {
        let sum = Func::sum(Expr::col(Alias::new(name)));
        // PostgreSQL adds big integers up to something bigger.
        Func::coalesce([
            Expr::from(sum).cast_as(Alias::new("bigint")),
            Expr::val(0_i64),
        ])
        .into()
    })
}

/// What stands in the columns, of which the first one is at `index`.
pub(crate) fn read(row: &QueryResult, index: usize) -> Result<Usage, DbErr> {
    let at = |offset: usize| row.try_get_by_index::<i64>(index + offset);
    Ok(Usage {
        completed: at(0)?,
        failed: at(1)?,
        cancelled: at(2)?,
        expired: at(3)?,
        audio_ms: at(4)?,
        billed_ms: at(5)?,
    })
}
