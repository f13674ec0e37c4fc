//! A year of usage, counted by the databases themselves: 14 pieces of work a day for each customer,
//! in two modes and two languages, by one token or, for every other customer, by two.
//!
//! Some customers have gone silent, for some today goes wrong, some tokens end soon, and some sessions
//! are stuck, so that there is something to attend to.

use crate::data::NOW;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

/// How many days are filled, up to today.
const DAYS: i64 = 365;
/// Of how many of them the hours are kept too.
const DAYS_OF_HOURS: i64 = 31;
/// Customers of one statement.
const CHUNK: u64 = 250;
const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

/// Customers by number, and the IDs of their tokens.
const BEFORE: [&str; 5] = [
    "CREATE TABLE bench_customer AS
     SELECT row_number() OVER (ORDER BY reseller_id, id) AS number, reseller_id, id,
         {uuid} AS token_1, {uuid} AS token_2
     FROM customer",
    "CREATE INDEX bench_customer_number ON bench_customer (number)",
    "INSERT INTO api_token (reseller_id, id, customer_id, name, name_key, secret_hash, prefix, last4,
         scopes, created_at, expires_at, last_used_at, is_revoked)
     SELECT reseller_id, token_1, id, 'Engine', 'engine', {bytes}, 'ent_c0000', '0000',
         'usage:write', 0, CASE WHEN number % 200 = 0 THEN {now} + 5 * {day_micros} END, 0, FALSE
     FROM bench_customer",
    "INSERT INTO api_token (reseller_id, id, customer_id, name, name_key, secret_hash, prefix, last4,
         scopes, created_at, last_used_at, is_revoked)
     SELECT reseller_id, token_2, id, 'Archive', 'archive', {bytes}, 'ent_c0000', '0000',
         'usage:write', 0, 0, FALSE
     FROM bench_customer WHERE number % 2 = 1",
    "INSERT INTO transcription (reseller_id, id, customer_id, token_id, search_text, mode, language,
         status, sequence, media_ms, billed_ms, created_at, started_at, finished_at, reported_at)
     SELECT reseller_id, {uuid}, id, token_1, '', 1, 'nl', 1, 1, 60000, 0, {now} - {day_micros},
         {now} - {day_micros}, 0, {now} - {day_micros}
     FROM bench_customer WHERE number % 50 = 1",
];

/// What some customers used. Days and hours add up to the same.
const OF_CUSTOMERS: [&str; 3] = [
    "INSERT INTO usage_day (reseller_id, customer_id, day, mode, language, token_id, completed, failed,
         cancelled, expired, audio_ms, billed_ms)
     WITH RECURSIVE
         days(day) AS (SELECT {first} UNION ALL SELECT day + 1 FROM days WHERE day < {today}),
         lines(tokens, token, mode, language, works) AS (VALUES
             (1, 1, 0, 'nl', 5), (1, 1, 0, 'en', 4), (1, 1, 1, 'nl', 3), (1, 1, 1, 'en', 2),
             (2, 1, 0, 'nl', 4), (2, 1, 0, 'en', 2), (2, 1, 1, 'nl', 3), (2, 1, 1, 'en', 1),
             (2, 2, 0, 'nl', 2), (2, 2, 0, 'en', 2)),
         filled AS (
             SELECT c.reseller_id, c.id, days.day, lines.mode, lines.language, lines.works,
                 CASE lines.token WHEN 1 THEN c.token_1 ELSE c.token_2 END AS token,
                 CASE WHEN c.number % 50 = 3 AND days.day = {today} THEN lines.works
                      WHEN (c.number + days.day + lines.works) % 9 = 0 THEN 1
                      ELSE 0 END AS failed,
                 20000 + c.number * 7919 % 300000 AS each_ms
             FROM bench_customer c CROSS JOIN days
                 JOIN lines ON lines.tokens = 1 + c.number % 2
             WHERE c.number BETWEEN {from} AND {to}
                 AND NOT (c.number % 100 = 7 AND days.day > {today} - 8))
     SELECT reseller_id, id, day, mode, language, token, works - failed, failed, 0, 0,
         (works - failed) * each_ms, (works - failed) * each_ms
     FROM filled ORDER BY reseller_id, id, day, mode, language",
    "INSERT INTO usage_customer_day (reseller_id, day, customer_id, completed, failed, cancelled, expired,
         audio_ms, billed_ms)
     SELECT d.reseller_id, d.day, d.customer_id, SUM(d.completed), SUM(d.failed), SUM(d.cancelled),
         SUM(d.expired), SUM(d.audio_ms), SUM(d.billed_ms)
     FROM bench_customer c
         JOIN usage_day d ON d.reseller_id = c.reseller_id AND d.customer_id = c.id
     WHERE c.number BETWEEN {from} AND {to}
     GROUP BY d.reseller_id, d.day, d.customer_id",
    "INSERT INTO usage_hour (reseller_id, customer_id, hour_at, mode, language, token_id, completed,
         failed, cancelled, expired, audio_ms, billed_ms)
     WITH numbers(n) AS (VALUES (0), (1), (2), (3), (4)),
         hours AS (
             SELECT d.reseller_id, d.customer_id, d.mode, d.language, d.token_id,
                 (d.day * 24 + 7 + numbers.n) * 3600000000 AS hour_at,
                 CASE WHEN numbers.n < d.failed THEN 1 ELSE 0 END AS failed,
                 CASE WHEN numbers.n < d.failed THEN 0 ELSE d.audio_ms / d.completed END AS audio_ms
             FROM bench_customer c
                 JOIN usage_day d ON d.reseller_id = c.reseller_id AND d.customer_id = c.id
                     AND d.day > {today} - {days_of_hours}
                 JOIN numbers ON numbers.n < d.completed + d.failed
             WHERE c.number BETWEEN {from} AND {to})
     SELECT reseller_id, customer_id, hour_at, mode, language, token_id, 1 - failed, failed, 0, 0,
         audio_ms, audio_ms
     FROM hours ORDER BY reseller_id, customer_id, hour_at",
];

