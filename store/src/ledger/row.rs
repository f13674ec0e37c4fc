//! Entries as they are read.

use super::accounts::currency;
use super::post::bucket_of;
use crate::audit::event::{BY_TOKEN, Mentioned};
use crate::entity::ledger_entry::{Column, Entity, Model};
use crate::error::Fault;
use crate::{api_tokens, scope, support, users};
use domain::access::Scope;
use domain::id::{CustomerId, LedgerEntryId};
use domain::ledger::{LedgerEntry, Reason};
use domain::money::Money;
use domain::timestamp::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter};
use std::collections::HashMap;

/// Entries of one customer, with the names of who made them and what became of them.
pub(super) async fn entries(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: CustomerId,
    rows: Vec<Model>,
) -> Result<Vec<LedgerEntry>, Fault> {
    let by = |by_token: bool| {
        let of = move |row: &&Model| (row.mode == BY_TOKEN) == by_token;
        rows.iter()
            .filter(of)
            .filter_map(|row| row.actor_id)
            .collect()
    };
    let mut people = users::mentioned(db, scope, by(false)).await?;
    people.extend(api_tokens::mentioned(db, scope, by(true)).await?);
    let numbers = rows.iter().map(|row| row.number);
    let undoing = scope::find::<Entity>(scope)
        .filter(Column::CustomerId.eq(customer.uuid()))
        .filter(Column::Reverses.is_in(numbers));
    let undoing = undoing.all(db).await?;
    let undone: HashMap<i64, i64> = undoing
        .iter()
        .filter_map(|row| Some((row.reverses?, row.number)))
        .collect();
    let entries = rows.into_iter().map(|row| entry(row, &people, &undone));
    Ok(entries.collect::<Result<_, _>>()?)
}

fn entry(row: Model, people: &Mentioned, undone: &HashMap<i64, i64>) -> Result<LedgerEntry, DbErr> {
    let currency = currency(&row.currency)?;
    let money = |micros| Money::new(micros, currency);
    let bucket = bucket_of(row.bucket);
    let support = (row.mode != BY_TOKEN).then(|| support::mode_of_event(row.mode));
    Ok(LedgerEntry {
        id: LedgerEntryId::from(row.id),
        number: row.number.cast_unsigned(),
        at: Timestamp::from_micros(row.at),
        bucket: bucket.ok_or_else(|| DbErr::Type(format!("{} is no bucket", row.bucket)))?,
        reason: reason_of(&row)?,
        amount: money(row.amount),
        total: money(row.total),
        expire_at: row.expire_at.map(Timestamp::from_micros),
        actor_name: row
            .actor_id
            .and_then(|actor| people.get(&actor).map(|(name, _)| name.clone())),
        support: support.flatten(),
        comment: row.comment,
        reverses: row.reverses.map(i64::cast_unsigned),
        reversed_by: undone.get(&row.number).map(|number| number.cast_unsigned()),
    })
}

/// The reason of an entry.
pub(super) fn reason_of(row: &Model) -> Result<Reason, DbErr> {
    Reason::from_word(&row.reason)
        .ok_or_else(|| DbErr::Type(format!("a ledger entry for the unknown {}", row.reason)))
}
