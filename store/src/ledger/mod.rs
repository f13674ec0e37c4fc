//! Customers' money: the ports, and a file for each part of the work.

mod accounts;
mod by_hand;
mod chain;
mod check;
#[cfg(feature = "testing")]
mod fill;
mod forget;
mod page;
mod post;
mod row;
mod verify;

pub(crate) use accounts::{account_of, open};
#[cfg(feature = "testing")]
pub use fill::fill_ledger;
pub(crate) use forget::forget;

use crate::connect::Store;
use crate::entity::account;
use crate::error::Fault;
use crate::scope;
use domain::Result;
use domain::access::{EditSettings, ManageMoney, Permit, ViewMoney, ViewSettings};
use domain::id::CustomerId;
use domain::ledger::{
    Account, Adjustment, Ledger, LedgerAudit, LedgerCheck, LedgerEntry, LedgerFilter,
    LedgerListing, LedgerReport, NewCredits, Reversal,
};
use domain::listing::Page;
use domain::money::Money;
use domain::timestamp::Timestamp;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// Of how many customers credits are looked after in one transaction.
const EXPIRING_MAX: u64 = 100;

#[async_trait::async_trait]
impl Ledger for Store {
    async fn account(&self, permit: &Permit<ViewMoney>, customer: CustomerId) -> Result<Account> {
        Ok(account_of(self.reader(), permit.scope(), customer).await?)
    }

    async fn accounts(
        &self,
        permit: &Permit<ViewMoney>,
        customers: &[CustomerId],
    ) -> Result<Vec<Account>> {
        Ok(accounts::list(self.reader(), permit.scope(), customers).await?)
    }

    async fn ledger(
        &self,
        permit: &Permit<ViewMoney>,
        customer: CustomerId,
        listing: &LedgerListing,
    ) -> Result<Page<LedgerEntry>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(page::list(&db, permit.scope(), customer, listing).await?)
    }

    async fn ledger_before(
        &self,
        permit: &Permit<ViewMoney>,
        customer: CustomerId,
        filter: &LedgerFilter,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<LedgerEntry>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let piece = (before, limit);
        Ok(page::before(&db, permit.scope(), customer, filter, piece).await?)
    }

    async fn ledger_entry(
        &self,
        permit: &Permit<ViewMoney>,
        customer: CustomerId,
        number: u64,
    ) -> Result<LedgerEntry> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(page::one(&db, permit.scope(), customer, number).await?)
    }

    async fn adjust_balance(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        adjustment: Adjustment,
    ) -> Result<Account> {
        let work = (customer, adjustment);
        self.write_for(
            permit,
            work,
            |tx, author, (customer, adjustment)| async move {
                by_hand::adjust(&tx, &author, customer, adjustment).await
            },
        )
        .await
    }

    async fn set_credits(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        new: NewCredits,
        now: Timestamp,
    ) -> Result<Account> {
        let work = (customer, new, now);
        self.write_for(
            permit,
            work,
            |tx, author, (customer, new, now)| async move {
                by_hand::set_credits(&tx, &author, customer, new, now).await
            },
        )
        .await
    }

    async fn set_credit_limit(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        limit: Money,
    ) -> Result<Account> {
        let work = (customer, limit);
        self.write_for(permit, work, |tx, author, (customer, limit)| async move {
            by_hand::set_credit_limit(&tx, &author, customer, limit).await
        })
        .await
    }

    async fn reverse_entry(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        reversal: Reversal,
    ) -> Result<Account> {
        let work = (customer, reversal);
        self.write_for(
            permit,
            work,
            |tx, author, (customer, reversal)| async move {
                by_hand::reverse(&tx, &author, customer, reversal).await
            },
        )
        .await
    }

    async fn last_ledger_check(
        &self,
        permit: &Permit<ViewSettings>,
    ) -> Result<Option<LedgerCheck>> {
        Ok(check::last(self.reader(), permit.scope()).await?)
    }
}

#[async_trait::async_trait]
impl LedgerAudit for Store {
    async fn verify_ledger(
        &self,
        permit: &Permit<EditSettings>,
        now: Timestamp,
    ) -> Result<LedgerReport> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let report = verify::verify(&db, permit.scope()).await?;
        drop(db);
        let work = (permit.scope(), report.clone(), now);
        self.write(work, |tx, (scope, report, now)| async move {
            check::keep(&tx, scope, &report, now).await
        })
        .await?;
        Ok(report)
    }

    async fn expire_credits(&self, permit: &Permit<EditSettings>, now: Timestamp) -> Result<u64> {
        self.write_for(permit, now, |tx, author, now| async move {
            let due = scope::find::<account::Entity>(author.scope)
                .filter(account::Column::CreditsExpireAt.lte(now.micros()))
                .limit(EXPIRING_MAX)
                .lock_exclusive()
                .all(&*tx)
                .await?;
            let customers = due.len() as u64;
            for account in due {
                by_hand::expire(&tx, &author, account, now).await?;
            }
            Ok(customers)
        })
        .await
    }
}
