//! The table that customers are found by their tags in.

use super::row;
use crate::entity::customer::Model;
use crate::entity::customer_tag;
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

/// Writes the tags of rows that are new.
pub(crate) async fn add(tx: &DatabaseTransaction, rows: &[&Model]) -> Result<(), Fault> {
    let tags = rows.iter().flat_map(|row| {
        row::tags(row).map(|tag| customer_tag::Model {
            reseller_id: row.reseller_id,
            tag: tag.to_owned(),
            customer_id: row.id,
            seq: row.seq,
        })
    });
    let tags: Vec<_> = tags.map(IntoActiveModel::into_active_model).collect();
    // Four values a row, and SQLite takes 32,766 a statement.
    for chunk in tags.chunks(5_000) {
        customer_tag::Entity::insert_many(chunk.iter().cloned())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Writes the tags of rows that had others.
pub(crate) async fn replace(
    tx: &DatabaseTransaction,
    scope: Scope,
    rows: &[&Model],
) -> Result<(), Fault> {
    let ids = rows.iter().map(|row| row.id);
    let mut delete = scope::delete::<customer_tag::Entity>(scope);
    tx.execute(delete.and_where(customer_tag::Column::CustomerId.is_in(ids)))
        .await?;
    add(tx, rows).await
}
