//! How many customers pages a second come out of a server on loopback, and how long each takes.
//!
//! `cargo bench -p server` fills the databases once: a SQLite file under `target/bench` and, if there
//! is one, the PostgreSQL database that `BENCH_POSTGRES_URL` names. It asks over 8 connections, and
//! prints tables in Markdown. `BENCH_CUSTOMERS` sets another number of customers,
//! `BENCH_ONLY=sqlite` or `postgres` leaves the other one out.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

use domain::access::{ImportCustomers, Permit, Session, ViewCustomers};
use domain::customer::{
    CustomerListing, CustomerRecord, CustomerSort, Customers, ImportedCustomer,
};
use domain::email::Email;
use domain::listing::Sort;
use domain::phone::Country;
use domain::reseller::{Realm, ResellerDraft};
use domain::sign_in::{Device, SignIns};
use server::clock::Clock;
use server::config::Config;
use server::http::connections::serve;
use server::router::router;
use server::secret::Secret;
use server::site::Site;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::Store;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const EMAIL: &str = "bench@bench.example";
const CONNECTIONS: usize = 8;
const TIME: Duration = Duration::from_secs(2);
const CHUNK: usize = 5_000;

fn main() {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime
        .enable_all()
        .thread_stack_size(16 * 1024 * 1024)
        .build()
        .unwrap();
    runtime.block_on(run());
}

async fn run() {
    let customers = std::env::var("BENCH_CUSTOMERS").map_or(1_000_000, |n| n.parse().unwrap());
    let only = std::env::args()
        .nth(1)
        .filter(|argument| argument != "--bench");
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    for url in urls(&target, customers) {
        let store = Store::connect(&url).await.unwrap();
        store.migrate().await.unwrap();
        fill(&store, customers).await;
        let pages = pages(&store, customers).await;
        let (address, cookie, site) = start(store, target.join("site")).await;
        let database = url.split(':').next().unwrap();
        println!("\n### Over HTTP, {database}, {customers} customers, {CONNECTIONS} connections\n");
        println!("| page | pages/s | p50 ms | p99 ms |");
        println!("|---|---:|---:|---:|");
        for (name, path) in pages {
            if only.as_ref().is_none_or(|only| name.contains(only)) {
                measure(&name, &path, address, &cookie).await;
            }
        }
        site.stop.cancel();
    }
}

/// The databases that are measured.
fn urls(target: &Path, customers: usize) -> Vec<String> {
    std::fs::create_dir_all(target.join("bench")).unwrap();
    let file = target.join(format!("bench/http-{customers}.db"));
    let mut urls = vec![format!("sqlite:{}", file.display())];
    urls.extend(std::env::var("BENCH_POSTGRES_URL"));
    let only = std::env::var("BENCH_ONLY").unwrap_or_default();
    urls.retain(|url| url.starts_with(&only));
    urls
}

/// The pages that are asked for: name and address.
async fn pages(store: &Store, customers: usize) -> Vec<(String, String)> {
    let middle = (customers / 50).to_string();
    let mut pages = Vec::new();
    for sort in CustomerSort::ALL {
        for direction in ["asc", "desc"] {
            for (word, page) in [("first", "1"), ("middle", &middle), ("last", "4294967295")] {
                let sort = sort.as_str();
                pages.push((
                    format!("{sort} {direction}, {word}"),
                    format!("/customers?sort={sort}&dir={direction}&page={page}"),
                ));
            }
        }
    }
    let realm = store.realms().await.unwrap().remove(0);
    let permit = Permit::<ViewCustomers>::ask(&Session::of_operator(realm.reseller)).unwrap();
    let list = store
        .list_customers(&permit, &CustomerListing::default())
        .await
        .unwrap();
    let exact_id = format!("/customers?q={}", list.rows[0].id);
    let others = [
        ("the page people start on", "/customers"),
        ("100 rows, by name", "/customers?sort=name&size=100"),
        ("inactive only", "/customers?status=inactive"),
        ("search, a fragment", "/customers?q=ber+4711"),
        (
            "search, beginning of an email",
            "/customers?q=info@customer-4711",
        ),
        ("search, exact ID", &exact_id),
    ];
    pages.extend(others.map(|(name, path)| (name.to_owned(), path.to_owned())));
    pages
}

