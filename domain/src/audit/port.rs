//! What can be asked of the audit log. Nothing can be written to it but by the change itself.

use super::{AuditEntry, AuditEvent, AuditFilter, ChainReport};
use crate::access::{Permit, ViewAudit, ViewHistory};
use crate::error::Result;
use crate::id::{AuditEventId, CustomerId};
use async_trait::async_trait;

/// The audit log.
#[async_trait]
pub trait History {
    /// The latest events of one customer, newest first, before a given event.
    async fn customer_history(
        &self,
        permit: &Permit<ViewHistory>,
        customer: CustomerId,
        before: Option<AuditEventId>,
        limit: u32,
    ) -> Result<Vec<AuditEvent>>;

    /// The latest events of the whole log that pass a filter, newest first, before a given event.
    async fn audit_events(
        &self,
        permit: &Permit<ViewAudit>,
        filter: &AuditFilter,
        before: Option<AuditEventId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>>;
}

/// The audit log as whoever runs this sees it.
#[async_trait]
pub trait AuditLog {
    /// Checks that every event of a reseller is as it was written, and none is missing.
    async fn verify_audit_log(&self, permit: &Permit<ViewHistory>) -> Result<ChainReport>;
}
