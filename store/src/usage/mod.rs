//! Usage: the ports, and a file for each part of the work.

mod all;
mod columns;
mod count;
mod events;
mod report;
mod rows;
mod verify;

pub(crate) use all::{of_all, top};
pub(crate) use columns::{read, sums};
pub(crate) use count::{day, forget, number};
pub(crate) use events::{outcome_code, write_one};
pub(crate) use rows::{Origin, Row};
pub(crate) use verify::recount;

use crate::connect::Store;
use crate::error::Fault;
use domain::Result;
use domain::access::{EditSettings, Permit, ReportUsage, ViewUsage};
use domain::timestamp::Timestamp;
use domain::usage::{
    Difference, ItemOutcome, UsageAudit, UsageEvent, UsageEvents, UsageQuery, UsageReport,
    UsageReports,
};

#[async_trait::async_trait]
impl UsageReports for Store {
    async fn usage(
        &self,
        permit: &Permit<ViewUsage>,
        query: &UsageQuery,
        now: Timestamp,
    ) -> Result<UsageReport> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(report::report(&db, permit.scope(), query, now).await?)
    }
}

#[async_trait::async_trait]
impl UsageEvents for Store {
    async fn report_usage(
        &self,
        permit: &Permit<ReportUsage>,
        events: Vec<UsageEvent>,
        dry_run: bool,
        now: Timestamp,
    ) -> Result<Vec<ItemOutcome>> {
        if dry_run {
            let db = self.snapshot().await.map_err(Fault::from)?;
            return Ok(events::try_out(&db, permit.scope(), &events).await?);
        }
        let work = (permit.token(), std::sync::Arc::new(events), now);
        self.write_for(permit, work, |tx, author, (token, events, _)| async move {
            events::write(&tx, &author, token, &events).await
        })
        .await
    }
}

#[async_trait::async_trait]
impl UsageAudit for Store {
    async fn verify_usage(&self, permit: &Permit<EditSettings>) -> Result<Vec<Difference>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(verify::verify(&db, permit.scope()).await?)
    }

    async fn recount_usage(&self, permit: &Permit<EditSettings>) -> Result<()> {
        self.write_bulk(permit.scope(), |tx, scope| async move {
            verify::recount(&tx, scope).await
        })
        .await
    }
}