/// What all customers used. It comes last, so that there is none of it if the filling was broken off.
const AFTER: [&str; 2] = [
    "DROP TABLE bench_customer",
    "INSERT INTO usage_total (reseller_id, day, part, mode, completed, failed, cancelled, expired,
         audio_ms, billed_ms)
     SELECT reseller_id, day, {part}, mode, SUM(completed), SUM(failed), SUM(cancelled), SUM(expired),
         SUM(audio_ms), SUM(billed_ms)
     FROM usage_day GROUP BY 1, 2, 3, 4",
];

/// Settings for filling alone: nobody minds when it has to begin again. Without statistics PostgreSQL
/// would go through whole tables for each of the statements.
const SETTINGS_SQLITE: &str = "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144";
const SETTINGS_POSTGRES: &str = "SET synchronous_commit = off; SET enable_seqscan = off;
     SET enable_hashjoin = off; SET enable_mergejoin = off";

/// Fills the tables of what is counted, for so many customers.
pub async fn fill(url: &str, customers: u64) {
    let is_postgres = url.starts_with("postgres");
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    let (settings, tidying) = if is_postgres {
        (SETTINGS_POSTGRES, "VACUUM ANALYZE")
    } else {
        (SETTINGS_SQLITE, "PRAGMA wal_checkpoint(TRUNCATE)")
    };
    db.execute_unprepared(settings).await.unwrap();
    for statement in BEFORE {
        run(&db, statement, (0, 0)).await;
    }
    for first in (1..=customers).step_by(usize::try_from(CHUNK).unwrap()) {
        for statement in OF_CUSTOMERS {
            run(&db, statement, (first, first + CHUNK - 1)).await;
        }
    }
    for statement in AFTER {
        run(&db, statement, (0, 0)).await;
    }
    db.execute_unprepared(tidying).await.unwrap();
    db.close().await.unwrap();
}

/// Whether a database was filled to its end.
pub async fn is_done(url: &str) -> bool {
    let db = Database::connect(url).await.unwrap();
    let any = "SELECT 1 FROM usage_total LIMIT 1";
    let any = Statement::from_string(db.get_database_backend(), any);
    db.query_one_raw(any).await.unwrap().is_some()
}

/// Runs a statement for the customers with these numbers, written out for the database at hand.
async fn run(db: &DatabaseConnection, statement: &str, (from, to): (u64, u64)) {
    let is_postgres = db.get_database_backend() == sea_orm::DbBackend::Postgres;
    let dialect = if is_postgres {
        [
            ("{uuid}", "gen_random_uuid()"),
            ("{bytes}", "uuid_send(gen_random_uuid())"),
            ("{part}", "get_byte(uuid_send(customer_id), 15) % 8"),
        ]
    } else {
        [
            ("{uuid}", "randomblob(16)"),
            ("{bytes}", "randomblob(32)"),
            (
                "{part}",
                "(instr('0123456789ABCDEF', substr(hex(customer_id), 32)) - 1) % 8",
            ),
        ]
    };
    let today = NOW.micros() / DAY_MICROS;
    let numbers = [
        ("{now}", NOW.micros()),
        ("{day_micros}", DAY_MICROS),
        ("{today}", today),
        ("{first}", today - DAYS + 1),
        ("{days_of_hours}", DAYS_OF_HOURS),
        ("{from}", from.cast_signed()),
        ("{to}", to.cast_signed()),
    ];
    let mut sql = statement.to_owned();
    for (word, written) in dialect {
        sql = sql.replace(word, written);
    }
    for (word, number) in numbers {
        sql = sql.replace(word, &number.to_string());
    }
    db.execute_unprepared(&sql).await.unwrap();
}
