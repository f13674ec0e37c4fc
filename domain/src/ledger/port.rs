//! What can be asked about money, and done with it.

use super::{
    Account, Adjustment, LedgerCheck, LedgerEntry, LedgerFilter, LedgerListing, LedgerReport,
    NewCredits, Reversal,
};
use crate::access::{EditSettings, ManageMoney, Permit, ViewMoney, ViewSettings};
use crate::error::Result;
use crate::id::CustomerId;
use crate::listing::Page;
use crate::money::Money;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// Customers' money. That of other tenants, and for a customer's own people that of other customers,
/// does not exist here: it is `NotFound`.
///
/// Every entry is written together with the new total and its audit event, or not at all. What has
/// been booked with a key before is not booked again; with the same key for something else it is
/// `Conflict::OtherRequest`. An amount of another currency than the customer's is
/// `Conflict::Currency`.
#[async_trait]
pub trait Ledger {
    /// What a customer has.
    async fn account(&self, permit: &Permit<ViewMoney>, customer: CustomerId) -> Result<Account>;

    /// What several customers have, in no order; those that do not exist are left out.
    async fn accounts(
        &self,
        permit: &Permit<ViewMoney>,
        customers: &[CustomerId],
    ) -> Result<Vec<Account>>;

    /// One page of a customer's ledger. A page past the end is answered with the last one.
    async fn ledger(
        &self,
        permit: &Permit<ViewMoney>,
        customer: CustomerId,
        listing: &LedgerListing,
    ) -> Result<Page<LedgerEntry>>;

    /// The latest entries that pass a filter, before the one with a number, latest first: a whole
    /// ledger, piece by piece.
    async fn ledger_before(
        &self,
        permit: &Permit<ViewMoney>,
        customer: CustomerId,
        filter: &LedgerFilter,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<LedgerEntry>>;

    /// The entry with a number in a customer's ledger.
    async fn ledger_entry(
        &self,
        permit: &Permit<ViewMoney>,
        customer: CustomerId,
        number: u64,
    ) -> Result<LedgerEntry>;

    /// Adds to the balance or takes from it. Refuses to go below the credit limit (`TooMuch` on
    /// `Amount`), and a balance that cannot be written down any more (`TooLarge`).
    async fn adjust_balance(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        adjustment: Adjustment,
    ) -> Result<Account>;

    /// Sets the credits, and books the difference. Refuses a last day that is over (`Past`).
    async fn set_credits(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        new: NewCredits,
        now: Timestamp,
    ) -> Result<Account>;

    /// Sets how far below nothing the balance may go. Nothing is booked. What is spent already stays
    /// spent.
    async fn set_credit_limit(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        limit: Money,
    ) -> Result<Account>;

    /// Undoes an entry by one the other way round, once (`Conflict::Reversed`). Refuses one that
    /// nobody can undo (`Conflict::Irreversible`), and to go below the credit limit, or below nothing
    /// for credits (`Conflict::Spent`).
    async fn reverse_entry(
        &self,
        permit: &Permit<ManageMoney>,
        customer: CustomerId,
        reversal: Reversal,
    ) -> Result<Account>;

    /// What came of checking the ledger the last time; none as long as nobody has.
    async fn last_ledger_check(&self, permit: &Permit<ViewSettings>)
    -> Result<Option<LedgerCheck>>;
}

/// What the system does with money by itself.
#[async_trait]
pub trait LedgerAudit {
    /// Compares every customer's account with the sum of its entries, and every entry with the one
    /// before it, and keeps what came of it.
    async fn verify_ledger(
        &self,
        permit: &Permit<EditSettings>,
        now: Timestamp,
    ) -> Result<LedgerReport>;

    /// Books what is left of credits that have expired. Answers for how many customers.
    async fn expire_credits(&self, permit: &Permit<EditSettings>, now: Timestamp) -> Result<u64>;
}
