//! The audit log, which the database itself keeps from being rewritten.
//!
//! One change is allowed: the contents of events about a customer that is gone may be emptied,
//! because they are personal data.

pub(super) const TABLES: [&str; 2] = [
    // No reference to the customer: events outlive it.
    r"CREATE TABLE audit_event (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id),
        id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        at {i64} NOT NULL,
        kind {text} NOT NULL,
        actor_id {uuid},
        address {text},
        request_id {uuid},
        changes {text},
        PRIMARY KEY (reseller_id, id)
    ) {tree}",
    "CREATE INDEX audit_event_of_customer ON audit_event (reseller_id, customer_id, id)",
];

pub(super) const SQLITE: &[&str] = &[
    r"CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
      BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END",
    r"CREATE TRIGGER audit_event_is_unchanged BEFORE UPDATE ON audit_event
      WHEN (NEW.reseller_id, NEW.id, NEW.customer_id, NEW.at, NEW.kind)
              IS NOT (OLD.reseller_id, OLD.id, OLD.customer_id, OLD.at, OLD.kind)
          OR (NEW.actor_id, NEW.address, NEW.request_id)
              IS NOT (OLD.actor_id, OLD.address, OLD.request_id)
          OR NEW.changes IS NOT NULL
          OR EXISTS (SELECT 1 FROM customer
              WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
      BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END",
];

pub(super) const POSTGRES: &[&str] = &[
    r"CREATE FUNCTION audit_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
          IF TG_OP = 'UPDATE'
              AND (NEW.reseller_id, NEW.id, NEW.customer_id, NEW.at, NEW.kind,
                   NEW.actor_id, NEW.address, NEW.request_id)
                  IS NOT DISTINCT FROM
                  (OLD.reseller_id, OLD.id, OLD.customer_id, OLD.at, OLD.kind,
                   OLD.actor_id, OLD.address, OLD.request_id)
              AND NEW.changes IS NULL
              AND NOT EXISTS (SELECT 1 FROM customer
                  WHERE reseller_id = OLD.reseller_id AND id = OLD.customer_id)
          THEN
              RETURN NEW;
          END IF;
          RAISE EXCEPTION 'audit events are append-only';
      END $$",
    r"CREATE TRIGGER audit_event_is_unchanged BEFORE UPDATE OR DELETE ON audit_event
      FOR EACH ROW EXECUTE FUNCTION audit_event_guard()",
    r"CREATE TRIGGER audit_event_is_kept BEFORE TRUNCATE ON audit_event
      FOR EACH STATEMENT EXECUTE FUNCTION audit_event_guard()",
];
