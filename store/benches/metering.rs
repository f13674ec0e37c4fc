//! How long usage and the dashboard take with 10,000 customers of one reseller, and what is counted of
//! 50 million pieces of work in a year.
//!
//! `cargo bench -p store --bench metering` builds the databases once, under `target/bench` and, if
//! `BENCH_POSTGRES_URL` names a PostgreSQL server, in its database `entrepot_metering_10000`; it
//! prints tables in Markdown. `BENCH_METERED_CUSTOMERS` sets another number of customers,
//! `BENCH_ONLY=sqlite` or `postgres` leaves the other one out.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run has nothing to say"
)]
#![expect(
    clippy::cast_precision_loss,
    reason = "milliseconds are rounded when they are printed"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "databases are made and filled behind the store"
)]

#[path = "metering/cases.rs"]
mod cases;
#[path = "metering/data.rs"]
mod data;
#[path = "metering/fill.rs"]
mod fill;

use cases::{Asker, Case, Question};
use domain::access::{Grants, Origin, Permit, Session, Subject};
use domain::reseller::Realm;
use std::time::{Duration, Instant};

/// A permit for the reseller's own people.
fn permit<P: Grants>(realm: &Realm) -> Permit<P> {
    let session = Session::of_user(
        realm.reseller,
        Subject::Reseller,
        uuid::Uuid::nil().into(),
        Origin::default(),
    );
    Permit::ask(&session).unwrap()
}

#[tokio::main]
async fn main() {
    let customers = std::env::var("BENCH_METERED_CUSTOMERS");
    let customers = customers.map_or(10_000, |n| n.parse().unwrap());
    let only = std::env::args()
        .nth(1)
        .filter(|argument| argument != "--bench");
    let mut cases = cases::all();
    cases.retain(|case| {
        only.as_ref()
            .is_none_or(|only| case.name.contains(only.as_str()))
    });
    if cases.is_empty() {
        return;
    }
    for url in data::urls(customers).await {
        let (store, realm) = data::build(&url, customers).await;
        let database = if url.starts_with("sqlite") {
            "SQLite"
        } else {
            "PostgreSQL"
        };
        println!("\n### Usage and dashboard in the store, {database}, {customers} customers\n");
        println!("| question | p50 ms | p99 ms |");
        println!("|---|---:|---:|");
        let asker = Asker::new(store, &realm).await;
        for Case { name, question } in &cases {
            let (p50, p99) = times(&asker, *question).await;
            println!("| {name} | {p50:.2} | {p99:.2} |");
        }
        asker.close().await;
    }
}

/// The median and the 99th percentile in milliseconds, of 500 runs or as many as three seconds take.
async fn times(asker: &Asker, question: Question) -> (f64, f64) {
    for run in 0..5 {
        asker.ask(question, run).await;
    }
    let (begun, mut times) = (Instant::now(), Vec::new());
    while times.len() < 500 && (times.len() < 20 || begun.elapsed() < Duration::from_secs(3)) {
        let run = 5 + times.len() as u64;
        let begun = Instant::now();
        asker.ask(question, run).await;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    (
        ms(times[times.len() / 2]),
        ms(times[times.len() * 99 / 100]),
    )
}

fn ms(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}
