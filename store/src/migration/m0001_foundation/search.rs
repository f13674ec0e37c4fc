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

/// What SQLite's planner is told about the tables, once and for all: that a tenant's rows are many,
/// and those of one value few. Its plans are then the same for every database, as they are tested.
pub(super) const SQLITE_STATISTICS: &[&str] = &[
    "ANALYZE",
    "DELETE FROM sqlite_stat1",
    r"INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
        ('customer', 'customer_by_id', '1000000 50000 1 1 1'),
        ('customer', 'customer_by_name', '1000000 50000 2 1 1 1'),
        ('customer', 'customer_by_email', '1000000 50000 1 1 1 1'),
        ('customer', 'customer_by_phone', '1000000 50000 2 1 1 1'),
        ('customer', 'customer_by_registered', '1000000 50000 2 1 1 1'),
        ('customer', 'customer_by_status', '1000000 50000 25000 1 1'),
        ('customer', 'customer_by_tags', '1000000 50000 100 1 1 1'),
        ('customer', 'customer_by_team_type', '1000000 50000 16000 1 1'),
        ('customer', 'customer_by_company', '1000000 50000 100 1 1 1'),
        ('customer', 'customer_by_last_activity', '1000000 50000 100 1 1 1'),
        ('customer', 'sqlite_autoindex_customer_1', '1000000 50000 1'),
        ('customer', 'sqlite_autoindex_customer_2', '1000000 50000 1')",
    "ANALYZE sqlite_schema",
];

pub(super) const POSTGRES: &[&str] = &[
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS btree_gin",
    "CREATE INDEX customer_search ON customer USING gin (reseller_id, search_text gin_trgm_ops)",
];
