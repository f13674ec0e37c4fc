//! A server of its own for each test, and a browser without scripts.

use axum::Router;
use axum::body::{Body, to_bytes};
use domain::access::{CreateCustomers, ManageUsers, Permit, Session};
use domain::customer::{CustomerDraft, Customers};
use domain::email::Email;
use domain::id::{CustomerId, UserId};
use domain::mail::{MailKind, NewMail};
use domain::name::Name;
use domain::reseller::{Realm, ResellerDraft};
use domain::timestamp::Timestamp;
use domain::user::{Invitation, NewUser, People, Users};
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, LOCATION, REFERER, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use server::clock::Clock;
use server::config::Config;
use server::http::observe::Peer;
use server::router::router;
use server::site::Site;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::Store;
use store::testing::create_database;
use tempfile::TempDir;
use tower::ServiceExt;

pub const PASSWORD: &str = "wooden ferry at dawn";
pub const EMAIL: &str = "sanne@polder-speech.example";
pub const HOSTNAME: &str = "127.0.0.1:3000";

/// A server on an empty database, whose clock the test moves.
pub struct House {
    pub site: Arc<Site>,
    /// The URL of its database.
    pub database: String,
    _folder: TempDir,
    router: Router,
    clock: Arc<AtomicI64>,
}

impl House {
    /// Nobody lives here yet.
    pub async fn empty() -> Self {
        Self::at("http://127.0.0.1:3000", None).await
    }

    /// One reseller with one user.
    pub async fn new() -> Self {
        let house = Self::empty().await;
        house.add_reseller("Polder Speech", EMAIL).await;
        house
    }

    /// One reseller with one user, in a database of its own on the throw-away PostgreSQL server.
    pub async fn on_postgres() -> Self {
        let name = format!("house_{}", uuid::Uuid::now_v7().simple());
        let url = create_database(&postgres(), &name).await.unwrap();
        let house = Self::at("http://127.0.0.1:3000", Some(url)).await;
        house.add_reseller("Polder Speech", EMAIL).await;
        house
    }

    pub async fn at(public_url: &str, database: Option<String>) -> Self {
        Self::made(|folder| config(public_url, folder), database).await
    }

    /// One reseller with one user, in a house that is run in a way of its own.
    pub async fn configured(configure: impl FnOnce(&TempDir) -> Config) -> Self {
        let house = Self::made(configure, None).await;
        house.add_reseller("Polder Speech", EMAIL).await;
        house
    }

