//! The whole log, by who did it and by what was done.

use super::dialect::in_dialect;
use crate::connect::is_postgres;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr};
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
    #[expect(clippy::disallowed_methods, reason = "tables have no tenant")]
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let is_postgres = is_postgres(db);
        for statement in STATEMENTS {
            db.execute_unprepared(&in_dialect(statement, is_postgres))
                .await?;
        }
        Ok(())
    }
}
