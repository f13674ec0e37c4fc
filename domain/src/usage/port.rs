//! What can be asked about usage, and reported.

use super::{ItemOutcome, UsageEvent, UsageQuery, UsageReport};
use crate::access::{EditSettings, Permit, ReportUsage, ViewUsage};
use crate::error::Result;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// Usage as people and programs read it.
#[async_trait]
pub trait UsageReports {
    /// The usage of a customer. One of another tenant, and for a customer's own people another one,
    /// is `NotFound`.
    async fn usage(
        &self,
        permit: &Permit<ViewUsage>,
        query: &UsageQuery,
        now: Timestamp,
    ) -> Result<UsageReport>;
}

/// Usage as programs report it.
#[async_trait]
pub trait UsageEvents {
    /// Counts events, each of them once for ever, and writes them down together with what is
    /// counted. Answers what became of each, in their order. With `dry_run` nothing is written.
    async fn report_usage(
        &self,
        permit: &Permit<ReportUsage>,
        events: Vec<UsageEvent>,
        dry_run: bool,
        now: Timestamp,
    ) -> Result<Vec<ItemOutcome>>;
}

/// What is counted otherwise than it was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: a table and a key of it, for the operator.
    pub at: String,
    /// What is counted there.
    pub counted: super::Usage,
    /// What was reported.
    pub reported: super::Usage,
}

/// Usage as whoever runs this sees it.
#[async_trait]
pub trait UsageAudit {
    /// Counts everything of a tenant afresh, and answers where that differs from what is kept.
    async fn verify_usage(&self, permit: &Permit<EditSettings>) -> Result<Vec<Difference>>;

    /// Puts what was counted afresh in the place of what is kept.
    async fn recount_usage(&self, permit: &Permit<EditSettings>) -> Result<()>;
}