    async fn made(configure: impl FnOnce(&TempDir) -> Config, database: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = database
            .unwrap_or_else(|| format!("sqlite:{}", folder.path().join("entrepot.db").display()));
        let store = Store::connect(&url).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(AtomicI64::new(chrono::Utc::now().timestamp_micros()));
        let hand = Arc::clone(&clock);
        let time = Clock::from_fn(move || Timestamp::from_micros(hand.load(Ordering::Relaxed)));
        let site = Site::new(configure(&folder), store, time).unwrap();
        Self {
            router: router(Arc::clone(&site)),
            site,
            database: url,
            _folder: folder,
            clock,
        }
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }

    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            page: "/".into(),
        }
    }

    /// A browser in which the reseller's user is signed in.
    pub async fn signed_in(&self) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(EMAIL, PASSWORD).await;
        assert_eq!(answer.location(), "/");
        browser
    }

    pub async fn add_reseller(&self, organisation: &str, email: &str) -> Realm {
        let draft = ResellerDraft {
            organisation: organisation.into(),
            name: "Sanne Visser".into(),
            email: email.into(),
            password: PASSWORD.into(),
        };
        let hashed = self.site.passwords.hash(PASSWORD.into()).await.unwrap();
        self.site
            .sign_ins
            .create_reseller(draft.parse().unwrap(), hashed, None)
            .await
            .unwrap()
            .0
    }

    pub async fn add_customer(&self, realm: &Realm, name: &str, email: &str) -> CustomerId {
        let session = Session::of_operator(realm.reseller);
        let permit = Permit::<CreateCustomers>::ask(&session).unwrap();
        let draft = CustomerDraft {
            name: name.into(),
            email: email.into(),
            ..Default::default()
        };
        let new = draft.parse().unwrap();
        self.site
            .store
            .create_customer(&permit, new, None)
            .await
            .unwrap()
            .id
    }

    /// Somebody who is invited, and the address they were sent.
    pub async fn invite(
        &self,
        realm: &Realm,
        of: People,
        name: &str,
        email: &str,
    ) -> (UserId, String) {
        let session = Session::of_operator(realm.reseller);
        let permit = Permit::<ManageUsers>::ask(&session).unwrap();
        let issued = self
            .site
            .secrets
            .issue_link("/invitation", 7 * 24 * 60 * 60)
            .unwrap();
        let new = NewUser {
            name: Name::parse(name).unwrap(),
            email: Email::parse(email).unwrap(),
        };
        let mail = NewMail {
            kind: MailKind::Invitation,
            to: new.email.clone(),
            subject: "Invitation".into(),
            text: issued.url.clone(),
            html: String::new(),
        };
        let link = issued.link;
        let invitation = Invitation { link, mail };
        let user = self
            .site
            .store
            .invite_user(&permit, of, new, invitation)
            .await
            .unwrap();
        let path = issued.url.strip_prefix(&format!("http://{HOSTNAME}"));
        (user.id, path.unwrap().to_owned())
    }

    /// A customer whose own person is signed in.
    pub async fn resellee(&self, realm: &Realm) -> Browser {
        self.add_customer(realm, "Stichting Stemhuis", "info@stemhuis.example")
            .await;
        let hashed = self.site.passwords.hash(PASSWORD.into()).await.unwrap();
        let email = Email::parse("info@stemhuis.example").unwrap();
        let name = Name::parse("Fenna Jansen").unwrap();
        let made =
            self.site
                .sign_ins
                .create_customer_user(realm, &email, name, email.clone(), hashed);
        made.await.unwrap();
        let mut browser = self.browser();
        let path = format!("/login/{}", realm.slug);
        let fields = [("email", email.as_str()), ("password", PASSWORD)];
        assert_eq!(browser.post(&path, &fields).await.location(), "/console");
        browser
    }

    pub async fn realm(&self) -> Realm {
        self.site.sign_ins.realms().await.unwrap().remove(0)
    }
}

/// The URL of the throw-away PostgreSQL server.
#[expect(clippy::expect_used, reason = "it says what to do")]
pub fn postgres() -> String {
    std::env::var("TEST_POSTGRES_URL").expect(
        "TEST_POSTGRES_URL has to be the URL of a throw-away PostgreSQL server: \
         run `cargo xtask test`, which starts one",
    )
}

pub fn config(public_url: &str, folder: &TempDir) -> Config {
    let site_root = folder.path().join("site");
    std::fs::create_dir_all(site_root.join("pkg")).unwrap();
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: public_url.parse().unwrap(),
        site_root,
        trusted_proxies: Vec::new(),
        max_connections: 64,
        request_timeout: 30,
        api_rate: 1_000,
        upload_limit: 1,
        smtp_url: None,
        mail_from: None,
    }
}

/// A browser without scripts: it keeps cookies, and says where a form was posted from.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub page: String,
}

impl Browser {
    /// Follows a link.
    pub async fn get(&mut self, path: &str) -> Answer {
        let answer = self
            .send(self.request(Method::GET, path), Body::empty())
            .await;
        if answer.status == StatusCode::OK {
            path.clone_into(&mut self.page);
        }
        answer
    }

    /// Posts a form of the page it is on.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(REFERER, format!("http://{HOSTNAME}{}", self.page))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(form.finish())).await
    }

    /// Posts a file.
    pub async fn upload(&mut self, path: &str, name: &str, file: &[u8]) -> Answer {
        self.upload_as(path, ("file", name), file).await
    }

    /// The same with the name of the field.
    pub async fn upload_as(
        &mut self,
        path: &str,
        (field, name): (&str, &str),
        file: &[u8],
    ) -> Answer {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.send(request, Body::from(body)).await
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.page = "/login".into();
        self.post("/login", &[("email", email), ("password", password)])
            .await
    }

    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, HOSTNAME)
            .header(ACCEPT, "text/html,*/*")
            .header(COOKIE, cookies.join("; "))
            .extension(Peer([203, 0, 113, 7].into()))
    }

    pub async fn send(&mut self, request: http::request::Builder, body: Body) -> Answer {
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(SET_COOKIE) {
            self.keep(line.to_str().unwrap());
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    fn keep(&mut self, line: &str) {
        let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
        if line.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{self:?}");
        self.headers[LOCATION].to_str().unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}