/// Makes the customers, unless an earlier run has.
async fn fill(store: &Store, customers: usize) {
    let realm = match store.realms().await.unwrap().pop() {
        Some(realm) => realm,
        None => reseller(store, "Bench").await.0,
    };
    let permit = Permit::<ImportCustomers>::ask(&Session::of_operator(realm.reseller)).unwrap();
    let last = customer(customers - 1).customer.email;
    if store.existing_emails(&permit, &[last]).await.unwrap() == [true] {
        return;
    }
    let mut import = store.begin_import(&permit).await.unwrap();
    for from in (0..customers).step_by(CHUNK) {
        let to = customers.min(from + CHUNK);
        import
            .add((from..to).map(customer).collect())
            .await
            .unwrap();
    }
    import.commit().await.unwrap();
}

fn customer(number: usize) -> ImportedCustomer {
    let record = CustomerRecord {
        name: format!("Customer number {number}"),
        email: format!("info@customer-{number}.example"),
        status: if number.is_multiple_of(9) {
            "inactive"
        } else {
            "active"
        }
        .into(),
        tags: if number.is_multiple_of(3) {
            "legal;media".into()
        } else {
            String::new()
        },
        ..CustomerRecord::default()
    };
    record.parse(Country::by_code("NL").unwrap()).unwrap()
}

async fn reseller(store: &Store, organisation: &str) -> (Realm, domain::id::UserId) {
    let draft = ResellerDraft {
        organisation: organisation.into(),
        name: "Bench".into(),
        email: EMAIL.into(),
        password: "not a password that is used".into(),
    };
    store
        .create_reseller(draft.parse().unwrap(), String::new(), None)
        .await
        .unwrap()
}

/// Serves on a port of its own. The session is opened for the first reseller's user.
async fn start(store: Store, site_root: PathBuf) -> (SocketAddr, String, Arc<Site>) {
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: "http://127.0.0.1".parse().unwrap(),
        site_root,
        trusted_proxies: Vec::new(),
        max_connections: 64,
        request_timeout: 30,
        api_rate: 1_000,
        upload_limit: 1,
        smtp_url: None,
        mail_from: None,
    };
    let site = Site::new(config, store, Clock::of_the_machine()).unwrap();
    let realm = site.sign_ins.realms().await.unwrap().remove(0);
    let email = Email::parse(EMAIL).unwrap();
    let user = site
        .sign_ins
        .credential(&realm, &email)
        .await
        .unwrap()
        .unwrap()
        .user;
    let secret = Secret::random().unwrap();
    let now = site.clock.now();
    assert!(
        site.sign_ins
            .open_session(&realm, user, secret.hash(), Device::default(), false, now)
            .await
            .unwrap()
    );
    let listener = TcpListener::bind(site.config.listen).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(
        listener,
        router(Arc::clone(&site)),
        64,
        site.stop.clone(),
    ));
    (address, format!("session={secret}"), site)
}

async fn measure(name: &str, path: &str, address: SocketAddr, cookie: &str) {
    let until = Instant::now() + TIME;
    let connections = (0..CONNECTIONS).map(|_| ask(path, address, cookie, until));
    let mut times: Vec<Duration> = futures::future::join_all(connections)
        .await
        .into_iter()
        .flatten()
        .collect();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1_000.0;
    let rate = times.len() as u64 / TIME.as_secs();
    println!("| {name} | {rate} | {:.2} | {:.2} |", at(50), at(99));
}

/// Asks again and again over one connection.
async fn ask(path: &str, address: SocketAddr, cookie: &str, until: Instant) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\n\
         accept-encoding: br\r\ncookie: {cookie}\r\n\r\n"
    );
    let (mut times, mut buffer) = (Vec::new(), Vec::with_capacity(256 * 1024));
    while Instant::now() < until {
        let begun = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        buffer.clear();
        // Pages are sent in chunks, of which the last is empty (RFC 9112, 7.1).
        while !buffer.ends_with(b"\r\n0\r\n\r\n") {
            assert!(
                stream.read_buf(&mut buffer).await.unwrap() > 0,
                "the server hung up"
            );
        }
        assert!(buffer.starts_with(b"HTTP/1.1 200"), "not a page");
        times.push(begun.elapsed());
    }
    times
}
