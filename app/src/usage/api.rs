//! The server function of usage: authorise, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use super::query::UsageAsked;
use crate::failure::Failure;
use crate::json::Json;
use domain::id::CustomerId;
use domain::usage::UsageReport;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now},
    domain::access,
    domain::error::Error,
};

/// The usage of a customer, without one of the signed-in person's own organisation.
#[server(endpoint = "get_usage", input = Json, output = Json)]
pub async fn get_usage(
    customer: Option<CustomerId>,
    asked: UsageAsked,
) -> Result<UsageReport, Failure> {
    let permit = allowed::<access::ViewUsage>()?;
    let customer = customer.or(permit.scope().customer());
    let customer = customer.ok_or(Failure(Error::NotFound))?;
    Ok(backend()?
        .usage(&permit, &asked.of(customer), now()?)
        .await?)
}
