//! What is counted about a reseller's customers, kept up to date with every change of them.

use super::{ranks, row};
use crate::connect::is_postgres;
use crate::entity::customer::Model;
use crate::entity::{customer, customer_count, customer_tag, tag};
use crate::error::Fault;
use crate::scope;
use domain::Error;
use domain::access::Scope;
use domain::customer::CustomerCounts;
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QuerySelect,
};
use std::collections::BTreeMap;

/// Above so many changed rows, everything is counted afresh instead.
const SHIFTS_MAX: usize = 10_000;

/// A customer that changed: as it was, and as it is.
#[derive(Debug)]
pub(crate) struct Shift {
    /// None for one that is new.
    pub before: Option<Model>,
    /// None for one that is gone.
    pub after: Option<Model>,
}

/// The changes of a transaction, until they are too many to be kept.
#[derive(Debug)]
pub(crate) enum Shifts {
    /// All of them.
    Few(Vec<Shift>),
    /// Too many.
    Many,
}

impl Shifts {
    /// None yet.
    pub(crate) const fn none() -> Self {
        Self::Few(Vec::new())
    }

    /// Notes some more.
    pub(crate) fn add(&mut self, more: impl ExactSizeIterator<Item = Shift>) {
        match self {
            Self::Few(shifts) if shifts.len() + more.len() <= SHIFTS_MAX => shifts.extend(more),
            Self::Few(_) => *self = Self::Many,
            Self::Many => {}
        }
    }
}

/// Waits until no other transaction changes this reseller's customers, and keeps others waiting
/// until the end of this one. Answers the next row number.
pub(crate) async fn take_turn(tx: &DatabaseTransaction, scope: Scope) -> Result<i64, Fault> {
    let row = scope::find::<customer_count::Entity>(scope)
        .lock_exclusive()
        .one(tx)
        .await?;
    Ok(row.ok_or(Error::NotFound)?.next_seq)
}

/// Says which row number is the next one now.
pub(crate) async fn set_next_seq(
    tx: &DatabaseTransaction,
    scope: Scope,
    next_seq: i64,
) -> Result<(), Fault> {
    let mut update = scope::update::<customer_count::Entity>(scope);
    update.value(customer_count::Column::NextSeq, next_seq);
    tx.execute(&update).await?;
    Ok(())
}

/// The counts as they are kept, and the next row number.
pub(crate) async fn counts(
    db: &impl ConnectionTrait,
    scope: Scope,
) -> Result<(CustomerCounts, i64), Fault> {
    let row = scope::find::<customer_count::Entity>(scope).one(db).await?;
    Ok(row.map_or_else(Default::default, |row| {
        let (active, inactive) = (row.active.cast_unsigned(), row.inactive.cast_unsigned());
        (CustomerCounts { active, inactive }, row.next_seq)
    }))
}

/// Brings everything that is counted up to date with changes that have been written.
pub(crate) async fn settle(
    tx: &DatabaseTransaction,
    scope: Scope,
    shifts: Shifts,
) -> Result<(), Fault> {
    match shifts {
        Shifts::Few(shifts) => {
            shift_counts(tx, scope, &shifts).await?;
            shift_tags(tx, scope, &shifts).await?;
            ranks::shift(tx, scope, &shifts).await
        }
        Shifts::Many => {
            recount(tx, scope).await?;
            recount_tags(tx, scope).await?;
            ranks::rebuild(tx, scope).await
        }
    }
}

/// How a change moves the counts of active and inactive rows.
pub(crate) fn step(before: Option<&Model>, after: Option<&Model>) -> (i64, i64) {
    let count = |row: Option<&Model>| match row {
        None => (0, 0),
        Some(row) if row.status == 0 => (1, 0),
        Some(_) => (0, 1),
    };
    let (before, after) = (count(before), count(after));
    (after.0 - before.0, after.1 - before.1)
}

