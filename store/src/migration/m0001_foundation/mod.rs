//! Resellers, people, sessions, customers and the audit log.
//!
//! Written as SQL, because collations, row-number keys, triggers and full-text tables have no
//! other words. `{uuid}` and its like stand for a type's name on each database.

mod audit;
mod customers;
mod people;
mod search;

use super::dialect;
use crate::connect::is_postgres;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_foundation"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let is_postgres = is_postgres(db);
        let mut statements = Vec::new();
        statements.extend(people::RESELLER);
        statements.extend(if is_postgres {
            customers::POSTGRES
        } else {
            customers::SQLITE
        });
        statements.extend(customers::TABLES);
        statements.extend(people::TABLES);
        statements.extend(audit::TABLES);
        statements.extend(if is_postgres {
            audit::POSTGRES
        } else {
            audit::SQLITE
        });
        statements.extend(if is_postgres {
            search::POSTGRES
        } else {
            search::SQLITE
        });
        statements.extend(if is_postgres {
            &[]
        } else {
            search::SQLITE_STATISTICS
        });
        dialect::run(db, &statements).await
    }
}
