//! What a reseller decides for its whole house, and its logo.

use super::dialect;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

const STATEMENTS: [&str; 10] = [
    "ALTER TABLE reseller ADD COLUMN currency {text} NOT NULL DEFAULT 'EUR'",
    "ALTER TABLE reseller ADD COLUMN time_zone {text} NOT NULL DEFAULT 'Europe/Amsterdam'",
    "ALTER TABLE reseller ADD COLUMN hue {i16} NOT NULL DEFAULT 222",
    "ALTER TABLE reseller ADD COLUMN sender_name {text}",
    "ALTER TABLE reseller ADD COLUMN reply_to {text}",
    "ALTER TABLE reseller ADD COLUMN signature {text} NOT NULL DEFAULT ''",
    "ALTER TABLE reseller ADD COLUMN invitation_days {i16} NOT NULL DEFAULT 7",
    "ALTER TABLE reseller ADD COLUMN settings_version {i32} NOT NULL DEFAULT 1",
    "ALTER TABLE reseller ADD COLUMN logo_id {uuid}",
    "CREATE TABLE reseller_logo (
        reseller_id {uuid} NOT NULL,
        id {uuid} NOT NULL,
        media_type {text} NOT NULL,
        bytes {bytes} NOT NULL,
        PRIMARY KEY (reseller_id),
        CONSTRAINT reseller_logo_id UNIQUE (id),
        FOREIGN KEY (reseller_id) REFERENCES reseller (id) ON DELETE CASCADE
    ) {table}",
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_settings"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager.get_connection(), &STATEMENTS).await
    }
}
