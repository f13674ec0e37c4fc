//! The databases that are measured, built once.

use crate::permit;
use domain::customer::{Customers, ImportedCustomer, NewCustomer, Status, TeamType};
use domain::email::Email;
use domain::name::Name;
use domain::phone::Phone;
use domain::reseller::{Realm, ResellerDraft};
use domain::sign_in::SignIns;
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, Database};
use std::time::Instant;
use store::Store;

const RESELLERS: u64 = 20;
/// Customers of each of the other resellers.
const OTHERS: u64 = 2_000;
/// Customers of one call.
const CHUNK: u64 = 5_000;

/// Where the databases are.
pub async fn urls(customers: u64) -> Vec<String> {
    let folder = std::env::var("CARGO_TARGET_DIR")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../target").to_owned());
    let folder = std::path::Path::new(&folder).join("bench");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("customers-{customers}.db"));
    let mut urls = vec![format!("sqlite:{}", file.display())];
    if let Ok(server) = std::env::var("BENCH_POSTGRES_URL") {
        let name = format!("entrepot_bench_{customers}");
        let admin = Database::connect(&server).await.unwrap();
        // It is there already, unless this is the first run.
        let _ = admin
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await;
        let (server, _) = server.rsplit_once('/').unwrap();
        urls.push(format!("{server}/{name}"));
    }
    match std::env::var("BENCH_ONLY") {
        Ok(scheme) => urls
            .into_iter()
            .filter(|url| url.starts_with(&scheme))
            .collect(),
        Err(_) => urls,
    }
}

/// Connects, and fills a database that is empty.
pub async fn build(url: &str, customers: u64) -> (Store, Realm) {
    let store = Store::connect(url).await.unwrap();
    store.migrate().await.unwrap();
    if let Some(realm) = store.realm_by_slug("bench-1").await.unwrap() {
        return (store, realm);
    }
    for n in 2..=RESELLERS {
        fill(&store, n, OTHERS).await;
    }
    let begun = Instant::now();
    let realm = fill(&store, 1, customers).await;
    println!(
        "\n{customers} customers imported in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    if url.starts_with("postgres") {
        let db = Database::connect(url).await.unwrap();
        db.execute_unprepared("VACUUM ANALYZE").await.unwrap();
    }
    (store, realm)
}

async fn fill(store: &Store, number: u64, customers: u64) -> Realm {
    let draft = ResellerDraft {
        organisation: format!("Bench {number}"),
        name: "Sanne de Vries".into(),
        email: format!("sanne@bench-{number}.example"),
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
        import
            .add((first..last).map(customer).collect())
            .await
            .unwrap();
    }
    let begun = Instant::now();
    import.commit().await.unwrap();
    if customers > OTHERS {
        println!(
            "\nof which the commit took {:.1} s",
            begun.elapsed().as_secs_f64()
        );
    }
    realm
}

const FIRST: [&str; 20] = [
    "Übung",
    "Acme",
    "Zorg",
    "Boulder",
    "Stem",
    "Polder",
    "Nordic",
    "Étoile",
    "Iberia",
    "Krönung",
    "Delta",
    "Luna",
    "Orion",
    "Vega",
    "Sierra",
    "Quinta",
    "Mistral",
    "Tramontane",
    "Hafen",
    "Alba",
];
const SECOND: [&str; 19] = [
    "Harbour",
    "Media",
    "Clinic",
    "Legal",
    "Press",
    "Radio",
    "Studio",
    "College",
    "Bank",
    "Works",
    "Foods",
    "Energy",
    "Transport",
    "Systems",
    "Care",
    "Telecom",
    "Garden",
    "Glass",
    "Paper",
];
const THIRD: [&str; 7] = ["Group", "GmbH", "B.V.", "Ltd", "S.A.", "AB", "株式会社"];

/// The nth customer: the same on every database and every run.
fn customer(n: u64) -> ImportedCustomer {
    let mixed = mix(n);
    let pick = |words: &[&'static str], bits: u32| words[word(mixed >> bits, words.len())];
    let rare = match mixed % 1_000_000 {
        ..50 => " Quetzal",
        50..1_050 => " Xylofoon",
        1_050..4_050 => " Marimba",
        4_050..14_050 => " Celesta",
        _ => "",
    };
    let name = format!(
        "{} {}{rare} {} {}",
        pick(&FIRST, 0),
        pick(&SECOND, 8),
        mixed % 9973,
        pick(&THIRD, 16)
    );
    let team_type = TeamType::ALL[usize::from(mixed % 10 > 6) + usize::from(mixed % 200 == 199)];
    let tags = ["", "VIP", "legal;VIP"][word(mixed >> 24, 3)];
    let special = match mixed % 10_000 {
        0 => ";pilot",
        1..101 => ";partner",
        _ => "",
    };
    let dialled = format!("+31{:09}", 200_000_000 + mixed % 90_000_000);
    ImportedCustomer {
        customer: NewCustomer {
            name: Name::parse(&name).unwrap(),
            email: Email::parse(&format!("c{n}@{}.example", pick(&SECOND, 32))).unwrap(),
            phone: (!mixed.is_multiple_of(5)).then(|| Phone::stored(dialled.clone(), dialled)),
        },
        status: Status::from_active(!mixed.is_multiple_of(12)),
        team_type,
        company_name: (team_type == TeamType::Enterprise).then(|| Name::parse(&name).unwrap()),
        tags: Tags::parse(&format!("{tags}{special}")).unwrap(),
        registered_at: Some(Timestamp::from_micros(
            1_600_000_000_000_000 + (mixed % 200_000_000).cast_signed() * 1_000_000,
        )),
    }
}

/// A place in a list of words.
fn word(mixed: u64, words: usize) -> usize {
    usize::try_from(mixed % words as u64).unwrap()
}

/// A number that looks like chance (Steele, Lea and Flood's `SplitMix64`).
fn mix(n: u64) -> u64 {
    let mut mixed = n
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
