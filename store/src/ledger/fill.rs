//! Ledgers of many entries, for benchmarks: alike to those that are written one by one.

use super::accounts;
use super::post::{Posting, next};
use crate::audit::Author;
use crate::connect::Store;
use crate::entity::ledger_entry::Entity;
use domain::Result;
use domain::access::{EditSettings, Permit, Session};
use domain::id::{CustomerId, ResellerId};
use domain::ledger::{Bucket, Reason};
use domain::money::MICROS;
use sea_orm::{EntityTrait, IntoActiveModel};

/// The rows of one statement: 18 values each, of which SQLite takes 32,766.
const ROWS: usize = 1_500;

/// Refills the balance of a customer so many times, by one unit of its currency.
pub async fn fill_ledger(
    store: &Store,
    reseller: ResellerId,
    customer: CustomerId,
    entries: usize,
) -> Result<()> {
    let permit = Permit::<EditSettings>::ask(&Session::of_operator(reseller))?;
    let work = (Author::of(&permit), customer, entries);
    store
        .write_bulk(work, |tx, (author, customer, entries)| async move {
            let before = accounts::take(&tx, author.scope, customer).await?;
            let (mut account, mut rows) = (before.clone(), Vec::with_capacity(entries));
            for _ in 0..entries {
                let (after, row) = next(&author, &account, refill())?;
                rows.push(row);
                account = after;
            }
            for rows in rows.chunks(ROWS) {
                let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
                Entity::insert_many(rows)
                    .exec_without_returning(&*tx)
                    .await?;
            }
            accounts::put(&tx, author.scope, &before, &account).await
        })
        .await
}

fn refill() -> Posting {
    Posting {
        bucket: Bucket::Balance,
        reason: Reason::Refill,
        amount: MICROS,
        comment: Some("Bank transfer 2026-10-28, ref. 88120".to_owned()),
        expire_at: None,
        reverses: None,
        key: None,
    }
}
