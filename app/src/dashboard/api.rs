//! The server functions of the dashboard: authorise, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::dashboard::{Attention, AttentionQuery, Dashboard, TopCustomers};
use domain::usage::UsageRange;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now},
    domain::access,
    domain::listing::PageSize,
};

/// The figures of some days.
#[server(endpoint = "get_dashboard", input = Json, output = Json)]
pub async fn get_dashboard(range: UsageRange) -> Result<Dashboard, Failure> {
    let permit = allowed::<access::ViewDashboard>()?;
    Ok(backend()?.dashboard(&permit, range, now()?).await?)
}

/// Who used the most in some days.
#[server(endpoint = "get_top_customers", input = Json, output = Json)]
pub async fn get_top_customers(range: UsageRange) -> Result<TopCustomers, Failure> {
    let permit = allowed::<access::ViewDashboard>()?;
    Ok(backend()?.top_customers(&permit, range, now()?).await?)
}

/// What needs attention.
#[server(endpoint = "get_attention", input = Json, output = Json)]
pub async fn get_attention(query: AttentionQuery) -> Result<Attention, Failure> {
    let permit = allowed::<access::ViewDashboard>()?;
    let query = AttentionQuery {
        rows: query.rows.clamp(1, PageSize::Rows100.rows()),
        ..query
    };
    Ok(backend()?.attention(&permit, query, now()?).await?)
}