async fn shift_counts(
    tx: &DatabaseTransaction,
    scope: Scope,
    shifts: &[Shift],
) -> Result<(), Fault> {
    use customer_count::Column::{Active, Inactive};
    let (active, inactive) = shifts
        .iter()
        .map(|shift| step(shift.before.as_ref(), shift.after.as_ref()))
        .fold((0, 0), |sum, step| (sum.0 + step.0, sum.1 + step.1));
    if (active, inactive) == (0, 0) {
        return Ok(());
    }
    let mut update = scope::update::<customer_count::Entity>(scope);
    update.value(Active, Expr::col(Active).add(active));
    update.value(Inactive, Expr::col(Inactive).add(inactive));
    tx.execute(&update).await?;
    Ok(())
}

async fn shift_tags(tx: &DatabaseTransaction, scope: Scope, shifts: &[Shift]) -> Result<(), Fault> {
    use tag::Column::{Customers, Name, ResellerId};
    let mut steps = BTreeMap::<&str, i64>::new();
    for shift in shifts {
        shift
            .before
            .iter()
            .flat_map(row::tags)
            .for_each(|tag| *steps.entry(tag).or_default() -= 1);
        shift
            .after
            .iter()
            .flat_map(row::tags)
            .for_each(|tag| *steps.entry(tag).or_default() += 1);
    }
    let reseller = scope.reseller().uuid();
    for (name, step) in steps.into_iter().filter(|(_, step)| *step != 0) {
        let model = tag::Model {
            reseller_id: reseller,
            name: name.to_owned(),
            customers: 0,
        };
        tag::Entity::insert(model.into_active_model())
            .on_conflict(
                OnConflict::columns([ResellerId, Name])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(tx)
            .await?;
        let mut update = scope::update::<tag::Entity>(scope);
        update
            .value(Customers, Expr::col(Customers).add(step))
            .and_where(Name.eq(name));
        tx.execute(&update).await?;
    }
    let mut unused = scope::delete::<tag::Entity>(scope);
    tx.execute(unused.and_where(Customers.eq(0))).await?;
    Ok(())
}

async fn recount(tx: &DatabaseTransaction, scope: Scope) -> Result<(), Fault> {
    use customer_count::Column::{Active, Inactive};
    for (column, status) in [(Active, 0_i16), (Inactive, 1)] {
        let mut rows = scope::select::<customer::Entity>(scope);
        rows.expr(Func::count(Expr::col(customer::Column::Id)));
        rows.and_where(customer::Column::Status.eq(status));
        let mut update = scope::update::<customer_count::Entity>(scope);
        update.value(column, rows);
        tx.execute(&update).await?;
    }
    Ok(())
}

async fn recount_tags(tx: &DatabaseTransaction, scope: Scope) -> Result<(), Fault> {
    use customer_tag::Column::{ResellerId, Tag};
    tx.execute(&scope::delete::<tag::Entity>(scope)).await?;
    let mut rows = scope::select::<customer_tag::Entity>(scope);
    rows.columns([ResellerId, Tag])
        .expr(Func::count(Expr::col(Tag)));
    rows.group_by_columns([ResellerId, Tag]);
    let mut insert = Query::insert();
    insert.into_table(tag::Entity).columns([
        tag::Column::ResellerId,
        tag::Column::Name,
        tag::Column::Customers,
    ]);
    insert
        .select_from(rows)
        .map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?;
    tx.execute(&insert).await?;
    Ok(())
}

/// Tells PostgreSQL's planner about a tenant that has just grown; SQLite's plans do not depend on
/// such knowledge here.
#[expect(
    clippy::disallowed_methods,
    reason = "the planner's statistics are nobody's data"
)]
pub(crate) async fn analyze(tx: &DatabaseTransaction) -> Result<(), Fault> {
    if is_postgres(tx) {
        tx.execute_unprepared("ANALYZE customer, customer_tag")
            .await?;
    }
    Ok(())
}
