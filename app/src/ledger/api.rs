//! The server functions about customers' money: authorise, parse, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::id::{BookingKey, CustomerId};
use domain::ledger::{Account, AdjustmentDraft, CreditLimitDraft, CreditsDraft};
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
    let customer = customer.or(permit.scope().customer());
    let customer = customer.ok_or(Failure(Error::NotFound))?;
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

/// What amounts of a customer are of.
#[cfg(feature = "ssr")]
async fn currency_of(customer: CustomerId) -> Result<Currency, Failure> {
    let permit = allowed::<access::ViewMoney>()?;
    Ok(backend()?.account(&permit, customer).await?.currency())
}
