//! Writing an entry, with the total that it leads to: the only place that changes what customers
//! have.

use super::{accounts, chain};
use crate::audit::{self, Author};
use crate::entity::account::Model as AccountRow;
use crate::entity::ledger_entry::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use domain::Error;
use domain::access::Scope;
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::BookingKey;
use domain::ledger::{Bucket, Reason};
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};

/// A movement of money that is to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub bucket: Bucket,
    pub reason: Reason,
    /// Micros of the account's currency.
    pub amount: i64,
    pub comment: Option<String>,
    /// Until when credits that are set can be spent.
    pub expire_at: Option<Timestamp>,
    /// The number of the entry that it undoes.
    pub reverses: Option<i64>,
    pub key: Option<BookingKey>,
}

/// What is in a bucket of an account, in micros.
const fn total(account: &AccountRow, bucket: Bucket) -> i64 {
    match bucket {
        Bucket::Balance => account.balance,
        Bucket::Credits => account.credits,
    }
}

/// A bucket as it is stored.
pub(super) const fn bucket_code(bucket: Bucket) -> i16 {
    match bucket {
        Bucket::Balance => 0,
        Bucket::Credits => 1,
    }
}

/// The bucket of a code.
pub(super) const fn bucket_of(code: i16) -> Option<Bucket> {
    match code {
        0 => Some(Bucket::Balance),
        1 => Some(Bucket::Credits),
        _ => None,
    }
}

/// The entry that was written with a key before, if there is one.
pub(super) async fn booked(
    tx: &DatabaseTransaction,
    scope: Scope,
    account: &AccountRow,
    key: BookingKey,
) -> Result<Option<Model>, Fault> {
    let row = scope::find::<Entity>(scope)
        .filter(Column::CustomerId.eq(account.customer_id))
        .filter(Column::BookingKey.eq(key.uuid()));
    Ok(row.one(tx).await?)
}

/// Whether an entry that was written with the same key before is this movement. Another one is
/// refused.
pub(super) fn is_same(before: &Model, posting: &Posting) -> Result<(), Error> {
    let is_same = before.bucket == bucket_code(posting.bucket)
        && before.reason == posting.reason.as_str()
        && before.comment == posting.comment
        && before.amount == posting.amount
        && before.reverses == posting.reverses;
    if is_same {
        Ok(())
    } else {
        Err(Error::Conflict(Conflict::OtherRequest))
    }
}

/// Writes an entry, and the total in the account that was taken. Answers the account as it is now.
pub(super) async fn post(
    tx: &DatabaseTransaction,
    author: &Author,
    before: AccountRow,
    posting: Posting,
) -> Result<AccountRow, Fault> {
    let (after, row) = next(author, &before, posting)?;
    Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    accounts::put(tx, author.scope, &before, &after).await?;
    Ok(after)
}

/// The entry that comes next in an account, and the account that it leads to.
pub(super) fn next(
    author: &Author,
    before: &AccountRow,
    posting: Posting,
) -> Result<(AccountRow, Model), Fault> {
    let total = total(before, posting.bucket).checked_add(posting.amount);
    let total = total.ok_or_else(too_large)?;
    let mut after = before.clone();
    match posting.bucket {
        Bucket::Balance => after.balance = total,
        Bucket::Credits => {
            after.credits = total;
            if posting.reason == Reason::CreditsSet {
                after.credits_expire_at = posting.expire_at.map(Timestamp::micros);
            }
        }
    }
    // What can be spent has to be a number as well, whatever it is needed for later.
    let account = accounts::account(&after)?;
    account
        .available(Timestamp::from_micros(i64::MIN))
        .map_err(|_| too_large())?;
    after.entries += 1;
    let row = row(author, &after, total, posting);
    after.link.clone_from(&row.link);
    Ok((after, row))
}

/// The entry that leads to an account, whose link is that of the entry before.
fn row(author: &Author, account: &AccountRow, total: i64, posting: Posting) -> Model {
    // What the system finds out is nobody's doing, whoever's request brings it up.
    let by_hand = posting.reason != Reason::CreditsExpired;
    let mut row = Model {
        reseller_id: account.reseller_id,
        customer_id: account.customer_id,
        number: account.entries,
        id: Uuid::now_v7(),
        at: audit::now(),
        bucket: bucket_code(posting.bucket),
        reason: posting.reason.as_str().to_owned(),
        amount: posting.amount,
        total,
        currency: account.currency.clone(),
        expire_at: posting.expire_at.map(Timestamp::micros),
        digest: chain::digest(posting.comment.as_deref()),
        comment: posting.comment,
        actor_id: author.doer().filter(|_| by_hand),
        mode: if by_hand { author.mode() } else { 0 },
        reverses: posting.reverses,
        booking_key: posting.key.map(BookingKey::uuid),
        link: Vec::new(),
    };
    row.link = chain::hash(&account.link, &row);
    row
}

pub(super) fn too_large() -> Error {
    Error::invalid(Field::Amount, Issue::TooLarge)
}
