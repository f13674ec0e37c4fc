//! A server with a reseller, customers, and their programs.

use crate::connection::Connection;
use domain::access::{CreateCustomers, ManageTokens, Permit, Session};
use domain::api_token::{ApiTokens, Expiry, Holder, NewToken, TokenKind, TokenScope};
use domain::customer::{CustomerDraft, Customers};
use domain::id::UserId;
use domain::name::Name;
use domain::reseller::{Realm, ResellerDraft};
use domain::sign_in::{Device, SignIns};
use server::api::programs::note_uses;
use server::clock::Clock;
use server::config::Config;
use server::http::connections::serve;
use server::router::router;
use server::secret::Secret;
use server::site::Site;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use store::testing::Whose;
use tokio::net::TcpListener;

/// How many programs there are, each of a customer of its own.
pub const PROGRAMS: usize = 32;
const CONNECTIONS: u32 = 1_024;
/// Requests a second that a program may send: more than it can.
const RATE: u32 = 1_000_000;

/// A server, and who comes to it.
pub struct House {
    pub site: Arc<Site>,
    pub address: SocketAddr,
    pub programs: Vec<Program>,
    realm: Realm,
    person: UserId,
}

/// A program of a customer.
pub struct Program {
    pub whose: Whose,
    token: String,
    address: SocketAddr,
}

impl House {
    /// Serves from an empty database, with all that is done besides.
    pub async fn open(url: &str) -> Self {
        let store = Store::connect(url).await.unwrap();
        store.migrate().await.unwrap();
        let draft = ResellerDraft {
            organisation: "Bench".into(),
            name: "Bench".into(),
            email: "bench@bench.example".into(),
            password: "not a password that is used".into(),
        };
        let new = draft.parse().unwrap();
        let made = store.create_reseller(new, String::new(), None).await;
        let (realm, person) = made.unwrap();
        let site = Site::new(config(), store, Clock::of_the_machine()).unwrap();
        let listener = TcpListener::bind(site.config.listen).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = router(Arc::clone(&site));
        tokio::spawn(serve(listener, router, CONNECTIONS, site.stop.clone()));
        tokio::spawn(server::live::tell(Arc::clone(&site)));
        tokio::spawn(note_uses(Arc::clone(&site)));
        let store = site.store.clone();
        tokio::spawn(async move { store.carry_news().await });
        let mut house = Self {
            site,
            address,
            programs: Vec::with_capacity(PROGRAMS),
            realm,
            person,
        };
        for number in 0..PROGRAMS {
            let program = house.program(number).await;
            house.programs.push(program);
        }
        house
    }

    /// A new customer's program, with a token for everything.
    async fn program(&self, number: usize) -> Program {
        let operator = Session::of_operator(self.realm.reseller);
        let permit = Permit::<CreateCustomers>::ask(&operator).unwrap();
        let draft = CustomerDraft {
            name: format!("Customer number {number}"),
            email: format!("info@customer-{number}.example"),
            ..CustomerDraft::default()
        };
        let store = &self.site.store;
        let made = store.create_customer(&permit, draft.parse().unwrap(), None);
        let customer = made.await.unwrap().id;
        let permit = Permit::<ManageTokens>::ask(&operator).unwrap();
        let issued = self.site.secrets.issue_token(TokenKind::Customer).unwrap();
        let new = NewToken {
            name: Name::parse("Engine").unwrap(),
            scopes: TokenScope::of(TokenKind::Customer)
                .iter()
                .copied()
                .collect(),
            expiry: Expiry::Never,
        };
        let (of, now) = (Holder::Customer(customer), self.site.clock.now());
        let made = store.create_token(&permit, of, new, issued.secret, now);
        Program {
            whose: (self.realm.reseller, customer, made.await.unwrap().id),
            token: issued.token,
            address: self.address,
        }
    }

    /// The cookie of a browser in which the reseller's person is signed in.
    pub async fn cookie(&self) -> String {
        let secret = Secret::random().unwrap();
        let (hash, now) = (secret.hash(), self.site.clock.now());
        let sign_ins = &self.site.sign_ins;
        let opened =
            sign_ins.open_session(&self.realm, self.person, hash, Device::default(), true, now);
        assert!(opened.await.unwrap());
        format!("session={secret}")
    }
}

impl Program {
    /// A connection of its own.
    pub async fn connect(&self) -> Connection {
        Connection::to(self.address).await
    }

    /// A request as it is sent: of a media type, with further headers, each with its line's end.
    pub fn post(&self, path: &str, kind: &str, headers: &str, body: &str) -> Vec<u8> {
        let (address, token, length) = (self.address, &self.token, body.len());
        format!(
            "POST /api/v1{path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-type: {kind}\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
        )
        .into_bytes()
    }
}

fn config() -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: "http://127.0.0.1".parse().unwrap(),
        site_root: Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site"),
        trusted_proxies: Vec::new(),
        max_connections: CONNECTIONS,
        request_timeout: 30,
        api_rate: RATE,
        upload_limit: 1,
        smtp_url: None,
        mail_from: None,
    }
}
