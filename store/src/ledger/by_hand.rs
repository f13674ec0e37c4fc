//! What people of the reseller do with their customers' money.

use super::accounts;
use super::post::{Posting, booked, bucket_of, is_same, post, too_large};
use super::row::reason_of;
use crate::audit::{self, Author, Event};
use crate::entity::account::Model as AccountRow;
use crate::entity::ledger_entry::{Column, Entity};
use crate::error::Fault;
use crate::{scope, tenant};
use domain::Error;
use domain::audit::{AuditKind, FieldChange};
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::CustomerId;
use domain::ledger::{Account, Adjustment, AdjustmentKind, Bucket, NewCredits, Reason, Reversal};
use domain::money::Money;
use domain::timestamp::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter};

/// Adds to the balance or takes from it.
pub(super) async fn adjust(
    tx: &DatabaseTransaction,
    author: &Author,
    customer: CustomerId,
    adjustment: Adjustment,
) -> Result<Account, Fault> {
    let before = accounts::take(tx, author.scope, customer).await?;
    check_currency(&before, adjustment.amount)?;
    let posting = Posting {
        bucket: Bucket::Balance,
        reason: adjustment.kind.reason(),
        amount: adjustment.change().map_err(|_| too_large())?.micros(),
        comment: Some(adjustment.comment),
        expire_at: None,
        reverses: None,
        key: Some(adjustment.key),
    };
    if let Some(entry) = booked(tx, author.scope, &before, adjustment.key).await? {
        is_same(&entry, &posting)?;
        return Ok(accounts::account(&before)?);
    }
    if adjustment.kind == AdjustmentKind::Deduct {
        let most = Money::new(spendable(&before)?.max(0), adjustment.amount.currency());
        if adjustment.amount.micros() > most.micros() {
            return Err(Error::invalid(Field::Amount, Issue::TooMuch { most }).into());
        }
    }
    book(tx, author, AuditKind::BalanceAdjusted, before, posting).await
}

/// Sets the credits, and books the difference.
pub(super) async fn set_credits(
    tx: &DatabaseTransaction,
    author: &Author,
    customer: CustomerId,
    new: NewCredits,
    now: Timestamp,
) -> Result<Account, Fault> {
    let before = accounts::take(tx, author.scope, customer).await?;
    check_currency(&before, new.credits)?;
    let expire_at = match new.expires_on {
        None => None,
        Some(day) => Some(tenant::zone(tx, author.scope.reseller()).await?.end(day)),
    };
    if let Some(entry) = booked(tx, author.scope, &before, new.key).await? {
        let is_same = entry.reason == Reason::CreditsSet.as_str()
            && entry.total == new.credits.micros()
            && entry.expire_at == expire_at.map(Timestamp::micros)
            && entry.comment.as_deref() == Some(&new.comment);
        return if is_same {
            Ok(accounts::account(&before)?)
        } else {
            Err(Error::Conflict(Conflict::OtherRequest).into())
        };
    }
    if expire_at.is_some_and(|end| end <= now) {
        return Err(Error::invalid(Field::ExpiresOn, Issue::Past).into());
    }
    // What has expired is no part of the difference.
    let before = expire(tx, author, before, now).await?;
    let amount = new.credits.micros().checked_sub(before.credits);
    let amount = amount.ok_or_else(too_large)?;
    let is_same_end = before.credits_expire_at == expire_at.map(Timestamp::micros);
    if amount == 0 && is_same_end {
        return Ok(accounts::account(&before)?);
    }
    let posting = Posting {
        bucket: Bucket::Credits,
        reason: Reason::CreditsSet,
        amount,
        comment: Some(new.comment),
        expire_at,
        reverses: None,
        key: Some(new.key),
    };
    book(tx, author, AuditKind::CreditsSet, before, posting).await
}

/// Sets how far below nothing the balance may go.
pub(super) async fn set_credit_limit(
    tx: &DatabaseTransaction,
    author: &Author,
    customer: CustomerId,
    limit: Money,
) -> Result<Account, Fault> {
    let before = accounts::take(tx, author.scope, customer).await?;
    check_currency(&before, limit)?;
    let mut after = before.clone();
    after.credit_limit = limit.micros();
    let (old, new) = (accounts::account(&before)?, accounts::account(&after)?);
    if old == new {
        return Ok(old);
    }
    new.available(Timestamp::from_micros(i64::MIN))
        .map_err(|_| too_large())?;
    accounts::put(tx, author.scope, &before, &after).await?;
    let change = change("credit_limit", old.credit_limit, new.credit_limit);
    note(tx, author, AuditKind::CreditLimitSet, &after, vec![change]).await?;
    Ok(new)
}

