//! Audit events that are about a person, or about no customer at all, and those that somebody
//! caused on a customer's behalf.

/// SQLite cannot take a constraint away, so that the table is made anew.
pub(super) const SQLITE: &[&str] = &[
    r"CREATE TABLE audit_event_anew (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id),
        id {uuid} NOT NULL,
        customer_id {uuid},
        user_id {uuid},
        at {i64} NOT NULL,
        kind {text} NOT NULL,
        actor_id {uuid},
        mode {i16} NOT NULL,
        address {text},
        request_id {uuid},
        changes {text},
        PRIMARY KEY (reseller_id, id)
    ) {tree}",
    r"INSERT INTO audit_event_anew
      SELECT reseller_id, id, customer_id, NULL, at, kind, actor_id, 0, address, request_id, changes
      FROM audit_event",
    "DROP TABLE audit_event",
    "ALTER TABLE audit_event_anew RENAME TO audit_event",
    "CREATE INDEX audit_event_of_customer ON audit_event (reseller_id, customer_id, id)",
    r"CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
      BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END",
    r"CREATE TRIGGER audit_event_is_unchanged BEFORE UPDATE ON audit_event
      WHEN (NEW.reseller_id, NEW.id, NEW.customer_id, NEW.user_id, NEW.at, NEW.kind)
              IS NOT (OLD.reseller_id, OLD.id, OLD.customer_id, OLD.user_id, OLD.at, OLD.kind)
          OR (NEW.actor_id, NEW.mode, NEW.address, NEW.request_id)
              IS NOT (OLD.actor_id, OLD.mode, OLD.address, OLD.request_id)
          OR NEW.changes IS NOT NULL
          OR OLD.customer_id IS NULL
          OR EXISTS (SELECT 1 FROM customer
              WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
      BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END",
];

pub(super) const POSTGRES: &[&str] = &[
    "ALTER TABLE audit_event ALTER COLUMN customer_id DROP NOT NULL",
    "ALTER TABLE audit_event ADD COLUMN user_id {uuid}",
    "ALTER TABLE audit_event ADD COLUMN mode {i16} NOT NULL DEFAULT 0",
    r"CREATE OR REPLACE FUNCTION audit_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
          IF TG_OP = 'UPDATE'
              AND (NEW.reseller_id, NEW.id, NEW.customer_id, NEW.user_id, NEW.at, NEW.kind,
                   NEW.actor_id, NEW.mode, NEW.address, NEW.request_id)
                  IS NOT DISTINCT FROM
                  (OLD.reseller_id, OLD.id, OLD.customer_id, OLD.user_id, OLD.at, OLD.kind,
                   OLD.actor_id, OLD.mode, OLD.address, OLD.request_id)
              AND NEW.changes IS NULL
              AND OLD.customer_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM customer
                  WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
          THEN
              RETURN NEW;
          END IF;
          RAISE EXCEPTION 'audit events are append-only';
      END $$",
];
