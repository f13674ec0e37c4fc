//! The second factor.

use super::dialect;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

const STATEMENTS: [&str; 6] = [
    r#"ALTER TABLE "user" ADD COLUMN totp_pending {bytes}"#,
    r#"ALTER TABLE "user" ADD COLUMN totp_last_step {i64} NOT NULL DEFAULT 0"#,
    r#"ALTER TABLE "user" ADD COLUMN code_failures {i32} NOT NULL DEFAULT 0"#,
    r#"ALTER TABLE "user" ADD COLUMN code_failed_at {i64} NOT NULL DEFAULT 0"#,
    "ALTER TABLE session ADD COLUMN awaits_code {bool} NOT NULL DEFAULT FALSE",
    r#"CREATE TABLE recovery_code (
        reseller_id {uuid} NOT NULL,
        user_id {uuid} NOT NULL,
        code_hash {bytes} NOT NULL,
        PRIMARY KEY (reseller_id, user_id, code_hash),
        FOREIGN KEY (reseller_id, user_id) REFERENCES "user" (reseller_id, id) ON DELETE CASCADE
    ) {tree}"#,
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_two_factor"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager.get_connection(), &STATEMENTS).await
    }
}
