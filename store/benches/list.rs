//! How long the customers list takes with 1,000,000 customers of one reseller among 20.
//!
//! `cargo bench -p store` builds the databases once, under `target/bench` and, if `BENCH_POSTGRES_URL`
//! names a PostgreSQL server, in its database `entrepot_bench`; it prints tables in Markdown.
//! `BENCH_CUSTOMERS` sets another number of customers.
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
    reason = "databases are made and tended behind the store"
)]

#[path = "list/cases.rs"]
mod cases;
#[path = "list/data.rs"]
mod data;
#[path = "list/plan.rs"]
mod plan;

use cases::Case;
use domain::access::{Grants, Origin, Permit, Session, Subject};
use domain::customer::{
    CustomerFilter, CustomerListing, CustomerSelection, CustomerSort, Customers,
};
use domain::listing::Direction;
use domain::reseller::Realm;
use std::time::{Duration, Instant};
use store::Store;

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
    let customers = std::env::var("BENCH_CUSTOMERS").map_or(1_000_000, |n| n.parse().unwrap());
    let only = std::env::args()
        .nth(1)
        .filter(|argument| argument != "--bench");
    for url in data::urls(customers).await {
        let (store, realm) = data::build(&url, customers).await;
        println!(
            "\n### {}\n",
            if url.starts_with("sqlite") {
                "SQLite"
            } else {
                "PostgreSQL"
            }
        );
        println!("| page | p50 ms | p99 ms | by ID p50 ms | ratio | total | plan |");
        println!("|---|---:|---:|---:|---:|---|---|");
        for case in cases::all(&store, &realm).await {
            if only
                .as_ref()
                .is_none_or(|only| case.name.contains(only.as_str()))
            {
                measure(&store, &realm, &case).await;
            }
        }
        counts(&store, &realm).await;
        store.close().await.unwrap();
    }
}

async fn measure(store: &Store, realm: &Realm, case: &Case) {
    let permit = permit(realm);
    let page = store.list_customers(&permit, &case.listing).await.unwrap();
    let list = times(|| async {
        store.list_customers(&permit, &case.listing).await.unwrap();
    })
    .await;
    let ids = CustomerSelection::These(page.rows.iter().map(|row| row.id).collect());
    let export = self::permit(realm);
    let order = (CustomerSort::Id, Direction::Ascending);
    let by_id = times(|| async {
        store
            .export_customers(&export, &ids, order, None, 100)
            .await
            .unwrap();
    })
    .await;
    println!(
        "| {} | {:.2} | {:.2} | {:.2} | {:.1} | {:?} | {} |",
        case.name,
        list.0,
        list.1,
        by_id.0,
        list.0 / by_id.0,
        page.total,
        plan::of(store, realm, &case.listing).await
    );
}

async fn counts(store: &Store, realm: &Realm) {
    println!("\n| count | p50 ms | p99 ms |\n|---|---:|---:|");
    let permit = permit(realm);
    let (p50, p99) = times(|| async {
        store.customer_counts(&permit).await.unwrap();
    })
    .await;
    println!("| all, by status | {p50:.2} | {p99:.2} |");
    let (p50, p99) = times(|| async {
        store.customer_tags(&permit).await.unwrap();
    })
    .await;
    println!("| all tags with their numbers | {p50:.2} | {p99:.2} |");
    for search in ["quetzal", "harbour"] {
        let filter = CustomerFilter {
            search: search.into(),
            ..CustomerFilter::default()
        };
        let begun = Instant::now();
        let number = store.count_customers(&permit, &filter).await.unwrap();
        println!(
            "| exact number of “{search}” ({number}), once | {:.2} | |",
            ms(begun.elapsed())
        );
    }
}

/// The median and the 99th percentile in milliseconds, of 200 runs or as many as two seconds take.
async fn times<W: Future<Output = ()>>(work: impl Fn() -> W) -> (f64, f64) {
    for _ in 0..5 {
        work().await;
    }
    let (begun, mut times) = (Instant::now(), Vec::new());
    while times.len() < 200 && (times.len() < 20 || begun.elapsed() < Duration::from_secs(2)) {
        let begun = Instant::now();
        work().await;
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

/// A listing with a filter and nothing else.
fn listing(filter: CustomerFilter) -> CustomerListing {
    CustomerListing {
        filter,
        ..CustomerListing::default()
    }
}
