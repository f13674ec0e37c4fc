//! One event, as somebody may see it.

use crate::entity::audit_event::Model;
use crate::error::Fault;
use crate::{api_tokens, support, users};
use domain::access::Scope;
use domain::audit::{AuditEvent, AuditKind};
use domain::field::Field;
use domain::id::{AuditEventId, RequestId, TokenId, UserId};
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::HashMap;

/// How an event was done that a program did with a token. Its `actor_id` is the token's.
pub(crate) const BY_TOKEN: i16 = 3;

/// People and tokens by their IDs, with the customer they belong to.
pub(crate) type Mentioned = HashMap<Uuid, (String, Option<Uuid>)>;

/// The event of a row. Customers see that people of the reseller did something and who they are,
/// but not from where, and nothing of the reseller's own tags.
pub(crate) fn read(row: Model, scope: Scope, people: &Mentioned) -> Result<AuditEvent, Fault> {
    let unknown = || DbErr::Type(format!("an audit event of the unknown kind {}", row.kind));
    let by_token = row.mode == BY_TOKEN;
    let changes = row.changes.as_deref().map(serde_json::from_str).transpose();
    let mut event = AuditEvent {
        id: AuditEventId::from(row.id),
        at: Timestamp::from_micros(row.at),
        kind: AuditKind::from_word(&row.kind).ok_or_else(unknown)?,
        actor: row.actor_id.filter(|_| !by_token).map(UserId::from),
        token: row.actor_id.filter(|_| by_token).map(TokenId::from),
        actor_name: row.actor_id.and_then(|actor| name(people, actor)),
        support: (!by_token)
            .then(|| support::mode_of_event(row.mode))
            .flatten(),
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

/// Names of all whom events mention: people, and tokens that did something.
pub(crate) async fn mentioned(
    db: &impl ConnectionTrait,
    scope: Scope,
    rows: &[Model],
) -> Result<Mentioned, Fault> {
    let by_token = |row: &&Model| row.mode == BY_TOKEN;
    let people = rows.iter().flat_map(|row| [row.actor_id, row.user_id]);
    let mut mentioned = users::mentioned(db, scope, people.flatten().collect()).await?;
    let tokens: Vec<_> = rows
        .iter()
        .filter(by_token)
        .filter_map(|row| row.actor_id)
        .collect();
    if !tokens.is_empty() {
        mentioned.extend(api_tokens::mentioned(db, scope, tokens).await?);
    }
    Ok(mentioned)
}

fn name(people: &Mentioned, id: Uuid) -> Option<String> {
    people.get(&id).map(|(name, _)| name.clone())
}
