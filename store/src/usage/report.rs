//! The usage of a customer, read from what is counted.

use super::columns::{read, sums};
use super::count::number;
use crate::entity::{usage_day, usage_hour};
use crate::error::Fault;
use crate::transcriptions::{mode_code, mode_of};
use crate::{api_tokens, customers, scope, tenant};
use domain::access::Scope;
use domain::day::Day;
use domain::id::TokenId;
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use domain::usage::{
    Days, Grain, Part, Series, Slot, Split, Usage, UsageFilter, UsageQuery, UsageReport,
};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryResult};
use std::collections::{BTreeMap, HashMap};

/// The usage that a query asks for.
pub(super) async fn report(
    db: &impl ConnectionTrait,
    scope: Scope,
    query: &UsageQuery,
    now: Timestamp,
) -> Result<UsageReport, Fault> {
    customers::find(db, scope, query.customer).await?;
    let zone = tenant::zone(db, scope.reseller()).await?;
    let today = zone.day(now);
    let (days, days_before) = (query.range.days(today), query.range.days_before(today));
    // Hours of many days are no picture of anything.
    let grain = match query.grain {
        Grain::Hour if days.count() > Grain::HOURS_DAYS_MAX => Grain::Day,
        grain => grain,
    };
    let slots = slots(&zone, days, grain);
    let counted = match grain {
        Grain::Hour => hours(db, scope, query, (&zone, days)).await?,
        Grain::Day | Grain::Month => by_day(db, scope, query, days).await?,
    };
    let before = total(db, scope, query, days_before).await?;
    let place = |key: i64| place(key, &zone, &slots, grain);
    let series = series(db, scope, query.split, (counted, slots.len()), place).await?;
    Ok(UsageReport {
        as_of: now,
        days,
        total: series.iter().map(|series| series.total).sum(),
        days_before,
        before,
        series,
        slots,
        zone,
    })
}

/// One line of what is counted: when (an hour's first instant or a day's number), of which part.
pub(super) type Line = (i64, Option<String>, Usage);

async fn hours(
    db: &impl ConnectionTrait,
    scope: Scope,
    query: &UsageQuery,
    (zone, days): (&TimeZone, Days),
) -> Result<Vec<Line>, Fault> {
    use usage_hour::Column as H;
    let mut rows = scope::select::<usage_hour::Entity>(scope);
    rows.column(H::HourAt)
        .and_where(H::CustomerId.eq(query.customer.uuid()))
        .and_where(H::HourAt.gte(zone.start(days.from).micros()))
        .and_where(H::HourAt.lt(zone.end(days.to).micros()))
        .group_by_col(H::HourAt);
    narrow(&mut rows, &query.filter, (H::Mode, H::Language, H::TokenId));
    split(&mut rows, query.split, (H::Mode, H::Language, H::TokenId));
    let rows = db.query_all(&rows).await?;
    rows.iter()
        .map(|row| line(row, row.try_get_by_index(0)?, query.split))
        .collect()
}

async fn by_day(
    db: &impl ConnectionTrait,
    scope: Scope,
    query: &UsageQuery,
    days: Days,
) -> Result<Vec<Line>, Fault> {
    use usage_day::Column as D;
    let mut rows = of_days(scope, query, days);
    rows.column(D::Day).group_by_col(D::Day);
    split(&mut rows, query.split, (D::Mode, D::Language, D::TokenId));
    let rows = db.query_all(&rows).await?;
    rows.iter()
        .map(|row| {
            let day: i32 = row.try_get_by_index(0)?;
            line(row, i64::from(day), query.split)
        })
        .collect()
}

async fn total(
    db: &impl ConnectionTrait,
    scope: Scope,
    query: &UsageQuery,
    days: Days,
) -> Result<Usage, Fault> {
    let mut rows = of_days(scope, query, days);
    rows.exprs(sums());
    let row = db.query_one(&rows).await?;
    Ok(row.map_or_else(|| Ok(Usage::default()), |row| read(&row, 0))?)
}

fn of_days(scope: Scope, query: &UsageQuery, days: Days) -> SelectStatement {
    use usage_day::Column as D;
    let mut rows = scope::select::<usage_day::Entity>(scope);
    rows.and_where(D::CustomerId.eq(query.customer.uuid()))
        .and_where(D::Day.between(number(days.from), number(days.to)));
    narrow(&mut rows, &query.filter, (D::Mode, D::Language, D::TokenId));
    rows
}

fn narrow<C: ColumnTrait>(
    rows: &mut SelectStatement,
    filter: &UsageFilter,
    (mode, language, token): (C, C, C),
) {
    if let Some(wanted) = filter.mode {
        rows.and_where(mode.eq(mode_code(wanted)));
    }
    if let Some(wanted) = &filter.language {
        rows.and_where(language.eq(wanted.as_str()));
    }
    if let Some(wanted) = filter.token {
        rows.and_where(token.eq(wanted.uuid()));
    }
}

