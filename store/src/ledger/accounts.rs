//! What customers have, as rows.

use crate::customers;
use crate::entity::account::{Column, Entity, Model};
use crate::error::Fault;
use crate::{scope, tenant};
use domain::Error;
use domain::access::Scope;
use domain::currency::Currency;
use domain::id::CustomerId;
use domain::ledger::Account;
use domain::money::Money;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, Iterable, QueryFilter, QuerySelect,
};

/// Opens the accounts of new customers, in the currency that the reseller has now.
pub(crate) async fn open(
    tx: &DatabaseTransaction,
    scope: Scope,
    customers: impl Iterator<Item = Uuid>,
) -> Result<(), Fault> {
    let reseller = tenant::find(tx, scope.reseller()).await?;
    let account = |customer_id| Model {
        reseller_id: reseller.id,
        customer_id,
        currency: reseller.currency.clone(),
        balance: 0,
        credits: 0,
        credits_expire_at: None,
        credit_limit: 0,
        held: 0,
        entries: 0,
        link: Vec::new(),
    };
    let rows = customers.map(|customer| account(customer).into_active_model());
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// What a customer has.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: CustomerId,
) -> Result<Model, Fault> {
    customers::find(db, scope, customer).await?;
    let row = scope::find::<Entity>(scope).filter(Column::CustomerId.eq(customer.uuid()));
    Ok(row.one(db).await?.ok_or(Error::NotFound)?)
}

/// What a customer has, as it is read.
pub(crate) async fn account_of(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: CustomerId,
) -> Result<Account, Fault> {
    Ok(account(&find(db, scope, customer).await?)?)
}

/// The same as a row, which nobody else changes before the end of the transaction. The customer stays as
/// well.
pub(super) async fn take(
    tx: &DatabaseTransaction,
    scope: Scope,
    customer: CustomerId,
) -> Result<Model, Fault> {
    customers::hold(tx, scope, customer).await?;
    let row = scope::find::<Entity>(scope)
        .filter(Column::CustomerId.eq(customer.uuid()))
        .lock_exclusive();
    Ok(row.one(tx).await?.ok_or(Error::NotFound)?)
}

/// Writes an account down that was taken.
pub(super) async fn put(
    tx: &DatabaseTransaction,
    scope: Scope,
    before: &Model,
    after: &Model,
) -> Result<(), Fault> {
    let mut update = scope::update::<Entity>(scope);
    let mut values = after.clone().into_active_model();
    for column in Column::iter() {
        if let Some(value) = ActiveModelTrait::take(&mut values, column).into_value() {
            update.value(column, value);
        }
    }
    // It has been taken, so that it is what it was: if it is not, nothing may be written.
    update
        .and_where(Column::CustomerId.eq(before.customer_id))
        .and_where(Column::Entries.eq(before.entries))
        .and_where(Column::Balance.eq(before.balance))
        .and_where(Column::Credits.eq(before.credits))
        .and_where(Column::Held.eq(before.held));
    match tx.execute(&update).await?.rows_affected() {
        1 => Ok(()),
        rows => Err(DbErr::Custom(format!("{rows} accounts were written instead of one")).into()),
    }
}

/// What several customers have.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    customers: &[CustomerId],
) -> Result<Vec<Account>, Fault> {
    let ids = customers.iter().map(|id| id.uuid());
    let rows = scope::find::<Entity>(scope).filter(Column::CustomerId.is_in(ids));
    let rows = rows.all(db).await?;
    Ok(rows.iter().map(account).collect::<Result<_, _>>()?)
}

/// An account as it is read.
pub(super) fn account(row: &Model) -> Result<Account, DbErr> {
    let currency = currency(&row.currency)?;
    let money = |micros| Money::new(micros, currency);
    Ok(Account {
        customer: CustomerId::from(row.customer_id),
        balance: money(row.balance),
        credits: money(row.credits),
        credits_expire_at: row.credits_expire_at.map(Timestamp::from_micros),
        credit_limit: money(row.credit_limit),
        held: money(row.held),
    })
}

/// A currency as it is stored.
pub(super) fn currency(code: &str) -> Result<Currency, DbErr> {
    Currency::parse(code).map_err(|_| DbErr::Type(format!("{code} is stored as a currency")))
}
