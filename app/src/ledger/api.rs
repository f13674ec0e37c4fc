//! The server functions about customers' money: authorise, parse, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::id::{BookingKey, CustomerId, LedgerEntryId};
use domain::ledger::{
    Account, AdjustmentDraft, CreditLimitDraft, CreditsDraft, LedgerEntry, LedgerListing,
    ReversalDraft,
};
use domain::listing::Page;
use domain::name::Name;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, secrets},
    crate::words::language,
    domain::access,
    domain::currency::Currency,
    domain::error::Error,
};

/// What a dialog about a customer's money begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerMoney {
    /// Whose it is.
    pub name: Name,
    /// What they have.
    pub account: Account,
    /// What is booked from this dialog is booked once, however often it is sent.
    pub key: BookingKey,
}

/// What a customer has, for a dialog that changes it.
#[server(name = CustomerMoneyOf, endpoint = "customer_money", input = Json, output = Json)]
pub async fn customer_money(customer: CustomerId) -> Result<CustomerMoney, Failure> {
    let customers = allowed::<access::ViewCustomers>()?;
    let permit = allowed::<access::ViewMoney>()?;
    Ok(CustomerMoney {
        name: backend()?.customer(&customers, customer).await?.name,
        account: backend()?.account(&permit, customer).await?,
        key: secrets()?.booking_key()?,
    })
}

/// What somebody has, and at what time that was looked up: credits may expire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNow {
    /// What they have.
    pub account: Account,
    /// When.
    pub now: Timestamp,
}

/// What a customer has; without one, the signed-in person's own organisation.
#[server(name = OwnAccount, endpoint = "account", input = Json, output = Json)]
pub async fn account(customer: Option<CustomerId>) -> Result<AccountNow, Failure> {
    let permit = allowed::<access::ViewMoney>()?;
    let customer = own_or(customer, &permit)?;
    Ok(AccountNow {
        account: backend()?.account(&permit, customer).await?,
        now: now()?,
    })
}

/// Adds to a balance, or takes from it.
#[server(endpoint = "adjust_balance", output = Json)]
pub async fn adjust_balance(
    customer: CustomerId,
    key: BookingKey,
    #[server(flatten)] draft: AdjustmentDraft,
) -> Result<Account, Failure> {
    let permit = allowed::<access::ManageMoney>()?;
    let currency = currency_of(customer).await?;
    let adjustment = draft.parse(currency, language(), key)?;
    Ok(backend()?
        .adjust_balance(&permit, customer, adjustment)
        .await?)
}

/// Sets the credits.
#[server(endpoint = "set_credits", output = Json)]
pub async fn set_credits(
    customer: CustomerId,
    key: BookingKey,
    #[server(flatten)] draft: CreditsDraft,
) -> Result<Account, Failure> {
    let permit = allowed::<access::ManageMoney>()?;
    let currency = currency_of(customer).await?;
    let new = draft.parse(currency, language(), key)?;
    Ok(backend()?
        .set_credits(&permit, customer, new, now()?)
        .await?)
}

/// Sets how far below nothing a balance may go.
#[server(endpoint = "set_credit_limit", output = Json)]
pub async fn set_credit_limit(
    customer: CustomerId,
    #[server(flatten)] draft: CreditLimitDraft,
) -> Result<Account, Failure> {
    let permit = allowed::<access::ManageMoney>()?;
    let currency = currency_of(customer).await?;
    let limit = draft.parse(currency, language())?;
    Ok(backend()?
        .set_credit_limit(&permit, customer, limit)
        .await?)
}

/// One page of a ledger: that of a customer, or without one of the signed-in person's own
/// organisation.
#[server(endpoint = "list_ledger", input = Json, output = Json)]
pub async fn list_ledger(
    customer: Option<CustomerId>,
    listing: LedgerListing,
) -> Result<Page<LedgerEntry>, Failure> {
    let permit = allowed::<access::ViewMoney>()?;
    let customer = own_or(customer, &permit)?;
    Ok(backend()?.ledger(&permit, customer, &listing).await?)
}

/// The entry with a number in the same ledger.
#[server(name = LedgerEntryOf, endpoint = "ledger_entry", input = Json, output = Json)]
pub async fn ledger_entry(
    customer: Option<CustomerId>,
    number: u64,
) -> Result<LedgerEntry, Failure> {
    let permit = allowed::<access::ViewMoney>()?;
    let customer = own_or(customer, &permit)?;
    Ok(backend()?.ledger_entry(&permit, customer, number).await?)
}

/// What the dialog that undoes an entry begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryToReverse {
    /// Whose it is.
    pub customer: CustomerId,
    /// The entry.
    pub entry: LedgerEntry,
    /// What is booked from this dialog is booked once, however often it is sent.
    pub key: BookingKey,
}

/// An entry of a customer's ledger, for the dialog that undoes it.
#[server(name = EntryToReverseOf, endpoint = "entry_to_reverse", input = Json, output = Json)]
pub async fn entry_to_reverse(
    customer: Option<CustomerId>,
    number: u64,
) -> Result<EntryToReverse, Failure> {
    allowed::<access::ManageMoney>()?;
    let customer = customer.ok_or(Failure(Error::NotFound))?;
    Ok(EntryToReverse {
        customer,
        entry: ledger_entry(Some(customer), number).await?,
        key: secrets()?.booking_key()?,
    })
}

/// Undoes an entry by one the other way round.
#[server(endpoint = "reverse_entry", output = Json)]
pub async fn reverse_entry(
    customer: CustomerId,
    entry: LedgerEntryId,
    key: BookingKey,
    #[server(flatten)] draft: ReversalDraft,
) -> Result<Account, Failure> {
    let permit = allowed::<access::ManageMoney>()?;
    let reversal = draft.parse(entry, key)?;
    Ok(backend()?
        .reverse_entry(&permit, customer, reversal)
        .await?)
}

/// A customer that was asked for, or the signed-in person's own organisation.
#[cfg(feature = "ssr")]
fn own_or(
    customer: Option<CustomerId>,
    permit: &access::Permit<access::ViewMoney>,
) -> Result<CustomerId, Failure> {
    let customer = customer.or(permit.scope().customer());
    customer.ok_or(Failure(Error::NotFound))
}

/// What amounts of a customer are of.
#[cfg(feature = "ssr")]
async fn currency_of(customer: CustomerId) -> Result<Currency, Failure> {
    let permit = allowed::<access::ViewMoney>()?;
    Ok(backend()?.account(&permit, customer).await?.currency())
}
