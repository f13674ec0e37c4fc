//! How fast usage and sessions are taken in over HTTP, and how soon open pages are told.
//!
//! `cargo bench -p server --bench metering` serves on loopback from an empty SQLite file under
//! `target/bench` and, if `BENCH_POSTGRES_URL` names a PostgreSQL server, from its database
//! `entrepot_metering_http`, which is made anew; it prints tables in Markdown. What the databases do
//! by themselves is measured in the same run, in the same database and by the same connections.
//! `BENCH_ONLY=sqlite` or `postgres` leaves the other one out.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run has nothing to say"
)]
#![expect(
    clippy::cast_precision_loss,
    reason = "rates are rounded when they are printed"
)]

#[path = "metering/connection.rs"]
mod connection;
#[path = "metering/events.rs"]
mod events;
#[path = "metering/house.rs"]
mod house;
#[path = "metering/live.rs"]
mod live;
#[path = "metering/sessions.rs"]
mod sessions;

use house::House;
use std::path::Path;
use std::time::Duration;
use store::testing::{Bulk, create_database, drop_database};

/// What is measured, by name.
const PARTS: [&str; 3] = [
    "metering, events in bulk",
    "metering, single sessions",
    "metering, live pages",
];
/// The database on the PostgreSQL server.
const DATABASE: &str = "entrepot_metering_http";

fn main() {
    let only = std::env::args()
        .nth(1)
        .filter(|argument| argument != "--bench");
    let wanted = PARTS.map(|part| {
        only.as_ref()
            .is_none_or(|only| part.contains(only.as_str()))
    });
    if wanted.contains(&true) {
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime
            .enable_all()
            .thread_stack_size(16 * 1024 * 1024)
            .build()
            .unwrap();
        runtime.block_on(run(wanted));
    }
}

async fn run([events, sessions, live]: [bool; 3]) {
    for url in urls().await {
        let house = House::open(&url).await;
        let bulk = Bulk::of(&house.site.store).await.unwrap();
        let database = if url.starts_with("sqlite") {
            "SQLite"
        } else {
            "PostgreSQL"
        };
        if events {
            events::measure(database, &house, &bulk).await;
        }
        if sessions {
            sessions::measure(database, &house, &bulk).await;
        }
        if live {
            live::measure(database, &house).await;
        }
        house.site.stop.cancel();
    }
}

/// Empty databases.
async fn urls() -> Vec<String> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/metering");
    let _ = std::fs::remove_dir_all(&target);
    std::fs::create_dir_all(&target).unwrap();
    let mut urls = vec![format!("sqlite:{}", target.join("metering.db").display())];
    if let Ok(server) = std::env::var("BENCH_POSTGRES_URL") {
        drop_database(&server, DATABASE).await.unwrap();
        urls.push(create_database(&server, DATABASE).await.unwrap());
    }
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    urls.retain(|url| url.starts_with(&only));
    urls
}

/// A percentile of times that are in order, in milliseconds.
fn percentile(times: &[Duration], percent: usize) -> f64 {
    times[(times.len() - 1) * percent / 100].as_secs_f64() * 1_000.0
}

/// So many in a time, in a second.
fn rate(number: usize, time: Duration) -> f64 {
    number as f64 / time.as_secs_f64()
}
