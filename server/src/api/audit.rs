//! The audit log over HTTP. For tokens of the reseller.

use super::body::StrictQuery;
use super::csv;
use super::gate::{Caller, Store};
use super::paging::{Piece, limit, parsed, word};
use super::path::Id;
use super::problem::{Answer, Refusal};
use super::schema;
use crate::site::Site;
use crate::{audit, csv_file};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::access::{ViewAudit, ViewHistory};
use domain::audit::{AuditEntry, AuditEvent, AuditFilter, AuditKind, FieldChange};
use domain::id::CustomerId;
use domain::support::SupportMode;
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Something that was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEventView {
    /// Later events have higher ones.
    #[schema(format = Uuid)]
    id: String,
    /// When (RFC 3339, UTC).
    #[schema(format = DateTime)]
    at: String,
    /// What, such as `customer_updated`.
    #[schema(value_type = schema::AuditEventKind)]
    kind: &'static str,
    /// The person who did it. Without a person and a token it was done on the command line.
    #[schema(format = Uuid)]
    actor_id: Option<String>,
    /// The token of the program that did it.
    #[schema(format = Uuid)]
    token_id: Option<String>,
    /// The name of the person or the token, if they still exist.
    actor_name: Option<String>,
    /// How somebody of the reseller was in the customer's console: `admin` or `read_only`.
    #[schema(value_type = Option<schema::SupportAccess>)]
    support: Option<&'static str>,
    /// The name of the person it is about, if it is about one who still exists.
    user_name: Option<String>,
    /// From which address, if it came over the network.
    address: Option<String>,
    /// In which request.
    #[schema(format = Uuid)]
    request_id: Option<String>,
    /// Which fields, from what to what.
    changes: Vec<ChangeView>,
}

/// A field that was changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeView {
    /// The field.
    field: String,
    /// What it was; none is nothing.
    from: Option<String>,
    /// What it is now; none is nothing.
    to: Option<String>,
}

/// Something that was done, and to whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryView {
    #[serde(flatten)]
    event: AuditEventView,
    /// The customer it is about, if it is about one.
    #[schema(format = Uuid)]
    customer_id: Option<String>,
    /// The customer's name, if it is still there.
    customer_name: Option<String>,
}

impl From<AuditEvent> for AuditEventView {
    fn from(event: AuditEvent) -> Self {
        Self {
            id: event.id.to_string(),
            at: event.at.to_string(),
            kind: event.kind.as_str(),
            actor_id: event.actor.map(|id| id.to_string()),
            token_id: event.token.map(|id| id.to_string()),
            actor_name: event.actor_name,
            support: event.support.map(SupportMode::as_str),
            user_name: event.user_name,
            address: event.address.map(|address| address.to_string()),
            request_id: event.request.map(|id| id.to_string()),
            changes: event.changes.into_iter().map(ChangeView::from).collect(),
        }
    }
}

impl From<FieldChange> for ChangeView {
    fn from(change: FieldChange) -> Self {
        Self {
            field: change.field,
            from: change.from,
            to: change.to,
        }
    }
}

impl From<AuditEntry> for AuditEntryView {
    fn from(entry: AuditEntry) -> Self {
        Self {
            event: entry.event.into(),
            customer_id: entry.customer.map(|id| id.to_string()),
            customer_name: entry.customer_name,
        }
    }
}

/// Which events, and which piece of them. What is given has to hold together.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Who did it: a person's email or ID, a token's ID, or `command line`.
    who: Option<String>,
    /// About which customer: its email or ID.
    customer: Option<String>,
    /// What was done, such as `customer_updated`.
    #[param(inline, value_type = Option<schema::AuditEventKind>)]
    kind: Option<String>,
    /// On this day or later, such as 2026-01-31, where the reseller is.
    #[param(format = Date)]
    from: Option<String>,
    /// On this day or earlier.
    #[param(format = Date)]
    to: Option<String>,
    /// How many, from 1 to 200; 50 unless said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// Which piece of a customer's history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// How many, from 1 to 200; 50 unless said.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// The `next_cursor` of the piece before.
    cursor: Option<String>,
}

/// List what was done, the latest first.
#[utoipa::path(
    get, path = "/audit", tag = "Audit", operation_id = "list_audit_events",
    params(AuditQuery),
    responses(
        (status = 200, description = "A piece of the log; with Accept: text/csv all of it as CSV", content((Piece<AuditEntryView> = "application/json"), (String = "text/csv"))),
    ),
    security(("token" = ["audit:read"]))
)]
pub async fn list(
    State(site): State<Arc<Site>>,
    caller: Caller,
    headers: HeaderMap,
    StrictQuery(query): StrictQuery<AuditQuery>,
) -> Answer<Response> {
    let permit = caller.allowed::<ViewAudit>()?;
    let (limit_said, cursor) = (query.limit.as_deref(), query.cursor.as_deref());
    let filter = filter(&query)?;
    let backend = &site.backend;
    if csv::is_wanted(&headers) {
        csv::whole(limit_said, cursor)?;
        let place = site.desk.export_place()?;
        let lines = audit::csv(Arc::clone(backend), permit, filter);
        return Ok(csv_file::download(&site, "audit", place, lines));
    }
    let limit = limit(limit_said)?;
    let before = parsed("cursor", cursor)?;
    let found = backend
        .audit_events(&permit, &filter, before, limit)
        .await?;
    let found = found.into_iter().map(AuditEntryView::from).collect();
    let piece = Piece::of(found, limit, |it| it.event.id.clone());
    Ok(Json(piece).into_response())
}

/// List what was done about a customer, the latest first.
#[utoipa::path(
    get, path = "/customers/{id}/history", tag = "Audit", operation_id = "list_customer_history",
    params(("id" = String, Path, description = "The customer", format = Uuid), HistoryQuery),
    responses(
        (status = 200, description = "A piece of the history", body = Piece<AuditEventView>),
    ),
    security(("token" = ["audit:read"]))
)]
pub async fn of_customer(
    Store(store): Store,
    caller: Caller,
    Id(id): Id<CustomerId>,
    StrictQuery(query): StrictQuery<HistoryQuery>,
) -> Answer<Json<Piece<AuditEventView>>> {
    let permit = caller.allowed::<ViewHistory>()?;
    let limit = limit(query.limit.as_deref())?;
    let before = parsed("cursor", query.cursor.as_deref())?;
    let found = store.customer_history(&permit, id, before, limit).await?;
    let found = found.into_iter().map(AuditEventView::from).collect();
    Ok(Json(Piece::of(found, limit, |it| it.id.clone())))
}

fn filter(query: &AuditQuery) -> Result<AuditFilter, Refusal> {
    let kinds = AuditKind::ALL.map(AuditKind::as_str);
    let text = |said: Option<&str>| {
        let letters = said.unwrap_or_default().chars();
        letters.take(AuditFilter::TEXT_MAX).collect()
    };
    Ok(AuditFilter {
        who: text(query.who.as_deref()),
        customer: text(query.customer.as_deref()),
        kind: word("kind", query.kind.as_deref(), AuditKind::from_word, &kinds)?,
        from: parsed("from", query.from.as_deref())?,
        to: parsed("to", query.to.as_deref())?,
    })
}
