//! What signing in gives away, and what a flood of it costs everybody else.
//!
//! `cargo bench -p server --bench sign_in` starts the program itself on an empty SQLite file under
//! `target/bench`, asks it over loopback, and prints tables in Markdown: how long the answer takes
//! for an email that somebody has and for one that nobody has, and how other pages and the memory
//! fare while 100 wrong passwords a second come in for 30 seconds. Every attempt comes from an
//! address of its own, as the program is told by a proxy, and in the flood for an email of its own, so
//! that none is merely told to wait.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

use domain::access::{ManageUsers, Permit, Session};
use domain::email::Email;
use domain::link::NewLink;
use domain::mail::{MailKind, NewMail};
use domain::name::Name;
use domain::reseller::{Realm, ResellerDraft};
use domain::sign_in::{Device, SecretHash, SignIns};
use domain::timestamp::Timestamp;
use domain::user::{Invitation, NewUser, People, Users};
use server::clock::Clock;
use server::config::Config;
use server::secret::Secret;
use server::site::Site;
use std::fmt::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::Store;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{interval, sleep};

const EMAIL: &str = "bench@bench.example";
const PASSWORD: &str = "wooden ferry at dusk";
/// How many people there are, and how often each question is asked.
const PEOPLE: usize = 100;
/// Wrong passwords a second, and for how many seconds.
const FLOOD: (usize, u64) = (100, 30);
/// Between two looks at another page.
const LOOK: Duration = Duration::from_millis(50);

fn main() {
    let only = std::env::args()
        .nth(1)
        .filter(|argument| argument != "--bench");
    let is_wanted = only.is_none_or(|only| "sign-in enumeration flood".contains(only.as_str()));
    if is_wanted {
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        runtime.enable_all().build().unwrap().block_on(run());
    }
}

async fn run() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench/sign_in");
    let _ = std::fs::remove_dir_all(&place);
    std::fs::create_dir_all(&place).unwrap();
    let url = format!("sqlite:{}", place.join("sign_in.db").display());
    let prepared = prepare(&url).await;
    let server = Server::start(&url).await;
    println!("\n### What an answer gives away\n");
    println!("| question | somebody's, p50 ms | nobody's, p50 ms | difference |");
    println!("|---|---:|---:|---:|");
    server.enumerate(&prepared).await;
    println!(
        "\n### {} wrong passwords a second for {} s\n",
        FLOOD.0, FLOOD.1
    );
    println!("| | before | during | ratio |");
    println!("|---|---:|---:|---:|");
    server.flood(&prepared).await;
}

/// What is in the database.
struct Prepared {
    cookie: String,
    /// Tokens of invitations that have been used.
    used: Vec<Secret>,
}

async fn prepare(url: &str) -> Prepared {
    let store = Store::connect(url).await.unwrap();
    store.migrate().await.unwrap();
    let draft = ResellerDraft {
        organisation: "Bench".into(),
        name: "Bench".into(),
        email: EMAIL.into(),
        password: PASSWORD.into(),
    };
    let hashed = hash(&store).await;
    let new = draft.parse().unwrap();
    let (realm, person) = store
        .create_reseller(new, hashed.clone(), None)
        .await
        .unwrap();
    let mut used = Vec::new();
    for number in 0..PEOPLE {
        used.push(register(&store, &realm, number, &hashed).await);
    }
    let secret = Secret::random().unwrap();
    let device = Device::default();
    let opened = store.open_session(&realm, person, secret.hash(), device, true, now());
    assert!(opened.await.unwrap());
    store.close().await.unwrap();
    Prepared {
        cookie: format!("session={secret}"),
        used,
    }
}

/// The password as the program keeps it.
async fn hash(store: &Store) -> String {
    let config = Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: "http://127.0.0.1".parse().unwrap(),
        site_root: PathBuf::new(),
        trusted_proxies: Vec::new(),
        max_connections: 1,
        request_timeout: 30,
        api_rate: 1_000,
        upload_limit: 1,
        smtp_url: None,
        mail_from: None,
    };
    let site = Site::new(config, store.clone(), Clock::of_the_machine()).unwrap();
    site.passwords.hash(PASSWORD.into()).await.unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_micros(chrono::Utc::now().timestamp_micros())
}

/// Somebody who has been invited and has registered.
async fn register(store: &Store, realm: &Realm, number: usize, hashed: &str) -> Secret {
    let permit = Permit::<ManageUsers>::ask(&Session::of_operator(realm.reseller)).unwrap();
    let (name, email) = (Name::parse("Somebody").unwrap(), somebody(number));
    let email = Email::parse(&email).unwrap();
    let secret = Secret::random().unwrap();
    let token: SecretHash = secret.hash();
    let invitation = Invitation {
        link: NewLink {
            token,
            expires_at: now().plus_seconds(24 * 60 * 60),
        },
        mail: NewMail {
            kind: MailKind::Invitation,
            to: email.clone(),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        },
    };
    let new = NewUser {
        name: name.clone(),
        email,
    };
    store
        .invite_user(&permit, People::Team, new, invitation)
        .await
        .unwrap();
    let origin = domain::access::Origin::default();
    store
        .register(token, name, hashed.to_owned(), origin, now())
        .await
        .unwrap();
    secret
}

fn somebody(number: usize) -> String {
    format!("somebody-{number}@bench.example")
}

fn nobody(number: usize) -> String {
    format!("nobody-{number}@bench.example")
}