/// Undoes an entry.
pub(super) async fn reverse(
    tx: &DatabaseTransaction,
    author: &Author,
    customer: CustomerId,
    reversal: Reversal,
) -> Result<Account, Fault> {
    let before = accounts::take(tx, author.scope, customer).await?;
    let of_customer =
        scope::find::<Entity>(author.scope).filter(Column::CustomerId.eq(customer.uuid()));
    let entry = of_customer
        .clone()
        .filter(Column::Id.eq(reversal.entry.uuid()));
    let entry = entry.one(tx).await?.ok_or(Error::NotFound)?;
    let bucket = bucket_of(entry.bucket);
    let (Some(bucket), Some(amount)) = (bucket, entry.amount.checked_neg()) else {
        return Err(Error::Conflict(Conflict::Irreversible).into());
    };
    let posting = Posting {
        bucket,
        reason: Reason::Reversal,
        amount,
        comment: Some(reversal.comment),
        expire_at: None,
        reverses: Some(entry.number),
        key: Some(reversal.key),
    };
    if let Some(entry) = booked(tx, author.scope, &before, reversal.key).await? {
        is_same(&entry, &posting)?;
        return Ok(accounts::account(&before)?);
    }
    if !reason_of(&entry)?.is_reversible() || amount == 0 {
        return Err(Error::Conflict(Conflict::Irreversible).into());
    }
    let undone = of_customer.filter(Column::Reverses.eq(entry.number));
    if undone.one(tx).await?.is_some() {
        return Err(Error::Conflict(Conflict::Reversed).into());
    }
    let left = match bucket {
        Bucket::Balance => spendable(&before)?,
        Bucket::Credits => before.credits,
    };
    if amount < 0 && left.checked_add(amount).is_none_or(|left| left < 0) {
        return Err(Error::Conflict(Conflict::Spent).into());
    }
    book(tx, author, AuditKind::EntryReversed, before, posting).await
}

/// Books what is left of credits that have expired.
pub(super) async fn expire(
    tx: &DatabaseTransaction,
    author: &Author,
    before: AccountRow,
    now: Timestamp,
) -> Result<AccountRow, Fault> {
    if before
        .credits_expire_at
        .is_none_or(|end| end > now.micros())
    {
        return Ok(before);
    }
    let mut rest = before.clone();
    if before.credits > 0 {
        let posting = Posting {
            bucket: Bucket::Credits,
            reason: Reason::CreditsExpired,
            amount: -before.credits,
            comment: None,
            expire_at: None,
            reverses: None,
            key: None,
        };
        rest = post(tx, author, before, posting).await?;
    }
    let mut after = rest.clone();
    after.credits_expire_at = None;
    accounts::put(tx, author.scope, &rest, &after).await?;
    Ok(after)
}

/// What the balance can be lowered by, in micros: down to the credit limit.
fn spendable(account: &AccountRow) -> Result<i64, Error> {
    let spendable = account.balance.checked_add(account.credit_limit);
    spendable.ok_or_else(too_large)
}

fn check_currency(account: &AccountRow, amount: Money) -> Result<(), Error> {
    if amount.currency().code() == account.currency {
        Ok(())
    } else {
        Err(Error::Conflict(Conflict::Currency))
    }
}

/// Writes an entry and its audit event.
async fn book(
    tx: &DatabaseTransaction,
    author: &Author,
    kind: AuditKind,
    before: AccountRow,
    posting: Posting,
) -> Result<Account, Fault> {
    let (bucket, comment) = (posting.bucket, posting.comment.clone());
    let old = accounts::account(&before)?;
    let after = post(tx, author, before, posting).await?;
    let new = accounts::account(&after)?;
    let money = |account: &Account| match bucket {
        Bucket::Balance => account.balance,
        Bucket::Credits => account.credits,
    };
    let changes = vec![
        change(bucket.as_str(), money(&old), money(&new)),
        FieldChange {
            field: Field::Comment.as_str().to_owned(),
            from: None,
            to: comment,
        },
    ];
    note(tx, author, kind, &after, changes).await?;
    Ok(new)
}

fn change(field: &str, from: Money, to: Money) -> FieldChange {
    let written = |money: Money| Some(format!("{} {}", money.plain(), money.currency()));
    FieldChange {
        field: field.to_owned(),
        from: written(from),
        to: written(to),
    }
}

async fn note(
    tx: &DatabaseTransaction,
    author: &Author,
    kind: AuditKind,
    account: &AccountRow,
    changes: Vec<FieldChange>,
) -> Result<(), Fault> {
    let event = Event {
        customer: Some(account.customer_id),
        user: None,
        kind,
        changes,
    };
    audit::record(tx, author, &[event]).await
}
