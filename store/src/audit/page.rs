//! The whole log of a reseller, by what somebody wants to know.

use crate::audit::event::{self, Mentioned};
use crate::entity::audit_event::{self, Column};
use crate::entity::{customer, user};
use crate::error::Fault;
use crate::paging::first_id;
use crate::{customers, scope, tenant};
use domain::access::Scope;
use domain::audit::{AuditEntry, AuditFilter};
use domain::email::Email;
use domain::id::{AuditEventId, CustomerId};
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;

/// The most events of one answer.
const LIMIT_MAX: u32 = 500;
/// An event's ID is made a moment before its time is written down.
const SLACK_SECONDS: i64 = 1;

/// The latest events that pass a filter, newest first.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    filter: &AuditFilter,
    before: Option<AuditEventId>,
    limit: u32,
) -> Result<Vec<AuditEntry>, Fault> {
    let Some(query) = filtered(db, scope, filter).await? else {
        return Ok(Vec::new());
    };
    let mut query = query
        .order_by_desc(Column::Id)
        .limit(u64::from(limit.min(LIMIT_MAX)));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let rows = query.all(db).await?;
    let people = event::mentioned(db, scope, &rows).await?;
    let customers =
        customers::names(db, scope, rows.iter().filter_map(|row| row.customer_id)).await?;
    rows.into_iter()
        .map(|row| entry(row, scope, &people, &customers))
        .collect()
}

fn entry(
    row: audit_event::Model,
    scope: Scope,
    people: &Mentioned,
    customers: &HashMap<Uuid, String>,
) -> Result<AuditEntry, Fault> {
    let customer = row.customer_id;
    Ok(AuditEntry {
        event: event::read(row, scope, people)?,
        customer: customer.map(CustomerId::from),
        customer_name: customer.and_then(|id| customers.get(&id).cloned()),
    })
}

/// The events that pass; none if the filter names somebody who does not exist.
async fn filtered(
    db: &impl ConnectionTrait,
    scope: Scope,
    filter: &AuditFilter,
) -> Result<Option<Select<audit_event::Entity>>, Fault> {
    let mut query = scope::find::<audit_event::Entity>(scope);
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    let days = (filter.from, filter.to);
    let (from, end) = tenant::days(db, scope.reseller(), days).await?;
    if let Some(from) = from {
        query = query
            .filter(Column::Id.gte(first_id(from.plus_seconds(-SLACK_SECONDS))))
            .filter(Column::At.gte(from.micros()));
    }
    if let Some(end) = end {
        query = query
            .filter(Column::Id.lt(first_id(end.plus_seconds(SLACK_SECONDS))))
            .filter(Column::At.lt(end.micros()));
    }
    let who = filter.who.trim();
    if who.eq_ignore_ascii_case(AuditFilter::OPERATOR) {
        query = query.filter(Column::ActorId.is_null());
    } else if !who.is_empty() {
        let Some(actor) = person(db, scope, who).await? else {
            return Ok(None);
        };
        query = query.filter(Column::ActorId.eq(actor));
    }
    let about = filter.customer.trim();
    if !about.is_empty() {
        let Some(customer) = customer(db, scope, about).await? else {
            return Ok(None);
        };
        query = query.filter(Column::CustomerId.eq(customer));
    }
    Ok(Some(query))
}

/// Who is meant: somebody with this ID, who may be gone, or with this email.
async fn person(db: &impl ConnectionTrait, scope: Scope, who: &str) -> Result<Option<Uuid>, Fault> {
    if let Ok(id) = who.parse() {
        return Ok(Some(id));
    }
    let Ok(email) = Email::parse(who) else {
        return Ok(None);
    };
    let query = scope::find::<user::Entity>(scope).filter(user::Column::EmailKey.eq(email.key()));
    Ok(query.one(db).await?.map(|row| row.id))
}

/// Which customer is meant: one with this ID, who may be gone, or with this email.
async fn customer(
    db: &impl ConnectionTrait,
    scope: Scope,
    about: &str,
) -> Result<Option<Uuid>, Fault> {
    if let Ok(id) = about.parse() {
        return Ok(Some(id));
    }
    let Ok(email) = Email::parse(about) else {
        return Ok(None);
    };
    let query =
        scope::find::<customer::Entity>(scope).filter(customer::Column::EmailKey.eq(email.key()));
    Ok(query.one(db).await?.map(|row| row.id))
}
