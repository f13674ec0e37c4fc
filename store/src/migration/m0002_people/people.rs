//! People who have yet to register, and what is sent to them.

pub(super) const STATEMENTS: [&str; 12] = [
    r#"ALTER TABLE "user" ADD COLUMN name_key {text} NOT NULL DEFAULT ''"#,
    r#"ALTER TABLE "user" ADD COLUMN invited_until {i64}"#,
    r#"ALTER TABLE "user" ADD COLUMN last_sign_in_at {i64} NOT NULL DEFAULT 0"#,
    r#"ALTER TABLE "user" ADD COLUMN totp_secret {bytes}"#,
    r#"ALTER TABLE "user" ADD COLUMN must_change_password {bool} NOT NULL DEFAULT FALSE"#,
    r"ALTER TABLE session ADD COLUMN address {text}",
    r"ALTER TABLE session ADD COLUMN agent {text} NOT NULL DEFAULT ''",
    // Found by the token alone, like sessions. No reference to the person: a link outlives who was
    // invited by it, so that its page can say that it was taken back.
    r"CREATE TABLE one_time_link (
        token_hash {bytes} NOT NULL PRIMARY KEY,
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        user_id {uuid} NOT NULL,
        kind {i16} NOT NULL,
        state {i16} NOT NULL,
        created_at {i64} NOT NULL,
        expires_at {i64} NOT NULL
    ) {tree}",
    "CREATE INDEX one_time_link_of_user ON one_time_link (reseller_id, user_id)",
    r"CREATE TABLE mail (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        id {uuid} NOT NULL,
        customer_id {uuid},
        kind {text} NOT NULL,
        recipient {text} NOT NULL,
        subject {text} NOT NULL,
        text_body {text},
        html_body {text},
        created_at {i64} NOT NULL,
        expires_at {i64} NOT NULL,
        state {i16} NOT NULL,
        attempts {i32} NOT NULL,
        next_attempt_at {i64} NOT NULL,
        sent_at {i64} NOT NULL,
        failure {text},
        PRIMARY KEY (reseller_id, id),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
    "CREATE INDEX mail_that_waits ON mail (reseller_id, state, next_attempt_at)",
    "CREATE INDEX mail_of_customer ON mail (reseller_id, customer_id)",
];
