//! Sessions of which nothing is heard any more.

use super::attention::Found;
use crate::entity::transcription::{Column, Entity};
use crate::error::Fault;
use crate::scope;
use crate::transcriptions::mode_code;
use domain::access::Scope;
use domain::dashboard::Cause;
use domain::timestamp::Timestamp;
use domain::transcription::Mode;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryResult};

/// The customers who have such sessions, those who have waited longest first.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<Found>, Fault> {
    let silent = |mode: Mode| {
        let last = now.plus_seconds(-mode.stalled_seconds());
        let of_mode = Column::Mode.eq(mode_code(mode));
        of_mode.and(Column::ReportedAt.lte(last.micros()))
    };
    let mut query = scope::select::<Entity>(scope);
    query
        .column(Column::CustomerId)
        .expr(Func::count(Expr::col(Column::Id)))
        .expr(Func::min(Expr::col(Column::ReportedAt)))
        .and_where(Column::FinishedAt.eq(0))
        .and_where(silent(Mode::Batch).or(silent(Mode::Realtime)))
        .group_by_col(Column::CustomerId);
    let found = |row: &QueryResult| {
        let since: i64 = row.try_get_by_index(2)?;
        let cause = Cause::Stuck {
            sessions: row.try_get_by_index::<i64>(1)?.unsigned_abs(),
            since: Timestamp::from_micros(since),
        };
        Ok((since, (Some(row.try_get_by_index(0)?), cause)))
    };
    let rows = db.query_all(&query).await?;
    let mut all: Vec<(i64, Found)> = rows.iter().map(found).collect::<Result<_, Fault>>()?;
    all.sort_by_key(|(since, _)| *since);
    Ok(all.into_iter().map(|(_, found)| found).collect())
}
