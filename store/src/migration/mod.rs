//! The tables, step by step. A step that has been released is never changed.

mod dialect;
mod m0001_foundation;
mod m0002_people;
mod m0003_support;
mod m0004_registration;
mod m0005_two_factor;
mod m0006_audit_log;
mod m0007_settings;
mod m0008_language;
mod m0009_metering;
mod m0010_ledger;

use crate::connect::is_postgres;
use crate::tx;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// What PostgreSQL's advisory lock is taken on; any number that nobody else in the database uses.
const LOCK: i64 = 0x656e_7472_6570_6f74;

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0002_people::Migration),
            Box::new(m0003_support::Migration),
            Box::new(m0004_registration::Migration),
            Box::new(m0005_two_factor::Migration),
            Box::new(m0006_audit_log::Migration),
            Box::new(m0007_settings::Migration),
            Box::new(m0008_language::Migration),
            Box::new(m0009_metering::Migration),
            Box::new(m0010_ledger::Migration),
        ]
    }
}

/// Runs what has not been run, all of it or nothing. Of several processes, the later ones wait and
/// then find nothing to do.
#[expect(clippy::disallowed_methods, reason = "the lock is nobody's data")]
pub(crate) async fn run(db: &DatabaseConnection) -> Result<(), DbErr> {
    let tx = tx::begin(db).await?;
    if is_postgres(&tx) {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})"))
            .await?;
    }
    Migrator::up(&tx, None).await?;
    tx.commit().await
}

/// Whether there is nothing left to run.
pub(crate) async fn is_current(db: &DatabaseConnection) -> Result<bool, DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(db)
        .await?
        .is_empty())
}