/// The part behind the time, and the sums behind that.
fn split<C: ColumnTrait>(
    rows: &mut SelectStatement,
    by: Option<Split>,
    (mode, language, token): (C, C, C),
) {
    let column = match by {
        None => None,
        Some(Split::Mode) => Some(mode),
        Some(Split::Language) => Some(language),
        Some(Split::Token) => Some(token),
    };
    match column {
        None => rows.expr(Expr::val(0_i16)),
        Some(column) => rows.expr(Expr::col(column)).group_by_col(column),
    };
    rows.exprs(sums());
}

fn line(row: &QueryResult, time: i64, split: Option<Split>) -> Result<Line, Fault> {
    let part = match split {
        None => None,
        Some(Split::Mode) => Some(mode_of(row.try_get_by_index(1)?).as_str().to_owned()),
        Some(Split::Language) => Some(row.try_get_by_index(1)?),
        Some(Split::Token) => Some(row.try_get_by_index::<Uuid>(1)?.to_string()),
    };
    Ok((time, part, read(row, 2)?))
}

/// The pieces that days are cut into.
pub(super) fn slots(zone: &TimeZone, days: Days, grain: Grain) -> Vec<Slot> {
    let all = std::iter::successors(Some(days.from), |day| (*day < days.to).then(|| day.next()));
    match grain {
        Grain::Day => all
            .map(|day| slot(zone.start(day), day.to_string()))
            .collect(),
        Grain::Month => {
            let mut months: Vec<Slot> = Vec::new();
            for day in all {
                let name = month_name(day);
                if months.last().is_none_or(|month| month.name != name) {
                    months.push(slot(zone.start(day), name));
                }
            }
            months
        }
        Grain::Hour => {
            let end = zone.end(days.to);
            let mut hours = Vec::new();
            let mut at = zone.start(days.from);
            while at < end {
                hours.push(slot(at, zone.written(at)));
                // Clocks are put forward and back by half hours at least, and by full ones nearly
                // always.
                let next = zone.hour(at.plus_seconds(60 * 60));
                at = if next > at {
                    next
                } else {
                    at.plus_seconds(60 * 60)
                };
            }
            hours
        }
    }
}

const fn slot(start: Timestamp, name: String) -> Slot {
    Slot { start, name }
}

fn month_name(day: Day) -> String {
    let mut name = day.to_string();
    name.truncate("2026-01".len());
    name
}

/// The slot that a line belongs to.
pub(super) fn place(key: i64, zone: &TimeZone, slots: &[Slot], grain: Grain) -> Option<usize> {
    let start = match grain {
        Grain::Hour => Timestamp::from_micros(key),
        Grain::Day | Grain::Month => {
            zone.start(super::count::day(i32::try_from(key).unwrap_or_default()))
        }
    };
    slots
        .partition_point(|slot| slot.start <= start)
        .checked_sub(1)
}

/// The lines of each part, the part with the most audio first.
pub(super) async fn series(
    db: &impl ConnectionTrait,
    scope: Scope,
    split: Option<Split>,
    (lines, slots): (Vec<Line>, usize),
    place: impl Fn(i64) -> Option<usize>,
) -> Result<Vec<Series>, Fault> {
    let mut parts = BTreeMap::<Option<String>, Series>::new();
    if split.is_none() {
        parts.insert(None, nothing(None, slots));
    }
    for (time, key, usage) in lines {
        let series = parts
            .entry(key.clone())
            .or_insert_with(|| nothing(key.map(|key| Part { key, name: None }), slots));
        series.total += usage;
        if let Some(slot) = place(time).and_then(|at| series.slots.get_mut(at)) {
            *slot += usage;
        }
    }
    let mut series: Vec<Series> = parts.into_values().collect();
    if split == Some(Split::Token) {
        name_tokens(db, scope, &mut series).await?;
    }
    series.sort_by_key(|series| {
        let Usage { audio_ms, .. } = series.total;
        std::cmp::Reverse((audio_ms, series.total.transcriptions()))
    });
    Ok(series)
}

fn nothing(part: Option<Part>, slots: usize) -> Series {
    Series {
        part,
        slots: vec![Usage::default(); slots],
        total: Usage::default(),
    }
}

async fn name_tokens(
    db: &impl ConnectionTrait,
    scope: Scope,
    series: &mut [Series],
) -> Result<(), Fault> {
    let parts = series.iter_mut().filter_map(|series| series.part.as_mut());
    let parts: HashMap<Uuid, &mut Part> = parts
        .filter_map(|part| Some((part.key.parse::<TokenId>().ok()?.uuid(), part)))
        .collect();
    let names = api_tokens::names(db, scope, parts.keys().copied()).await?;
    for (id, part) in parts {
        part.name = names.get(&id).cloned();
    }
    Ok(())
}
