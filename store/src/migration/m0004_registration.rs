//! Customers that register themselves: invitations, account emails, billing profiles.

use super::dialect;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

const STATEMENTS: [&str; 3] = [
    // No reference to the customer that came of it: the invitation outlives it.
    r"CREATE TABLE customer_invitation (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        id {uuid} NOT NULL,
        email {text},
        note {text} NOT NULL,
        tags {text} NOT NULL,
        state {i16} NOT NULL,
        created_at {i64} NOT NULL,
        expires_at {i64} NOT NULL,
        customer_id {uuid},
        PRIMARY KEY (reseller_id, id)
    ) {tree}",
    r"CREATE TABLE account_email (
        reseller_id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        verified_key {text},
        sent_to {text} NOT NULL,
        sent_for_key {text} NOT NULL,
        sent_at {i64} NOT NULL,
        PRIMARY KEY (reseller_id, customer_id),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
    r"CREATE TABLE billing_profile (
        reseller_id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        kind {i16} NOT NULL CHECK (kind IN (1, 2)),
        name {text} NOT NULL,
        vat_number {text},
        street {text} NOT NULL,
        postal_code {text} NOT NULL,
        city {text} NOT NULL,
        country {text} NOT NULL,
        version {i32} NOT NULL,
        PRIMARY KEY (reseller_id, customer_id),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_registration"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager.get_connection(), &STATEMENTS).await
    }
}
