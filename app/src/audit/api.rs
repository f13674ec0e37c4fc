//! The server function of the audit log.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::audit::{AuditEntry, AuditFilter};
use domain::id::AuditEventId;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend},
    domain::access,
};

/// How many events come at once.
pub(super) const AUDIT_PAGE: u32 = 50;

/// The latest events that pass a filter, before a given one, `AUDIT_PAGE` at a time.
#[server(endpoint = "list_audit_events", input = Json, output = Json)]
pub async fn list_audit_events(
    filter: AuditFilter,
    before: Option<AuditEventId>,
) -> Result<Vec<AuditEntry>, Failure> {
    let permit = allowed::<access::ViewAudit>()?;
    Ok(backend()?
        .audit_events(&permit, &filter, before, AUDIT_PAGE)
        .await?)
}
