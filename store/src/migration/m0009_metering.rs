//! API tokens, transcription sessions, usage, and the answers to requests that have an effect once.

use super::dialect;
use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

const STATEMENTS: [&str; 15] = [
    r"CREATE TABLE api_token (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        id {uuid} NOT NULL,
        customer_id {uuid},
        name {text} NOT NULL,
        name_key {text} NOT NULL,
        secret_hash {bytes} NOT NULL,
        prefix {text} NOT NULL,
        last4 {text} NOT NULL,
        scopes {text} NOT NULL,
        created_by {uuid},
        created_at {i64} NOT NULL,
        expires_at {i64},
        last_used_at {i64} NOT NULL,
        is_revoked {bool} NOT NULL,
        replaced_by {uuid},
        PRIMARY KEY (reseller_id, id),
        CONSTRAINT api_token_secret UNIQUE (secret_hash),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
    "CREATE INDEX api_token_of_customer ON api_token (reseller_id, customer_id, id)",
    // What the dashboard looks for, of which there is little: tokens that end, and links that nobody
    // has used.
    r"CREATE INDEX api_token_by_expiry ON api_token (reseller_id, expires_at)
      WHERE expires_at IS NOT NULL",
    r"CREATE INDEX one_time_link_open ON one_time_link (reseller_id, kind, created_at)
      WHERE state = 0",
    r"CREATE TABLE kept_answer (
        reseller_id {uuid} NOT NULL REFERENCES reseller (id) ON DELETE CASCADE,
        token_id {uuid} NOT NULL,
        key {bytes} NOT NULL,
        fingerprint {bytes} NOT NULL,
        answer {text} NOT NULL,
        created_at {i64} NOT NULL,
        PRIMARY KEY (reseller_id, token_id, key),
        FOREIGN KEY (reseller_id, token_id) REFERENCES api_token (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
    "CREATE INDEX kept_answer_by_age ON kept_answer (reseller_id, created_at)",
    r"CREATE TABLE transcription (
        reseller_id {uuid} NOT NULL,
        id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        token_id {uuid} NOT NULL,
        external_id {text},
        source_name {text},
        search_text {text} NOT NULL,
        mode {i16} NOT NULL,
        language {text} NOT NULL,
        status {i16} NOT NULL,
        sequence {i64} NOT NULL,
        media_ms {i64} NOT NULL,
        billed_ms {i64} NOT NULL,
        error {text},
        created_at {i64} NOT NULL,
        started_at {i64} NOT NULL,
        finished_at {i64} NOT NULL,
        reported_at {i64} NOT NULL,
        PRIMARY KEY (reseller_id, id),
        FOREIGN KEY (reseller_id, customer_id) REFERENCES customer (reseller_id, id)
            ON DELETE CASCADE
    ) {tree}",
    "CREATE INDEX transcription_of_customer ON transcription (reseller_id, customer_id, id)",
    // What has not ended is little, however much has.
    r"CREATE INDEX transcription_unfinished ON transcription (reseller_id, mode, reported_at)
      WHERE finished_at = 0",
    // No references from here on: these are written by the thousand, and what writes them holds the
    // customer's row.
    r"CREATE TABLE usage_event (
        reseller_id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        source {text} NOT NULL,
        event_id {text} NOT NULL,
        at {i64} NOT NULL,
        mode {i16} NOT NULL,
        language {text} NOT NULL,
        token_id {uuid} NOT NULL,
        outcome {i16} NOT NULL,
        media_ms {i64} NOT NULL,
        PRIMARY KEY (reseller_id, customer_id, source, event_id)
    ) {tree}",
    r"CREATE TABLE usage_hour (
        reseller_id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        hour_at {i64} NOT NULL,
        mode {i16} NOT NULL,
        language {text} NOT NULL,
        token_id {uuid} NOT NULL,
        completed {i64} NOT NULL,
        failed {i64} NOT NULL,
        cancelled {i64} NOT NULL,
        expired {i64} NOT NULL,
        audio_ms {i64} NOT NULL,
        billed_ms {i64} NOT NULL,
        PRIMARY KEY (reseller_id, customer_id, hour_at, mode, language, token_id)
    ) {tree}",
    r"CREATE TABLE usage_day (
        reseller_id {uuid} NOT NULL,
        customer_id {uuid} NOT NULL,
        day {i32} NOT NULL,
        mode {i16} NOT NULL,
        language {text} NOT NULL,
        token_id {uuid} NOT NULL,
        completed {i64} NOT NULL,
        failed {i64} NOT NULL,
        cancelled {i64} NOT NULL,
        expired {i64} NOT NULL,
        audio_ms {i64} NOT NULL,
        billed_ms {i64} NOT NULL,
        PRIMARY KEY (reseller_id, customer_id, day, mode, language, token_id)
    ) {tree}",
    r"CREATE TABLE usage_customer_day (
        reseller_id {uuid} NOT NULL,
        day {i32} NOT NULL,
        customer_id {uuid} NOT NULL,
        completed {i64} NOT NULL,
        failed {i64} NOT NULL,
        cancelled {i64} NOT NULL,
        expired {i64} NOT NULL,
        audio_ms {i64} NOT NULL,
        billed_ms {i64} NOT NULL,
        PRIMARY KEY (reseller_id, day, customer_id)
    ) {tree}",
    "CREATE INDEX usage_customer_day_of_customer ON usage_customer_day (reseller_id, customer_id, day)",
    // In several parts, so that customers who are counted at the same moment seldom wait for each
    // other. The parts of a sum stand side by side, for whoever adds them up.
    r"CREATE TABLE usage_total (
        reseller_id {uuid} NOT NULL,
        day {i32} NOT NULL,
        part {i16} NOT NULL,
        mode {i16} NOT NULL,
        completed {i64} NOT NULL,
        failed {i64} NOT NULL,
        cancelled {i64} NOT NULL,
        expired {i64} NOT NULL,
        audio_ms {i64} NOT NULL,
        billed_ms {i64} NOT NULL,
        PRIMARY KEY (reseller_id, day, mode, part)
    ) {tree}",
];

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_metering"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager.get_connection(), &STATEMENTS).await
    }
}
