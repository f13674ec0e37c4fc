//! The server function of the history.

use crate::failure::Failure;
use crate::json::Json;
use domain::audit::AuditEvent;
use domain::id::{AuditEventId, CustomerId};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend},
    domain::access,
    domain::error::Error,
};

/// How many events come at once.
pub(super) const HISTORY_PAGE: u32 = 50;

/// The events of one customer, without one of the signed-in person's own, newest first,
/// `HISTORY_PAGE` at a time.
#[server(endpoint = "customer_history", input = Json, output = Json)]
pub async fn customer_history(
    customer: Option<CustomerId>,
    before: Option<AuditEventId>,
) -> Result<Vec<AuditEvent>, Failure> {
    let permit = allowed::<access::ViewHistory>()?;
    let customer = customer.or(permit.scope().customer());
    let customer = customer.ok_or(Failure(Error::NotFound))?;
    Ok(backend()?
        .customer_history(&permit, customer, before, HISTORY_PAGE)
        .await?)
}
