//! Invited people, one-time links, mail, and an audit log whose events are tied together.

mod audit;
mod people;

use super::dialect;
use crate::audit::chain;
use crate::connect::is_postgres;
use crate::fold;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_people"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let is_postgres = is_postgres(db);
        let (tables, guards) = if is_postgres {
            (audit::POSTGRES, audit::POSTGRES_GUARDS)
        } else {
            (audit::SQLITE, audit::SQLITE_GUARDS)
        };
        dialect::run(db, &people::STATEMENTS).await?;
        dialect::run(db, &[audit::HEAD]).await?;
        dialect::run(db, tables).await?;
        chain::link_all(db).await?;
        dialect::run(db, guards).await?;
        fold_names(db).await
    }
}

/// Gives everybody who is here already the key that people are sorted and found by.
#[expect(clippy::disallowed_methods, reason = "everybody's, of all tenants")]
async fn fold_names(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    use crate::entity::user::{Column, Entity};
    use sea_orm_migration::sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
    let people: Vec<(uuid::Uuid, uuid::Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::ResellerId, Column::Id, Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    for (reseller, id, name) in people {
        Entity::update_many()
            .col_expr(Column::NameKey, fold::key(&name).into())
            .filter(Column::ResellerId.eq(reseller))
            .filter(Column::Id.eq(id))
            .exec(db)
            .await?;
    }
    Ok(())
}
