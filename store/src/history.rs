//! Reading the audit log.

use crate::audit::{event, page};
use crate::connect::Store;
use crate::customers;
use crate::entity::audit_event::{self, Column};
use crate::error::Fault;
use crate::scope;
use domain::Result;
use domain::access::{Permit, ViewAudit, ViewHistory};
use domain::audit::{AuditEntry, AuditEvent, AuditFilter, AuditKind, History};
use domain::id::{AuditEventId, CustomerId};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// The most events of one answer.
const LIMIT_MAX: u32 = 200;

#[async_trait::async_trait]
impl History for Store {
    async fn customer_history(
        &self,
        permit: &Permit<ViewHistory>,
        customer: CustomerId,
        before: Option<AuditEventId>,
        limit: u32,
    ) -> Result<Vec<AuditEvent>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let scope = permit.scope();
        customers::find(&db, scope, customer).await?;
        let mut query = scope::find::<audit_event::Entity>(scope)
            .filter(Column::CustomerId.eq(customer.uuid()))
            .order_by_desc(Column::Id)
            .limit(u64::from(limit.min(LIMIT_MAX)));
        if let Some(before) = before {
            query = query.filter(Column::Id.lt(before.uuid()));
        }
        if scope.customer().is_some() {
            query = query.filter(Column::Kind.ne(AuditKind::CustomerTagged.as_str()));
        }
        let rows = query.all(&db).await.map_err(Fault::from)?;
        let people = event::mentioned(&db, scope, &rows).await?;
        Ok(rows
            .into_iter()
            .map(|row| event::read(row, scope, &people))
            .collect::<Result<_, Fault>>()?)
    }

    async fn audit_events(
        &self,
        permit: &Permit<ViewAudit>,
        filter: &AuditFilter,
        before: Option<AuditEventId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(page::list(&db, permit.scope(), filter, before, limit).await?)
    }
}
