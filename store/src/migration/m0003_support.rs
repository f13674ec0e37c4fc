//! Support logins.

use super::dialect;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

const STATEMENTS: [&str; 5] = [
    "ALTER TABLE session ADD COLUMN former_hash {bytes}",
    "CREATE INDEX session_of_former_token ON session (former_hash)",
    // The session's token changes when a support login begins and ends.
    r"CREATE TABLE support_login (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        session_hash {bytes} NOT NULL REFERENCES session (token_hash)
            ON DELETE CASCADE ON UPDATE CASCADE,
        mode {i16} NOT NULL,
        ends_at {i64} NOT NULL,
        back {text} NOT NULL,
        PRIMARY KEY (reseller_id, id),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
    "CREATE INDEX support_login_of_session ON support_login (reseller_id, session_hash)",
    "CREATE INDEX support_login_of_customer ON support_login (reseller_id, customer_id)",
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_support"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager.get_connection(), &STATEMENTS).await
    }
}
