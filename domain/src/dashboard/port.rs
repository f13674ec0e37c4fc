//! What can be asked about all customers together.

use super::{Attention, AttentionQuery, Dashboard, TopCustomers};
use crate::access::{Permit, ViewDashboard};
use crate::error::Result;
use crate::timestamp::Timestamp;
use crate::usage::UsageRange;
use async_trait::async_trait;

/// All customers of a reseller together.
#[async_trait]
pub trait Dashboards {
    /// The figures, exact at this moment.
    async fn dashboard(
        &self,
        permit: &Permit<ViewDashboard>,
        range: UsageRange,
        now: Timestamp,
    ) -> Result<Dashboard>;

    /// Who used the most. The answer says when it was true: what is dear to find out is found out
    /// once a minute at most.
    async fn top_customers(
        &self,
        permit: &Permit<ViewDashboard>,
        range: UsageRange,
        now: Timestamp,
    ) -> Result<TopCustomers>;

    /// What needs attention, as old as it says, like the customers who used the most.
    async fn attention(
        &self,
        permit: &Permit<ViewDashboard>,
        query: AttentionQuery,
        now: Timestamp,
    ) -> Result<Attention>;
}
