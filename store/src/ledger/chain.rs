//! The chain: every entry has the hash of itself and of the customer's entry before it, so that none
//! can be changed, taken out or put in between without breaking all that follow.
//!
//! The comment is hashed by itself: it is emptied when the customer is deleted, and the chain holds
//! all the same.

use crate::entity::ledger_entry::Model;
use sea_orm::prelude::Uuid;
use sha2::{Digest, Sha256};

/// The hash of a comment.
pub(super) fn digest(comment: Option<&str>) -> Vec<u8> {
    Sha256::digest(comment.unwrap_or_default().as_bytes()).to_vec()
}

/// The hash of an entry and of the link before it. Every part has its length in front, so that no
/// two entries are written alike.
pub(super) fn hash(before: &[u8], row: &Model) -> Vec<u8> {
    let uuid = |id: &Option<Uuid>| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let number = |it: &Option<i64>| it.map(|it| it.to_be_bytes().to_vec()).unwrap_or_default();
    let parts: [&[u8]; 17] = [
        before,
        row.reseller_id.as_bytes(),
        row.customer_id.as_bytes(),
        &row.number.to_be_bytes(),
        row.id.as_bytes(),
        &row.at.to_be_bytes(),
        &row.bucket.to_be_bytes(),
        row.reason.as_bytes(),
        &row.amount.to_be_bytes(),
        &row.total.to_be_bytes(),
        row.currency.as_bytes(),
        &number(&row.expire_at),
        &row.digest,
        &uuid(&row.actor_id),
        &row.mode.to_be_bytes(),
        &number(&row.reverses),
        &uuid(&row.booking_key),
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}
