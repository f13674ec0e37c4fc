//! Full text: every sequence of three characters of a customer's search text.

/// A table of trigrams beside the customers, by their row numbers. `detail=none` keeps no
/// positions: it is a quarter of the size, and a match is compared with the text itself.
pub(super) const SQLITE: &[&str] = &[
    r"CREATE VIRTUAL TABLE customer_search USING fts5(
        search_text, content='', contentless_delete=1, detail=none,
        tokenize='trigram case_sensitive 1')",
    r"CREATE TRIGGER customer_search_insert AFTER INSERT ON customer BEGIN
        INSERT INTO customer_search (rowid, search_text) VALUES (NEW.seq, NEW.search_text); END",
    r"CREATE TRIGGER customer_search_delete AFTER DELETE ON customer BEGIN
        DELETE FROM customer_search WHERE rowid = OLD.seq; END",
    r"CREATE TRIGGER customer_search_update AFTER UPDATE OF search_text ON customer
      WHEN NEW.search_text IS NOT OLD.search_text BEGIN
        DELETE FROM customer_search WHERE rowid = OLD.seq;
        INSERT INTO customer_search (rowid, search_text) VALUES (NEW.seq, NEW.search_text); END",
];

pub(super) const POSTGRES: &[&str] = &[
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS btree_gin",
    "CREATE INDEX customer_search ON customer USING gin (reseller_id, search_text gin_trgm_ops)",
];