/// The program, in a process of its own, so that its memory is its own.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    async fn start(url: &str) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
        let process = Command::new(env!("CARGO_BIN_EXE_entrepot"))
            .args(["serve", "--database-url", url])
            .args(["--listen", &address.to_string()])
            .args(["--trusted-proxies", "127.0.0.1"])
            .arg("--site-root")
            .arg(site)
            .env("ENTREPOT_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { process, address };
        while TcpStream::connect(address).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
        server
    }

    /// The resident memory, in MB.
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kib.unwrap_or(f64::NAN) / 1024.0
    }

    async fn enumerate(&self, prepared: &Prepared) {
        let unknown: Vec<Secret> = (0..PEOPLE).map(|_| Secret::random().unwrap()).collect();
        let sign_in = |email: String| ("/login".to_owned(), form(&email));
        let forgot = |email: String| ("/forgot".to_owned(), form(&email));
        let used = |secret: &Secret| (format!("/invitation/{secret}"), form("x"));
        let questions: [(&str, Vec<_>, Vec<_>); 3] = [
            (
                "sign-in with a wrong password",
                (0..PEOPLE).map(|it| sign_in(somebody(it))).collect(),
                (0..PEOPLE).map(|it| sign_in(nobody(it))).collect(),
            ),
            (
                "a forgotten password",
                (0..PEOPLE).map(|it| forgot(somebody(it))).collect(),
                (0..PEOPLE).map(|it| forgot(nobody(it))).collect(),
            ),
            (
                "an invitation that was used, or never was",
                prepared.used.iter().map(used).collect(),
                unknown.iter().map(used).collect(),
            ),
        ];
        for (question, known, unknown) in questions {
            let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
            // In turns, so that both have the same weather.
            for (at, (known, unknown)) in known.iter().zip(&unknown).enumerate() {
                let of = |number| Ipv4Addr::from_bits(0x0a00_0000 + number);
                let at = u32::try_from(at).unwrap() * 2;
                of_known.push(self.post(&known.0, &known.1, of(at)).await);
                of_unknown.push(self.post(&unknown.0, &unknown.1, of(at + 1)).await);
            }
            assert_eq!(of_known[0].status, of_unknown[0].status, "{question}");
            let (known, unknown) = (percentile(&of_known, 50), percentile(&of_unknown, 50));
            let difference = (known - unknown).abs();
            println!("| {question} | {known:.1} | {unknown:.1} | {difference:.1} |");
        }
    }

    async fn flood(&self, prepared: &Prepared) {
        let look = |seconds| self.look(&prepared.cookie, Duration::from_secs(seconds));
        // Once around, so that what is made only once is made.
        look(2).await;
        let (memory, before) = (self.memory(), look(10).await);
        let (rate, seconds) = FLOOD;
        let attempts = async {
            let mut beat = interval(Duration::from_secs(1) / u32::try_from(rate).unwrap());
            let mut running = Vec::new();
            for number in 0..u32::try_from(rate).unwrap() * u32::try_from(seconds).unwrap() {
                beat.tick().await;
                // Somebody else each time, so that every password is hashed.
                let email = nobody(PEOPLE + usize::try_from(number).unwrap());
                let (address, from) = (self.address, Ipv4Addr::from_bits(0x0b00_0000 + number));
                running.push(tokio::spawn(async move {
                    post(address, "/login", &form(&email), from).await.status
                }));
            }
            for attempt in running {
                assert_eq!(attempt.await.unwrap(), 303);
            }
        };
        let ((), during) = tokio::join!(attempts, look(seconds));
        let after = self.memory();
        for percent in [50, 99] {
            let (before, during) = (percentile(&before, percent), percentile(&during, percent));
            let ratio = during / before;
            println!(
                "| the list of customers, p{percent} ms | {before:.1} | {during:.1} | {ratio:.1} |"
            );
        }
        println!(
            "| memory, MB | {memory:.0} | {after:.0} | +{:.0} |",
            after - memory
        );
    }

    /// Looks at the list of customers, again and again.
    async fn look(&self, cookie: &str, time: Duration) -> Vec<Answer> {
        let request = format!(
            "GET /customers HTTP/1.1\r\nhost: {}\r\naccept: text/html\r\ncookie: {cookie}\r\n\
             connection: close\r\n\r\n",
            self.address
        );
        let (until, mut answers) = (Instant::now() + time, Vec::new());
        while Instant::now() < until {
            let answer = exchange(self.address, &request).await;
            assert_eq!(answer.status, 200);
            answers.push(answer);
            sleep(LOOK).await;
        }
        answers
    }

    async fn post(&self, path: &str, body: &str, from: Ipv4Addr) -> Answer {
        post(self.address, path, body, from).await
    }
}

fn form(email: &str) -> String {
    format!("email={email}&password=not+the+password")
}

async fn post(address: SocketAddr, path: &str, body: &str, from: Ipv4Addr) -> Answer {
    let mut request = String::new();
    let length = body.len();
    write!(
        request,
        "POST {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\n\
         sec-fetch-site: same-origin\r\nx-forwarded-for: {from}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n{body}"
    )
    .unwrap();
    exchange(address, &request).await
}

/// What came back, and after how long.
struct Answer {
    status: u16,
    time: Duration,
}

async fn exchange(address: SocketAddr, request: &str) -> Answer {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let head = String::from_utf8_lossy(&answer[..answer.len().min(16)]).into_owned();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Answer {
        status: status.unwrap_or_default(),
        time: begun.elapsed(),
    }
}

/// A percentile of the times, in milliseconds.
fn percentile(answers: &[Answer], percent: usize) -> f64 {
    let mut times: Vec<Duration> = answers.iter().map(|answer| answer.time).collect();
    times.sort_unstable();
    times[(times.len() - 1) * percent / 100].as_secs_f64() * 1_000.0
}
