//! What is kept of the money of customers who are gone: the figures, and no words.

use crate::entity::ledger_entry::{Column, Entity};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction};

/// Takes the comments out of the entries of customers who have just been deleted.
pub(crate) async fn forget(
    tx: &DatabaseTransaction,
    scope: Scope,
    customers: &[Uuid],
) -> Result<(), Fault> {
    let mut empty = scope::update::<Entity>(scope);
    empty
        .value(Column::Comment, Expr::null())
        .and_where(Column::CustomerId.is_in(customers.iter().copied()))
        .and_where(Column::Comment.is_not_null());
    tx.execute(&empty).await?;
    Ok(())
}
