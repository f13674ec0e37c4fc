//! The chain: every event has the hash of itself and of the one before it, so that none can be
//! changed, taken out or put in between without breaking all that follow.
//!
//! What changed is hashed by itself. The contents of events about a deleted customer are emptied,
//! because they are personal data, and the chain holds all the same.

use crate::entity::audit_event::{self, Column, Model};
use crate::entity::audit_head;
use crate::error::Fault;
use domain::id::ResellerId;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{InsertStatement, LockType, OnConflict, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use sha2::{Digest, Sha256};

/// How many events are read at a time.
const CHUNK: u64 = 1_000;

/// The last link of a reseller's chain.
pub(crate) type Head = audit_head::Model;

/// The end of a chain without events.
pub(super) const fn nothing(reseller: Uuid) -> Head {
    Head {
        reseller_id: reseller,
        number: 0,
        link: Vec::new(),
    }
}

/// The end of the chain, which nobody else can add to before the end of this transaction.
pub(super) async fn take_head(
    tx: &DatabaseTransaction,
    reseller: ResellerId,
) -> Result<Head, Fault> {
    let reseller = reseller.uuid();
    let mut query = head_query(reseller);
    query.lock(LockType::Update);
    if let Some(head) = read_head(tx, reseller, &query).await? {
        return Ok(head);
    }
    // Of two that are the first, the later one waits here and finds what the other one made.
    tx.execute(&new_head(nothing(reseller))).await?;
    let head = read_head(tx, reseller, &query).await?;
    Ok(head.unwrap_or_else(|| nothing(reseller)))
}

/// The end of the chain as it is now.
pub(super) async fn head(db: &impl ConnectionTrait, reseller: Uuid) -> Result<Head, DbErr> {
    let head = read_head(db, reseller, &head_query(reseller)).await?;
    Ok(head.unwrap_or_else(|| nothing(reseller)))
}

/// Whoever writes adds to the reseller's chain, also those who see one customer only.
fn head_query(reseller: Uuid) -> SelectStatement {
    let mut query = Query::select();
    query
        .columns([audit_head::Column::Number, audit_head::Column::Link])
        .from(audit_head::Entity)
        .and_where(audit_head::Column::ResellerId.eq(reseller));
    query
}

async fn read_head(
    db: &impl ConnectionTrait,
    reseller: Uuid,
    query: &SelectStatement,
) -> Result<Option<Head>, DbErr> {
    let Some(row) = db.query_one(query).await? else {
        return Ok(None);
    };
    Ok(Some(Head {
        reseller_id: reseller,
        number: row.try_get_by_index(0)?,
        link: row.try_get_by_index(1)?,
    }))
}

/// Writes down where the chain ends now.
pub(super) async fn put_head(tx: &DatabaseTransaction, head: Head) -> Result<(), Fault> {
    let mut update = Query::update();
    update
        .table(audit_head::Entity)
        .value(audit_head::Column::Number, head.number)
        .value(audit_head::Column::Link, head.link)
        .and_where(audit_head::Column::ResellerId.eq(head.reseller_id));
    tx.execute(&update).await?;
    Ok(())
}

fn new_head(head: Head) -> InsertStatement {
    use audit_head::Column::{Link, Number, ResellerId};
    let mut insert = Query::insert();
    insert
        .into_table(audit_head::Entity)
        .columns([ResellerId, Number, Link])
        .values_panic([
            head.reseller_id.into(),
            head.number.into(),
            head.link.into(),
        ])
        .on_conflict(OnConflict::new().do_nothing().to_owned());
    insert
}

/// Ties an event to the end of the chain, which it becomes.
pub(super) fn link(head: &mut Head, row: &mut Model) {
    row.digest = digest(row.changes.as_deref().unwrap_or_default());
    row.number = head.number + 1;
    row.link = hash(&head.link, row);
    head.number = row.number;
    head.link.clone_from(&row.link);
}

/// The hash of what changed.
pub(super) fn digest(changes: &str) -> Vec<u8> {
    Sha256::digest(changes.as_bytes()).to_vec()
}

/// The hash of an event and of the link before it. Every part has its length in front, so that no
/// two events are written alike.
pub(super) fn hash(before: &[u8], row: &Model) -> Vec<u8> {
    let uuid = |id: &Option<Uuid>| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let parts: [&[u8]; 13] = [
        before,
        &row.number.to_be_bytes(),
        row.reseller_id.as_bytes(),
        row.id.as_bytes(),
        &uuid(&row.customer_id),
        &uuid(&row.user_id),
        &row.at.to_be_bytes(),
        row.kind.as_bytes(),
        &uuid(&row.actor_id),
        &row.mode.to_be_bytes(),
        row.address.as_deref().unwrap_or_default().as_bytes(),
        &uuid(&row.request_id),
        &row.digest,
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// Ties together the events of the time before there was a chain. For the migration.
#[expect(clippy::disallowed_methods, reason = "everybody's, of all tenants")]
pub(crate) async fn link_all(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let resellers: Vec<Uuid> = audit_event::Entity::find()
        .select_only()
        .column(Column::ResellerId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    for reseller in resellers {
        let mut head = nothing(reseller);
        let mut after = Uuid::nil();
        loop {
            let rows = audit_event::Entity::find()
                .filter(Column::ResellerId.eq(reseller))
                .filter(Column::Id.gt(after))
                .order_by_asc(Column::Id)
                .limit(CHUNK)
                .all(db)
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for mut row in rows {
                link(&mut head, &mut row);
                let mut update = Query::update();
                update
                    .table(audit_event::Entity)
                    .value(Column::Digest, row.digest)
                    .value(Column::Number, row.number)
                    .value(Column::Link, row.link)
                    .and_where(Column::ResellerId.eq(reseller))
                    .and_where(Column::Id.eq(row.id));
                db.execute(&update).await?;
            }
        }
        db.execute(&new_head(head)).await?;
    }
    Ok(())
}
