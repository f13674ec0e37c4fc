//! Reading the audit log.

use crate::connect::Store;
use crate::customers;
use crate::entity::{audit_event, user};
use crate::error::Fault;
use crate::scope;
use domain::Result;
use domain::access::{Permit, ViewHistory};
use domain::audit::{AuditEvent, AuditKind, History};
use domain::id::{AuditEventId, CustomerId, RequestId, UserId};
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

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
        use audit_event::Column::{CustomerId, Id};
        let db = self.snapshot().await.map_err(Fault::from)?;
        customers::find(&db, permit.scope(), customer).await?;
        let mut query = scope::find::<audit_event::Entity>(permit.scope())
            .filter(CustomerId.eq(customer.uuid()))
            .order_by_desc(Id)
            .limit(u64::from(limit.min(LIMIT_MAX)));
        if let Some(before) = before {
            query = query.filter(Id.lt(before.uuid()));
        }
        let rows = query.all(&db).await.map_err(Fault::from)?;
        let mentioned = rows.iter().flat_map(|row| [row.actor_id, row.user_id]);
        let people = scope::find::<user::Entity>(permit.scope())
            .filter(user::Column::Id.is_in(mentioned.flatten()))
            .all(&db)
            .await
            .map_err(Fault::from)?;
        let names = people
            .into_iter()
            .map(|person| (person.id, person.name))
            .collect();
        Ok(rows
            .into_iter()
            .map(|row| event(row, &names))
            .collect::<Result<_, Fault>>()?)
    }
}

fn event(row: audit_event::Model, names: &HashMap<Uuid, String>) -> Result<AuditEvent, Fault> {
    let unknown = || DbErr::Type(format!("an audit event of the unknown kind {}", row.kind));
    let changes = row.changes.as_deref().map(serde_json::from_str).transpose();
    Ok(AuditEvent {
        id: AuditEventId::from(row.id),
        at: Timestamp::from_micros(row.at),
        kind: AuditKind::from_word(&row.kind).ok_or_else(unknown)?,
        actor: row.actor_id.map(UserId::from),
        actor_name: row.actor_id.and_then(|actor| names.get(&actor).cloned()),
        user_name: row.user_id.and_then(|user| names.get(&user).cloned()),
        address: row.address.and_then(|address| address.parse().ok()),
        request: row.request_id.map(RequestId::from),
        changes: changes
            .map_err(|error| DbErr::Json(error.to_string()))?
            .unwrap_or_default(),
    })
}
