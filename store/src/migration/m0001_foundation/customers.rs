//! Customers and what is counted about them.

/// The table itself. SQLite keeps rows in the order of `seq`, which begins with the reseller.
macro_rules! customer {
    ($seq:literal, $key:literal) => {
        concat!(
            "CREATE TABLE customer (
                seq ",
            $seq,
            ",
                reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
                id {uuid} NOT NULL,
                name {text} NOT NULL,
                name_key {text} NOT NULL,
                email {text} NOT NULL,
                email_key {text} NOT NULL,
                phone_e164 {text} NOT NULL,
                phone_international {text} NOT NULL,
                status {i16} NOT NULL CHECK (status IN (0, 1)),
                team_type {i16} NOT NULL CHECK (team_type IN (0, 1, 2)),
                company_name {text},
                company_key {text} NOT NULL,
                tags {text} NOT NULL,
                tags_key {text} NOT NULL,
                search_text {text} NOT NULL,
                registered_at {i64} NOT NULL,
                last_activity_at {i64} NOT NULL,
                version {i32} NOT NULL,
                CONSTRAINT customer_email_key UNIQUE (reseller_id, email_key),
                ",
            $key,
            " (reseller_id, id)
            ) {table}"
        )
    };
}

pub(super) const SQLITE: &[&str] = &[customer!("INTEGER NOT NULL PRIMARY KEY", "UNIQUE")];
pub(super) const POSTGRES: &[&str] = &[customer!("{i64} NOT NULL", "PRIMARY KEY")];

/// One index for each sort, ending in the ID, and in what a filter wants to know without looking
/// the row up.
pub(super) const TABLES: [&str; 15] = [
    "CREATE INDEX customer_by_id ON customer (reseller_id, id, status, team_type)",
    "CREATE INDEX customer_by_name ON customer (reseller_id, name_key, id, status, team_type)",
    "CREATE INDEX customer_by_email ON customer (reseller_id, email_key, id, status, team_type)",
    "CREATE INDEX customer_by_phone ON customer (reseller_id, phone_e164, id, status, team_type)",
    "CREATE INDEX customer_by_registered
        ON customer (reseller_id, registered_at, id, status, team_type)",
    "CREATE INDEX customer_by_status ON customer (reseller_id, status, id, team_type)",
    "CREATE INDEX customer_by_tags ON customer (reseller_id, tags_key, id, status, team_type)",
    "CREATE INDEX customer_by_team_type ON customer (reseller_id, team_type, id, status)",
    "CREATE INDEX customer_by_company
        ON customer (reseller_id, company_key, id, status, team_type)",
    "CREATE INDEX customer_by_last_activity
        ON customer (reseller_id, last_activity_at, id, status, team_type)",
    r"CREATE TABLE customer_tag (
        reseller_id {uuid} NOT NULL,
        tag {text} NOT NULL,
        customer_id {uuid} NOT NULL,
        seq {i64} NOT NULL,
        PRIMARY KEY (reseller_id, tag, customer_id),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
    "CREATE INDEX customer_tag_of_customer ON customer_tag (reseller_id, customer_id)",
    r"CREATE TABLE tag (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        name {text} NOT NULL,
        customers {i64} NOT NULL CHECK (customers >= 0),
        PRIMARY KEY (reseller_id, name)
    ) {tree}",
    r"CREATE TABLE customer_count (
        reseller_id {uuid} NOT NULL PRIMARY KEY REFERENCES reseller (id) ON DELETE CASCADE,
        active {i64} NOT NULL CHECK (active >= 0),
        inactive {i64} NOT NULL CHECK (inactive >= 0),
        next_seq {i64} NOT NULL
    ) {tree}",
    r"CREATE TABLE customer_rank (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        sort {text} NOT NULL,
        low_key {text} NOT NULL,
        low_id {uuid} NOT NULL,
        active {i64} NOT NULL CHECK (active >= 0),
        inactive {i64} NOT NULL CHECK (inactive >= 0),
        PRIMARY KEY (reseller_id, sort, low_key, low_id)
    ) {tree}",
];
