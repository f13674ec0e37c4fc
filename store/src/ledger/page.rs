//! One page of a customer's ledger.

use super::post::bucket_code;
use super::row;
use crate::entity::ledger_entry::{Column, Entity};
use crate::error::Fault;
use crate::paging::page_of;
use crate::{customers, scope, tenant};
use domain::Error;
use domain::access::Scope;
use domain::id::CustomerId;
use domain::ledger::{LedgerEntry, LedgerFilter, LedgerListing, Reason};
use domain::listing::{Page, Total};
use domain::timestamp::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

/// One page of a customer's ledger.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: CustomerId,
    listing: &LedgerListing,
) -> Result<Page<LedgerEntry>, Fault> {
    customers::find(db, scope, customer).await?;
    let wanted = wanted(db, scope, customer, &listing.filter).await?;
    let total = Total::Exact(wanted.clone().count(db).await?);
    let request = listing.page;
    let (page, rows) = page_of(wanted, request, total, (None, Column::Number));
    let rows = rows.all(db).await?;
    Ok(Page {
        rows: row::entries(db, scope, customer, rows).await?,
        page,
        size: request.size,
        total,
    })
}

/// So many entries before the one with a number, latest first.
pub(super) async fn before(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: CustomerId,
    filter: &LedgerFilter,
    (before, limit): (Option<u64>, u32),
) -> Result<Vec<LedgerEntry>, Fault> {
    customers::find(db, scope, customer).await?;
    let mut wanted = wanted(db, scope, customer, filter).await?;
    if let Some(before) = before {
        wanted = wanted.filter(Column::Number.lt(before.cast_signed()));
    }
    let wanted = wanted.order_by_desc(Column::Number).limit(u64::from(limit));
    row::entries(db, scope, customer, wanted.all(db).await?).await
}

/// The entry with a number.
pub(super) async fn one(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: CustomerId,
    number: u64,
) -> Result<LedgerEntry, Fault> {
    let found = scope::find::<Entity>(scope)
        .filter(Column::CustomerId.eq(customer.uuid()))
        .filter(Column::Number.eq(number.cast_signed()));
    let rows = found.all(db).await?;
    let mut entries = row::entries(db, scope, customer, rows).await?;
    Ok(entries.pop().ok_or(Error::NotFound)?)
}

async fn wanted(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: CustomerId,
    filter: &LedgerFilter,
) -> Result<Select<Entity>, Fault> {
    let mut wanted = scope::find::<Entity>(scope).filter(Column::CustomerId.eq(customer.uuid()));
    if let Some(bucket) = filter.bucket {
        wanted = wanted.filter(Column::Bucket.eq(bucket_code(bucket)));
    }
    if !filter.reasons.is_empty() {
        let words = filter.reasons.iter().copied().map(Reason::as_str);
        wanted = wanted.filter(Column::Reason.is_in(words));
    }
    let days = (filter.from, filter.to);
    let (from, end) = tenant::days(db, scope.reseller(), days).await?;
    if let Some(from) = from {
        wanted = wanted.filter(Column::At.gte(from.micros()));
    }
    if let Some(end) = end.map(Timestamp::micros) {
        wanted = wanted.filter(Column::At.lt(end));
    }
    Ok(wanted)
}
