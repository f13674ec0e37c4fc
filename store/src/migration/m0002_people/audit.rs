//! Audit events that are about a person, or about no customer at all, those that somebody caused on
//! a customer's behalf, and the chain that ties all of them together.

/// The last link of each reseller's chain.
pub(super) const HEAD: &str = r"CREATE TABLE audit_head (
        reseller_id {uuid} NOT NULL PRIMARY KEY REFERENCES reseller (id),
        number {i64} NOT NULL,
        link {bytes} NOT NULL
    ) {tree}";

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
        digest {bytes} NOT NULL,
        number {i64} NOT NULL,
        link {bytes} NOT NULL,
        PRIMARY KEY (reseller_id, id)
    ) {tree}",
    r"INSERT INTO audit_event_anew
      SELECT reseller_id, id, customer_id, NULL, at, kind, actor_id, 0, address, request_id, changes,
          x'', 0, x''
      FROM audit_event",
    "DROP TABLE audit_event",
    "ALTER TABLE audit_event_anew RENAME TO audit_event",
    "CREATE INDEX audit_event_of_customer ON audit_event (reseller_id, customer_id, id)",
];

/// Once the events that are here already have their links.
pub(super) const SQLITE_GUARDS: &[&str] = &[
    "CREATE UNIQUE INDEX audit_event_number ON audit_event (reseller_id, number)",
    r"CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
      BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END",
    r"CREATE TRIGGER audit_event_is_unchanged BEFORE UPDATE ON audit_event
      WHEN (NEW.reseller_id, NEW.id, NEW.customer_id, NEW.user_id, NEW.at, NEW.kind)
              IS NOT (OLD.reseller_id, OLD.id, OLD.customer_id, OLD.user_id, OLD.at, OLD.kind)
          OR (NEW.actor_id, NEW.mode, NEW.address, NEW.request_id)
              IS NOT (OLD.actor_id, OLD.mode, OLD.address, OLD.request_id)
          OR (NEW.digest, NEW.number, NEW.link) IS NOT (OLD.digest, OLD.number, OLD.link)
          OR NEW.changes IS NOT NULL
          OR OLD.customer_id IS NULL
          OR EXISTS (SELECT 1 FROM customer
              WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
      BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END",
];

pub(super) const POSTGRES: &[&str] = &[
    "DROP TRIGGER audit_event_is_unchanged ON audit_event",
    "ALTER TABLE audit_event ALTER COLUMN customer_id DROP NOT NULL",
    "ALTER TABLE audit_event ADD COLUMN user_id {uuid}",
    "ALTER TABLE audit_event ADD COLUMN mode {i16} NOT NULL DEFAULT 0",
    "ALTER TABLE audit_event ADD COLUMN digest {bytes} NOT NULL DEFAULT ''",
    "ALTER TABLE audit_event ADD COLUMN number {i64} NOT NULL DEFAULT 0",
    "ALTER TABLE audit_event ADD COLUMN link {bytes} NOT NULL DEFAULT ''",
];

/// Once the events that are here already have their links.
pub(super) const POSTGRES_GUARDS: &[&str] = &[
    "CREATE UNIQUE INDEX audit_event_number ON audit_event (reseller_id, number)",
    r"CREATE OR REPLACE FUNCTION audit_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
          IF TG_OP = 'UPDATE'
              AND (NEW.reseller_id, NEW.id, NEW.customer_id, NEW.user_id, NEW.at, NEW.kind,
                   NEW.actor_id, NEW.mode, NEW.address, NEW.request_id,
                   NEW.digest, NEW.number, NEW.link)
                  IS NOT DISTINCT FROM
                  (OLD.reseller_id, OLD.id, OLD.customer_id, OLD.user_id, OLD.at, OLD.kind,
                   OLD.actor_id, OLD.mode, OLD.address, OLD.request_id,
                   OLD.digest, OLD.number, OLD.link)
              AND NEW.changes IS NULL
              AND OLD.customer_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM customer
                  WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
          THEN
              RETURN NEW;
          END IF;
          RAISE EXCEPTION 'audit events are append-only';
      END $$",
    r"CREATE TRIGGER audit_event_is_unchanged BEFORE UPDATE OR DELETE ON audit_event
      FOR EACH ROW EXECUTE FUNCTION audit_event_guard()",
];
