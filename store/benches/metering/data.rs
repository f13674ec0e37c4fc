//! The databases that are measured, built once.

use crate::{fill, permit};
use domain::customer::{Customers, ImportedCustomer, NewCustomer, Status, TeamType};
use domain::email::Email;
use domain::name::Name;
use domain::reseller::{Realm, ResellerDraft};
use domain::sign_in::SignIns;
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, Database};
use std::time::Instant;
use store::Store;

/// When all questions are asked: 2026-06-30T08:00:00Z. What was filled once is never too old.
pub const NOW: Timestamp = Timestamp::from_micros(1_782_806_400_000_000);
/// Customers of the other reseller.
const OTHERS: u64 = 200;
/// Customers of one call.
const CHUNK: u64 = 5_000;
/// How many days ago the first customer came.
const DAYS: u64 = 730;

/// Where the databases are.
pub async fn urls(customers: u64) -> Vec<String> {
    let folder = std::env::var("CARGO_TARGET_DIR")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../target").to_owned());
    let folder = std::path::Path::new(&folder).join("bench");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("metering-{customers}.db"));
    let mut urls = vec![format!("sqlite:{}", file.display())];
    if let Ok(server) = std::env::var("BENCH_POSTGRES_URL") {
        let name = format!("entrepot_metering_{customers}");
        let admin = Database::connect(&server).await.unwrap();
        // It is there already, unless this is the first run.
        let _ = admin
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await;
        let (server, _) = server.rsplit_once('/').unwrap();
        urls.push(format!("{server}/{name}"));
    }
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    urls.retain(|url| url.starts_with(&only));
    urls
}

/// Connects, and fills a database that is empty.
pub async fn build(url: &str, customers: u64) -> (Store, Realm) {
    let store = Store::connect(url).await.unwrap();
    store.migrate().await.unwrap();
    if let Some(realm) = store.realm_by_slug("metered-1").await.unwrap() {
        assert!(
            fill::is_done(url).await,
            "the database was not filled to its end: remove it"
        );
        return (store, realm);
    }
    let begun = Instant::now();
    let realm = reseller(&store, 1, customers).await;
    reseller(&store, 2, OTHERS).await;
    fill::fill(url, customers + OTHERS).await;
    println!("\nfilled in {:.0} s", begun.elapsed().as_secs_f64());
    (store, realm)
}

async fn reseller(store: &Store, number: u64, customers: u64) -> Realm {
    let draft = ResellerDraft {
        organisation: format!("Metered {number}"),
        name: "Sanne de Vries".into(),
        email: format!("sanne@metered-{number}.example"),
        password: "correct horse battery".into(),
    };
    let new = draft.parse().unwrap();
    let (realm, _) = store
        .create_reseller(new, String::new(), None)
        .await
        .unwrap();
    let mut import = store.begin_import(&permit(&realm)).await.unwrap();
    for first in (0..customers).step_by(usize::try_from(CHUNK).unwrap()) {
        let last = customers.min(first + CHUNK);
        let some = (first..last).map(|n| customer(n, customers)).collect();
        import.add(some).await.unwrap();
    }
    import.commit().await.unwrap();
    realm
}

/// The nth customer of so many: the same on every database and every run.
fn customer(n: u64, customers: u64) -> ImportedCustomer {
    let seconds = (customers - n) * DAYS * 24 * 60 * 60 / customers;
    ImportedCustomer {
        customer: NewCustomer {
            name: Name::parse(&format!("Customer number {n}")).unwrap(),
            email: Email::parse(&format!("info@customer-{n}.example")).unwrap(),
            phone: None,
        },
        status: Status::from_active(!mix(n).is_multiple_of(12)),
        team_type: TeamType::Default,
        company_name: None,
        tags: Tags::default(),
        registered_at: Some(NOW.plus_seconds(-seconds.cast_signed())),
    }
}

/// A number that looks like chance (Steele, Lea and Flood's `SplitMix64`).
pub fn mix(n: u64) -> u64 {
    let mut mixed = n
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
