//! Resellers and people.

pub(super) const RESELLER: [&str; 1] = [r"CREATE TABLE reseller (
        id {uuid} NOT NULL PRIMARY KEY,
        number {i64} NOT NULL,
        slug {text} NOT NULL,
        name {text} NOT NULL,
        country {text} NOT NULL,
        host {text},
        created_at {i64} NOT NULL,
        CONSTRAINT reseller_number UNIQUE (number),
        CONSTRAINT reseller_slug UNIQUE (slug),
        CONSTRAINT reseller_host UNIQUE (host)
    ) {table}"];

/// After the customers, to which people may belong.
pub(super) const TABLES: [&str; 5] = [
    r#"CREATE TABLE "user" (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        id {uuid} NOT NULL,
        customer_id {uuid},
        name {text} NOT NULL,
        email {text} NOT NULL,
        email_key {text} NOT NULL,
        password_hash {text},
        is_enabled {bool} NOT NULL,
        auth_epoch {i32} NOT NULL,
        created_at {i64} NOT NULL,
        PRIMARY KEY (reseller_id, id),
        CONSTRAINT user_email_key UNIQUE (reseller_id, email_key),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}"#,
    r#"CREATE INDEX user_of_customer ON "user" (reseller_id, customer_id)"#,
    // Found by the token alone, so its key is the one that does not begin with the reseller.
    r#"CREATE TABLE session (
        token_hash {bytes} NOT NULL PRIMARY KEY,
        reseller_id {uuid} NOT NULL,
        user_id {uuid} NOT NULL,
        auth_epoch {i32} NOT NULL,
        created_at {i64} NOT NULL,
        last_seen_at {i64} NOT NULL,
        FOREIGN KEY (reseller_id, user_id) REFERENCES "user" (reseller_id, id) ON DELETE CASCADE
    ) {tree}"#,
    r"CREATE INDEX session_of_user ON session (reseller_id, user_id)",
    r"CREATE TABLE setup_link (
        token_hash {bytes} NOT NULL PRIMARY KEY,
        expires_at {i64} NOT NULL
    ) {tree}",
];
