//! Keeping what came of checking a ledger.

use crate::entity::ledger_check::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::ledger::{LedgerCheck, LedgerReport};
use domain::timestamp::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel};

/// Keeps what came of it in place of what came of the time before.
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    scope: Scope,
    report: &LedgerReport,
    now: Timestamp,
) -> Result<(), Fault> {
    let row = Model {
        reseller_id: scope.reseller().uuid(),
        at: now.micros(),
        report: serde_json::to_string(report).map_err(|error| unreadable(&error))?,
    };
    let replaced = OnConflict::column(Column::ResellerId)
        .update_columns([Column::At, Column::Report])
        .to_owned();
    Entity::insert(row.into_active_model())
        .on_conflict(replaced)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// What came of it the last time.
pub(super) async fn last(
    db: &impl ConnectionTrait,
    scope: Scope,
) -> Result<Option<LedgerCheck>, Fault> {
    let row = scope::find::<Entity>(scope).one(db).await?;
    let check = row.map(|row| {
        Ok::<_, DbErr>(LedgerCheck {
            at: Timestamp::from_micros(row.at),
            report: serde_json::from_str(&row.report).map_err(|error| unreadable(&error))?,
        })
    });
    Ok(check.transpose()?)
}

fn unreadable(error: &serde_json::Error) -> DbErr {
    DbErr::Type(format!("the check of a ledger: {error}"))
}
