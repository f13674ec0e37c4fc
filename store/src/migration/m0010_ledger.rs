//! Customers' money: what they have, and every movement of it.

use super::dialect;
use crate::connect::is_postgres;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

const STATEMENTS: [&str; 11] = [
    // No references here: the books outlive the customer.
    r"CREATE TABLE account (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id),
        customer_id {uuid} NOT NULL,
        currency {text} NOT NULL,
        balance {i64} NOT NULL,
        credits {i64} NOT NULL,
        credits_expire_at {i64},
        credit_limit {i64} NOT NULL,
        held {i64} NOT NULL,
        entries {i64} NOT NULL,
        link {bytes} NOT NULL,
        PRIMARY KEY (reseller_id, customer_id)
    ) {tree}",
    r"INSERT INTO account
      SELECT customer.reseller_id, customer.id, reseller.currency, 0, 0, NULL, 0, 0, 0, {nothing}
      FROM customer JOIN reseller ON reseller.id = customer.reseller_id",
    r"CREATE INDEX account_by_expiry ON account (reseller_id, credits_expire_at)
      WHERE credits_expire_at IS NOT NULL",
    // Lists of customers are sorted and filtered by these.
    "CREATE INDEX account_by_balance ON account (reseller_id, balance, customer_id)",
    "CREATE INDEX account_by_credits ON account (reseller_id, credits, customer_id)",
    r"CREATE INDEX account_by_available ON account
      (reseller_id, (balance + credits + credit_limit - held), customer_id)",
    r"CREATE TABLE ledger_entry (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id),
        customer_id {uuid} NOT NULL,
        number {i64} NOT NULL,
        id {uuid} NOT NULL,
        at {i64} NOT NULL,
        bucket {i16} NOT NULL,
        reason {text} NOT NULL,
        amount {i64} NOT NULL,
        total {i64} NOT NULL,
        currency {text} NOT NULL,
        expire_at {i64},
        comment {text},
        digest {bytes} NOT NULL,
        actor_id {uuid},
        mode {i16} NOT NULL,
        reverses {i64},
        booking_key {uuid},
        link {bytes} NOT NULL,
        PRIMARY KEY (reseller_id, customer_id, number)
    ) {tree}",
    "CREATE UNIQUE INDEX ledger_entry_id ON ledger_entry (reseller_id, customer_id, id)",
    r"CREATE UNIQUE INDEX ledger_entry_key ON ledger_entry (reseller_id, customer_id, booking_key)
      WHERE booking_key IS NOT NULL",
    r"CREATE UNIQUE INDEX ledger_entry_reverses ON ledger_entry (reseller_id, customer_id, reverses)
      WHERE reverses IS NOT NULL",
    r"CREATE TABLE ledger_check (
        reseller_id {uuid} PRIMARY KEY REFERENCES reseller (id),
        at {i64} NOT NULL,
        report {text} NOT NULL
    ) {tree}",
];

/// Nothing is changed and nothing taken away, but for the comments on a customer who is gone: they
/// are personal data.
const SQLITE_GUARDS: [&str; 2] = [
    r"CREATE TRIGGER ledger_entry_is_kept BEFORE DELETE ON ledger_entry
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    r"CREATE TRIGGER ledger_entry_is_unchanged BEFORE UPDATE ON ledger_entry
      WHEN (NEW.reseller_id, NEW.customer_id, NEW.number, NEW.id, NEW.at, NEW.bucket, NEW.reason)
              IS NOT (OLD.reseller_id, OLD.customer_id, OLD.number, OLD.id, OLD.at, OLD.bucket,
                  OLD.reason)
          OR (NEW.amount, NEW.total, NEW.currency, NEW.expire_at, NEW.digest, NEW.actor_id)
              IS NOT (OLD.amount, OLD.total, OLD.currency, OLD.expire_at, OLD.digest, OLD.actor_id)
          OR (NEW.mode, NEW.reverses, NEW.booking_key, NEW.link)
              IS NOT (OLD.mode, OLD.reverses, OLD.booking_key, OLD.link)
          OR NEW.comment IS NOT NULL
          OR EXISTS (SELECT 1 FROM customer
              WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
];

const POSTGRES_GUARDS: [&str; 3] = [
    r"CREATE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
          IF TG_OP = 'UPDATE'
              AND (NEW.reseller_id, NEW.customer_id, NEW.number, NEW.id, NEW.at, NEW.bucket,
                   NEW.reason, NEW.amount, NEW.total, NEW.currency, NEW.expire_at, NEW.digest,
                   NEW.actor_id, NEW.mode, NEW.reverses, NEW.booking_key, NEW.link)
                  IS NOT DISTINCT FROM
                  (OLD.reseller_id, OLD.customer_id, OLD.number, OLD.id, OLD.at, OLD.bucket,
                   OLD.reason, OLD.amount, OLD.total, OLD.currency, OLD.expire_at, OLD.digest,
                   OLD.actor_id, OLD.mode, OLD.reverses, OLD.booking_key, OLD.link)
              AND NEW.comment IS NULL
              AND NOT EXISTS (SELECT 1 FROM customer
                  WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
          THEN
              RETURN NEW;
          END IF;
          RAISE EXCEPTION 'the ledger is append-only';
      END $$",
    r"CREATE TRIGGER ledger_entry_is_unchanged BEFORE UPDATE OR DELETE ON ledger_entry
      FOR EACH ROW EXECUTE FUNCTION ledger_entry_guard()",
    r"CREATE TRIGGER ledger_entry_is_kept BEFORE TRUNCATE ON ledger_entry
      FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_guard()",
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_ledger"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        dialect::run(db, &STATEMENTS).await?;
        if is_postgres(db) {
            dialect::run(db, &POSTGRES_GUARDS).await
        } else {
            dialect::run(db, &SQLITE_GUARDS).await
        }
    }
}
