//! One event, as somebody may see it.

use crate::entity::audit_event::Model;
use crate::error::Fault;
use crate::support;
use domain::access::Scope;
use domain::audit::{AuditEvent, AuditKind};
use domain::field::Field;
use domain::id::{AuditEventId, RequestId, UserId};
use domain::timestamp::Timestamp;
use sea_orm::DbErr;
use sea_orm::prelude::Uuid;
use std::collections::HashMap;

/// People by their IDs, with the customer they belong to.
pub(crate) type Mentioned = HashMap<Uuid, (String, Option<Uuid>)>;

/// The event of a row. Customers see that people of the reseller did something and who they are,
/// but not from where, and nothing of the reseller's own tags.
pub(crate) fn read(row: Model, scope: Scope, people: &Mentioned) -> Result<AuditEvent, Fault> {
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
