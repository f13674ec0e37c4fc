//! How fast money is booked, and how long it takes to check a million entries.
//!
//! `cargo bench -p server --bench ledger` works on an empty SQLite file under `target/bench` and, if
//! `BENCH_POSTGRES_URL` names a PostgreSQL server, in its database `entrepot_ledger`, which is made
//! anew; it prints tables in Markdown. Bare commits of one row are measured in the same run, by the
//! same connections. `BENCH_ONLY=sqlite` or `postgres` leaves the other one out.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run has nothing to say"
)]
#![expect(
    clippy::cast_precision_loss,
    reason = "rates are rounded when they are printed"
)]

use domain::access::{CreateCustomers, EditSettings, Grants, ManageMoney, Permit, Session};
use domain::currency::Currency;
use domain::customer::{CustomerDraft, Customers};
use domain::id::{BookingKey, CustomerId, ResellerId, TokenId};
use domain::ledger::{Adjustment, AdjustmentKind, Ledger, LedgerAudit};
use domain::money::{MICROS, Money};
use domain::reseller::ResellerDraft;
use domain::sign_in::SignIns;
use domain::timestamp::Timestamp;
use domain::transcription::{Mode, SpokenLanguage};
use domain::usage::{UsageEvent, WorkOutcome};
use futures::future::join_all;
use std::path::Path;
use std::time::{Duration, Instant};
use store::Store;
use store::testing::{Bulk, create_database, drop_database, fill_ledger};
use uuid::Uuid;

/// What is measured, by name.
const MEASURED: &str = "ledger, bookings and verification";
/// Over how many customers bookings and entries are spread.
const CUSTOMERS: usize = 1_000;
/// The entries of each.
const ENTRIES: usize = 1_000;
/// For how long each rate is measured.
const TIME: Duration = Duration::from_secs(5);
/// How many at once.
const AT_ONCE: [usize; 2] = [1, 32];
/// The database on the PostgreSQL server.
const DATABASE: &str = "entrepot_ledger";

#[tokio::main]
async fn main() {
    let only = std::env::args()
        .nth(1)
        .filter(|argument| argument != "--bench");
    if only.is_some_and(|only| !MEASURED.contains(only.as_str())) {
        return;
    }
    for url in urls().await {
        let database = if url.starts_with("sqlite") {
            "SQLite"
        } else {
            "PostgreSQL"
        };
        let house = House::open(&url).await;
        house.book(database).await;
        house.verify(database).await;
        house.store.close().await.unwrap();
    }
}

/// A reseller with customers.
struct House {
    store: Store,
    reseller: ResellerId,
    customers: Vec<CustomerId>,
    bulk: Bulk,
}

impl House {
    async fn open(url: &str) -> Self {
        let store = Store::connect(url).await.unwrap();
        store.migrate().await.unwrap();
        let draft = ResellerDraft {
            organisation: "Bench".into(),
            name: "Bench".into(),
            email: "bench@bench.example".into(),
            password: "not a password that is used".into(),
        };
        let made = store.create_reseller(draft.parse().unwrap(), String::new(), None);
        let reseller = made.await.unwrap().0.reseller;
        let permit = permit::<CreateCustomers>(reseller);
        let mut customers = Vec::with_capacity(CUSTOMERS);
        for number in 0..CUSTOMERS {
            let draft = CustomerDraft {
                name: format!("Customer number {number}"),
                email: format!("info@customer-{number}.example"),
                ..CustomerDraft::default()
            };
            let made = store.create_customer(&permit, draft.parse().unwrap(), None);
            customers.push(made.await.unwrap().id);
        }
        let bulk = Bulk::of(&store).await.unwrap();
        Self {
            store,
            reseller,
            customers,
            bulk,
        }
    }

    /// Bookings of one customer, and of many, beside bare commits.
    async fn book(&self, database: &str) {
        println!("\n### Bookings, {database}\n");
        println!("| customers | at once | bookings/s | bare commits/s | ratio |");
        println!("|---:|---:|---:|---:|---:|");
        for customers in [1, CUSTOMERS] {
            for at_once in AT_ONCE {
                let refills = self
                    .during(at_once, |nth| self.refill(nth % customers))
                    .await;
                let commits = self.during(at_once, |nth| self.commit(nth)).await;
                let ratio = refills / commits;
                println!("| {customers} | {at_once} | {refills:.0} | {commits:.0} | {ratio:.2} |");
            }
        }
    }

    /// How often a second something can be done, so many at once.
    async fn during<F: Future<Output = ()>>(
        &self,
        at_once: usize,
        work: impl Fn(usize) -> F,
    ) -> f64 {
        let begun = Instant::now();
        let done = join_all((0..at_once).map(async |first| {
            let mut nth = first;
            while begun.elapsed() < TIME {
                work(nth).await;
                nth += at_once;
            }
            nth / at_once
        }));
        let done: usize = done.await.into_iter().sum();
        done as f64 / begun.elapsed().as_secs_f64()
    }

    async fn refill(&self, customer: usize) {
        let refill = Adjustment {
            kind: AdjustmentKind::Refill,
            amount: Money::new(MICROS, Currency::EUR),
            comment: "Bank transfer".to_owned(),
            key: BookingKey::from(Uuid::now_v7()),
        };
        let permit = permit::<ManageMoney>(self.reseller);
        let booked = self
            .store
            .adjust_balance(&permit, self.customers[customer], refill);
        booked.await.unwrap();
    }

    async fn commit(&self, nth: usize) {
        let customer = self.customers[nth % CUSTOMERS];
        let event = UsageEvent {
            source: "bench".into(),
            id: Uuid::now_v7().to_string(),
            time: Timestamp::from_micros(0),
            mode: Mode::Batch,
            language: SpokenLanguage::unknown(),
            outcome: WorkOutcome::Completed,
            media_ms: 1,
        };
        let whose = (self.reseller, customer, TokenId::from(Uuid::nil()));
        self.bulk.commit(whose, &event).await.unwrap();
    }

    /// Checking a million entries.
    async fn verify(&self, database: &str) {
        for customer in &self.customers {
            let filled = fill_ledger(&self.store, self.reseller, *customer, ENTRIES);
            filled.await.unwrap();
        }
        let permit = permit::<EditSettings>(self.reseller);
        let begun = Instant::now();
        let report = self
            .store
            .verify_ledger(&permit, Timestamp::from_micros(0))
            .await
            .unwrap();
        let seconds = begun.elapsed().as_secs_f64();
        assert_eq!(report.faults, []);
        let entries = report.entries;
        println!("\n{database}: {entries} entries checked in {seconds:.1} s");
    }
}

fn permit<P: Grants>(reseller: ResellerId) -> Permit<P> {
    Permit::ask(&Session::of_operator(reseller)).unwrap()
}

/// Empty databases.
async fn urls() -> Vec<String> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/ledger");
    let _ = std::fs::remove_dir_all(&target);
    std::fs::create_dir_all(&target).unwrap();
    let mut urls = vec![format!("sqlite:{}", target.join("ledger.db").display())];
    if let Ok(server) = std::env::var("BENCH_POSTGRES_URL") {
        drop_database(&server, DATABASE).await.unwrap();
        urls.push(create_database(&server, DATABASE).await.unwrap());
    }
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    urls.retain(|url| url.starts_with(&only));
    urls
}
