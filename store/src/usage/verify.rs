//! Counting everything afresh from what was reported, to compare it with what is kept, or to put it
//! in its place.

use super::columns::{COUNTERS, read};
use super::count::{Counts, Piece, day};
use super::events::usage;
use crate::entity::{usage_customer_day, usage_day, usage_event, usage_hour, usage_total};
use crate::error::Fault;
use crate::{scope, tenant};
use domain::access::Scope;
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use domain::usage::{Difference, Usage};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, ExprTrait};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QueryResult,
    QuerySelect, TryGetable,
};
use std::collections::BTreeMap;
use std::fmt::Display;

/// How many events are read at a time.
const CHUNK: u64 = 10_000;
/// The most differences that are told.
const DIFFERENCES_MAX: usize = 100;

/// Where what is kept is not what was reported.
pub(super) async fn verify(
    db: &impl ConnectionTrait,
    scope: Scope,
) -> Result<Vec<Difference>, Fault> {
    let zone = tenant::zone(db, scope.reseller()).await?;
    let counts = count_all(db, scope, zone).await?;
    let mut found = Vec::new();
    compare_hours(db, scope, &counts, &mut found).await?;
    compare_days(db, scope, &counts, &mut found).await?;
    compare_customers(db, scope, &counts, &mut found).await?;
    compare_totals(db, scope, &counts, &mut found).await?;
    Ok(found)
}

async fn compare_hours(
    db: &impl ConnectionTrait,
    scope: Scope,
    counts: &Counts,
    found: &mut Vec<Difference>,
) -> Result<(), Fault> {
    use usage_hour::Column as H;
    let columns = [H::CustomerId, H::HourAt, H::Mode, H::Language, H::TokenId];
    let kept = kept::<usage_hour::Entity, _>(db, scope, &columns, key_of_five).await?;
    compare(kept, &counts.hours, found, |(customer, hour, ..)| {
        at("usage_hour", &[customer, &Timestamp::from_micros(*hour)])
    });
    Ok(())
}

async fn compare_days(
    db: &impl ConnectionTrait,
    scope: Scope,
    counts: &Counts,
    found: &mut Vec<Difference>,
) -> Result<(), Fault> {
    use usage_day::Column as D;
    let columns = [D::CustomerId, D::Day, D::Mode, D::Language, D::TokenId];
    let kept = kept::<usage_day::Entity, _>(db, scope, &columns, key_of_five).await?;
    compare(kept, &counts.days(), found, |(customer, number, ..)| {
        at("usage_day", &[customer, &day(*number)])
    });
    Ok(())
}

async fn compare_customers(
    db: &impl ConnectionTrait,
    scope: Scope,
    counts: &Counts,
    found: &mut Vec<Difference>,
) -> Result<(), Fault> {
    use usage_customer_day::Column as C;
    let key = |row: &QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    let columns = [C::Day, C::CustomerId];
    let kept = kept::<usage_customer_day::Entity, _>(db, scope, &columns, key).await?;
    compare(kept, &counts.customers(), found, |(number, customer)| {
        at("usage_customer_day", &[customer, &day(*number)])
    });
    Ok(())
}

async fn compare_totals(
    db: &impl ConnectionTrait,
    scope: Scope,
    counts: &Counts,
    found: &mut Vec<Difference>,
) -> Result<(), Fault> {
    use usage_total::Column as T;
    let key = |row: &QueryResult| {
        Ok((
            row.try_get_by_index(0)?,
            row.try_get_by_index(1)?,
            row.try_get_by_index(2)?,
        ))
    };
    let columns = [T::Day, T::Part, T::Mode];
    let kept = kept::<usage_total::Entity, _>(db, scope, &columns, key).await?;
    compare(kept, &counts.totals(), found, |(number, part, mode)| {
        at("usage_total", &[&day(*number), part, mode])
    });
    Ok(())
}

/// Customer, time, mode, language and token.
fn key_of_five<T: TryGetable>(row: &QueryResult) -> Result<(Uuid, T, i16, String, Uuid), DbErr> {
    Ok((
        row.try_get_by_index(0)?,
        row.try_get_by_index(1)?,
        row.try_get_by_index(2)?,
        row.try_get_by_index(3)?,
        row.try_get_by_index(4)?,
    ))
}

