//! Checking the chain of the audit log.

use super::chain::{self, Head};
use crate::connect::Store;
use crate::entity::audit_event::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use domain::Result;
use domain::access::{Permit, ViewHistory};
use domain::audit::{AuditLog, ChainFault, ChainReport};
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter, QueryOrder, QuerySelect};

/// How many events are read at a time.
const CHUNK: u64 = 1_000;

#[async_trait::async_trait]
impl AuditLog for Store {
    async fn verify_audit_log(&self, permit: &Permit<ViewHistory>) -> Result<ChainReport> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(verify(&db, permit).await?)
    }
}

async fn verify(
    db: &DatabaseTransaction,
    permit: &Permit<ViewHistory>,
) -> Result<ChainReport, Fault> {
    let scope = permit.scope();
    let reseller = scope.reseller().uuid();
    let mut head = chain::nothing(reseller);
    loop {
        let rows = scope::find::<Entity>(scope)
            .filter(Column::Number.gt(head.number))
            .order_by_asc(Column::Number)
            .limit(CHUNK)
            .all(db)
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if let Some(fault) = fault(&head, &row) {
                return Ok(ChainReport {
                    events: head.number.cast_unsigned(),
                    fault: Some(fault),
                });
            }
            head.number = row.number;
            head.link = row.link;
        }
    }
    let end = chain::head(db, reseller).await?;
    Ok(ChainReport {
        events: head.number.cast_unsigned(),
        fault: (end != head).then_some(ChainFault::CutOff {
            expected: end.number.cast_unsigned(),
        }),
    })
}

/// What is wrong with the event after the end of what has been checked.
fn fault(head: &Head, row: &Model) -> Option<ChainFault> {
    let number = row.number.cast_unsigned();
    if row.number != head.number + 1 {
        return Some(ChainFault::Missing {
            number: head.number.cast_unsigned() + 1,
        });
    }
    // Emptied contents are those of a customer who was deleted.
    let is_content = |changes: &String| chain::digest(changes) == row.digest;
    let is_whole = row.changes.as_ref().is_none_or(is_content);
    let is_linked = chain::hash(&head.link, row) == row.link;
    (!is_whole || !is_linked).then_some(ChainFault::Altered { number })
}
