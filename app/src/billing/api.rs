//! The server functions of the billing profile: authorise, parse, ask the store.
//!
//! `customer` says whose it is; without one it is the signed-in person's own organisation.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::billing::{BillingDraft, StoredProfile};
use domain::id::CustomerId;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend},
    domain::access,
    domain::error::Error,
};

/// The billing profile.
#[server(name = BillingProfileOf, endpoint = "billing_profile", input = Json, output = Json)]
pub async fn billing_profile(customer: Option<CustomerId>) -> Result<StoredProfile, Failure> {
    let permit = allowed::<access::ViewBilling>()?;
    let customer = customer.or(permit.scope().customer());
    let customer = customer.ok_or(Failure(Error::NotFound))?;
    Ok(backend()?.billing_profile(&permit, customer).await?)
}

/// Sets the billing profile.
#[server(endpoint = "set_billing_profile", output = Json)]
pub async fn set_billing_profile(
    #[server(default)] customer: Option<CustomerId>,
    #[server(default)] version: i32,
    #[server(flatten)] draft: BillingDraft,
) -> Result<StoredProfile, Failure> {
    let permit = allowed::<access::EditBilling>()?;
    let customer = customer.or(permit.scope().customer());
    let customer = customer.ok_or(Failure(Error::NotFound))?;
    let profile = draft.parse()?;
    Ok(backend()?
        .set_billing_profile(&permit, customer, profile, version)
        .await?)
}
