//! The audit log as a CSV file (RFC 4180), streamed: one line for each field that was changed, and
//! one for each event without any.

use crate::csv_file::{self, failed};
use crate::http::failure;
use crate::session::{Visitor, allowed};
use crate::site::Site;
use app::audit::filter_from_query;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use domain::Backend;
use domain::access::{Permit, ViewAudit};
use domain::audit::{AuditEntry, AuditEvent, AuditFilter};
use domain::csv_cell::guard;
use domain::error::Result;
use domain::id::AuditEventId;
use futures::stream::{Stream, try_unfold};
use http::request::Parts;
use std::sync::Arc;

/// Events that are asked for in one go.
const CHUNK: u32 = 500;
/// The columns, in the order in which they are written.
const COLUMNS: [&str; 14] = [
    "at",
    "event",
    "actor",
    "actor_id",
    "actor_kind",
    "support",
    "customer",
    "customer_id",
    "user",
    "field",
    "from",
    "to",
    "address",
    "request",
];

/// `GET /audit/export?…`: exactly what the page with the same query shows, all of it.
pub async fn export(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    let filter = filter_from_query(parts.uri.query().unwrap_or_default());
    let visitor = Visitor::of(&parts.extensions);
    let place = site.desk.export_place();
    let permitted = allowed::<ViewAudit>(&visitor).and_then(|permit| Ok((permit, place?)));
    let (permit, place) = match permitted {
        Ok(both) => both,
        Err(error) => return failure::answer(&error, &parts),
    };
    let lines = csv(Arc::clone(&site.backend), permit, filter);
    csv_file::download(&site, "audit", place, lines)
}

/// How far an export has come.
enum Progress {
    Header,
    Before(Option<AuditEventId>),
    Done,
}

/// The lines of the file, header first.
pub fn csv(
    backend: Arc<dyn Backend>,
    permit: Permit<ViewAudit>,
    filter: AuditFilter,
) -> impl Stream<Item = Result<Bytes>> + Send {
    let state = (backend, permit, filter, Progress::Header);
    try_unfold(state, |(backend, permit, filter, progress)| async move {
        let (bytes, progress) = match progress {
            Progress::Header => (lines([COLUMNS.map(str::to_owned)])?, Progress::Before(None)),
            Progress::Done => return Ok(None),
            Progress::Before(before) => {
                let page = backend
                    .audit_events(&permit, &filter, before, CHUNK)
                    .await?;
                let next = match page.last() {
                    Some(last) if page.len() == CHUNK as usize => {
                        Progress::Before(Some(last.event.id))
                    }
                    Some(_) | None => Progress::Done,
                };
                (lines(page.iter().flat_map(records))?, next)
            }
        };
        Ok(Some((bytes, (backend, permit, filter, progress))))
    })
}

/// The lines of one event, safe to open in a spreadsheet.
fn records(entry: &AuditEntry) -> Vec<[String; 14]> {
    let event = &entry.event;
    let text = |text: Option<&str>| guard(text.unwrap_or_default()).into_owned();
    let record = |field: &str, from: Option<&str>, to: Option<&str>| {
        [
            event.at.to_string(),
            event.kind.as_str().to_owned(),
            text(event.actor_name.as_deref()),
            actor_id(event),
            actor_kind(event).to_owned(),
            event.support.map_or("", |mode| mode.as_str()).to_owned(),
            text(entry.customer_name.as_deref()),
            entry.customer.map(|id| id.to_string()).unwrap_or_default(),
            text(event.user_name.as_deref()),
            field.to_owned(),
            text(from),
            text(to),
            event
                .address
                .map(|address| address.to_string())
                .unwrap_or_default(),
            event.request.map(|id| id.to_string()).unwrap_or_default(),
        ]
    };
    if event.changes.is_empty() {
        return vec![record("", None, None)];
    }
    let changes = event.changes.iter();
    changes
        .map(|change| record(&change.field, change.from.as_deref(), change.to.as_deref()))
        .collect()
}

/// The ID of the person or the token that did something.
fn actor_id(event: &AuditEvent) -> String {
    let person = event.actor.map(|id| id.to_string());
    let token = event.token.map(|id| id.to_string());
    person.or(token).unwrap_or_default()
}

/// Who that is: a person, a program by its token, or whoever keeps the server.
const fn actor_kind(event: &AuditEvent) -> &'static str {
    match (&event.actor, &event.token) {
        (Some(_), _) => "person",
        (None, Some(_)) => "token",
        (None, None) => "command line",
    }
}

fn lines(records: impl IntoIterator<Item = [String; 14]>) -> Result<Bytes> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(&record).map_err(failed)?;
    }
    writer.into_inner().map(Bytes::from).map_err(failed)
}