/// Puts what is counted afresh in the place of what is kept.
pub(crate) async fn recount(tx: &DatabaseTransaction, scope: Scope) -> Result<(), Fault> {
    let zone = tenant::zone(tx, scope.reseller()).await?;
    let counts = count_all(tx, scope, zone).await?;
    tx.execute(&scope::delete::<usage_hour::Entity>(scope))
        .await?;
    tx.execute(&scope::delete::<usage_day::Entity>(scope))
        .await?;
    tx.execute(&scope::delete::<usage_customer_day::Entity>(scope))
        .await?;
    tx.execute(&scope::delete::<usage_total::Entity>(scope))
        .await?;
    counts.write(tx, scope.reseller().uuid()).await
}

/// Everything that was reported, counted.
async fn count_all(
    db: &impl ConnectionTrait,
    scope: Scope,
    zone: TimeZone,
) -> Result<Counts, Fault> {
    use usage_event::Column as E;
    let mut counts = Counts::new(zone);
    let mut last = None;
    loop {
        let mut query = scope::find::<usage_event::Entity>(scope)
            .order_by_asc(E::CustomerId)
            .order_by_asc(E::Source)
            .order_by_asc(E::EventId)
            .limit(CHUNK);
        if let Some((customer, source, id)) = last.take() {
            let after = Expr::tuple([Expr::val(customer), Expr::val(source), Expr::val(id)]);
            let key = Expr::tuple([E::CustomerId, E::Source, E::EventId].map(Expr::col));
            query = query.filter(key.gt(after));
        }
        let rows: Vec<usage_event::Model> = query.all(db).await?;
        let Some(end) = rows.last() else {
            return Ok(counts);
        };
        last = Some((end.customer_id, end.source.clone(), end.event_id.clone()));
        for row in &rows {
            counts.add(&piece(row));
        }
    }
}

/// What is kept in a table, by its key.
async fn kept<E, K>(
    db: &impl ConnectionTrait,
    scope: Scope,
    columns: &[E::Column],
    key: impl Fn(&QueryResult) -> Result<K, DbErr>,
) -> Result<BTreeMap<K, Usage>, Fault>
where
    E: EntityTrait + crate::scope::TenantOwned,
    K: Ord,
{
    let mut query = scope::select::<E>(scope);
    query
        .columns(columns.iter().copied())
        .columns(COUNTERS.map(Alias::new));
    let rows = db.query_all(&query).await?;
    let entry = |row: &QueryResult| Ok((key(row)?, read(row, columns.len())?));
    Ok(rows.iter().map(entry).collect::<Result<_, DbErr>>()?)
}

/// Notes where two counts differ. That nothing is kept and that zero is kept is the same.
fn compare<K: Ord>(
    mut kept: BTreeMap<K, Usage>,
    reported: &BTreeMap<K, Usage>,
    found: &mut Vec<Difference>,
    at: impl Fn(&K) -> String,
) {
    let mut differ = |key: &K, counted: Usage, reported: Usage| {
        if counted != reported && found.len() < DIFFERENCES_MAX {
            found.push(Difference {
                at: at(key),
                counted,
                reported,
            });
        }
    };
    for (key, usage) in reported {
        differ(key, kept.remove(key).unwrap_or_default(), *usage);
    }
    for (key, usage) in &kept {
        differ(key, *usage, Usage::default());
    }
}

fn at(table: &str, key: &[&dyn Display]) -> String {
    let key: Vec<_> = key.iter().map(ToString::to_string).collect();
    format!("{table} {}", key.join(" "))
}

/// An event as it is counted.
fn piece(event: &usage_event::Model) -> Piece<'_> {
    Piece {
        customer: event.customer_id,
        at: Timestamp::from_micros(event.at),
        mode: event.mode,
        language: &event.language,
        token: event.token_id,
        usage: usage(event.outcome, event.media_ms),
    }
}
