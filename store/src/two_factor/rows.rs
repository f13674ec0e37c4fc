//! What is kept of a second factor: the secret with the person, and recovery codes as hashes.

use crate::entity::recovery_code::{self, Column as R};
use crate::entity::user::{self, Column, Model};
use crate::error::Fault;
use domain::sign_in::SecretHash;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};

pub(super) async fn set_secret(
    tx: &DatabaseTransaction,
    row: &Model,
    secret: Option<Vec<u8>>,
) -> Result<(), Fault> {
    let mut update = of_user(row);
    update
        .value(Column::TotpSecret, secret)
        .value(Column::TotpPending, None::<Vec<u8>>);
    tx.execute(&update).await?;
    Ok(())
}

pub(super) async fn replace_codes(
    tx: &DatabaseTransaction,
    row: &Model,
    codes: Vec<SecretHash>,
) -> Result<(), Fault> {
    let mut delete = Query::delete();
    delete
        .from_table(recovery_code::Entity)
        .and_where(R::ResellerId.eq(row.reseller_id))
        .and_where(R::UserId.eq(row.id));
    tx.execute(&delete).await?;
    let codes: Vec<_> = codes
        .into_iter()
        .map(|code| recovery_code::Model {
            reseller_id: row.reseller_id,
            user_id: row.id,
            code_hash: code.0.to_vec(),
        })
        .map(IntoActiveModel::into_active_model)
        .collect();
    if !codes.is_empty() {
        recovery_code::Entity::insert_many(codes)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The codes of a person, who was found in scope.
#[expect(clippy::disallowed_methods, reason = "confined to a row that was")]
pub(super) fn of_person(row: &Model) -> sea_orm::Select<recovery_code::Entity> {
    recovery_code::Entity::find()
        .filter(R::ResellerId.eq(row.reseller_id))
        .filter(R::UserId.eq(row.id))
}

/// A change of the row of a person, who was found in scope.
pub(super) fn of_user(row: &Model) -> sea_orm::sea_query::UpdateStatement {
    let mut update = Query::update();
    update
        .table(user::Entity)
        .and_where(Column::ResellerId.eq(row.reseller_id))
        .and_where(Column::Id.eq(row.id));
    update
}
