//! Reading the audit log.

use crate::connect::Store;
use crate::customers;
use crate::entity::audit_event::{self, Column, Model};
use crate::error::Fault;
use crate::scope;
use crate::support;
use crate::users;
use domain::Result;
use domain::access::{Permit, Scope, ViewHistory};
use domain::audit::{AuditEvent, AuditKind, History};
use domain::field::Field;
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
        let mentioned = rows.iter().flat_map(|row| [row.actor_id, row.user_id]);
        let people = users::mentioned(&db, scope, mentioned.flatten().collect()).await?;
        Ok(rows
            .into_iter()
            .map(|row| event(row, scope, &people))
            .collect::<Result<_, Fault>>()?)
    }
}

/// People by their IDs, with the customer they belong to.
type Mentioned = HashMap<Uuid, (String, Option<Uuid>)>;

/// An event as somebody may see it. Customers see that people of the reseller did something and who
/// they are, but not from where, and nothing of the reseller's own tags.
fn event(row: Model, scope: Scope, people: &Mentioned) -> Result<AuditEvent, Fault> {
    let unknown = || DbErr::Type(format!("an audit event of the unknown kind {}", row.kind));
    let changes = row.changes.as_deref().map(serde_json::from_str).transpose();
    let mut event = AuditEvent {
        id: AuditEventId::from(row.id),
        at: Timestamp::from_micros(row.at),
        kind: AuditKind::from_word(&row.kind).ok_or_else(unknown)?,
        actor: row.actor_id.map(UserId::from),
        actor_name: row.actor_id.and_then(|actor| name(people, actor)),
        support: support::mode_of_event(row.mode),
        user_name: row.user_id.and_then(|user| name(people, user)),
        address: row.address.and_then(|address| address.parse().ok()),
        request: row.request_id.map(RequestId::from),
        changes: changes
            .map_err(|error| DbErr::Json(error.to_string()))?
            .unwrap_or_default(),
    };
    if let Some(own) = scope.customer() {
        let of = row.actor_id.and_then(|actor| people.get(&actor));
        if of.is_none_or(|(_, of)| *of != Some(own.uuid())) {
            event.address = None;
        }
        event.changes.retain(|it| it.field != Field::Tags.as_str());
    }
    Ok(event)
}

fn name(people: &Mentioned, id: Uuid) -> Option<String> {
    people.get(&id).map(|(name, _)| name.clone())
}
