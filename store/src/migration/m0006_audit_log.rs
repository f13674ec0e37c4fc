//! The whole log, by who did it and by what was done.

use super::dialect;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

const STATEMENTS: [&str; 2] = [
    "CREATE INDEX audit_event_of_actor ON audit_event (reseller_id, actor_id, id)",
    "CREATE INDEX audit_event_of_kind ON audit_event (reseller_id, kind, id)",
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_audit_log"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager.get_connection(), &STATEMENTS).await
    }
}
