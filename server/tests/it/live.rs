//! What open pages are told.

use crate::api::Program;
use crate::support::{Browser, House};
use axum::body::{Body, BodyDataStream};
use futures::StreamExt;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

/// Longer than anything here takes, and shorter than anybody waits.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream of events.
struct Events {
    body: BodyDataStream,
    text: String,
}

impl Events {
    async fn of(house: &House, browser: &Browser, path: &str) -> Self {
        let request = browser.request(Method::GET, path);
        let request = request.header(ACCEPT, "text/event-stream");
        let request = request.body(Body::empty()).unwrap();
        let response = house.router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/event-stream");
        let mut events = Self {
            body: response.into_body().into_data_stream(),
            text: String::new(),
        };
        assert_eq!(
            events.next().await,
            Some(("hello".to_owned(), "now".to_owned()))
        );
        events
    }

    /// The next event: its name and what it says. None is the end.
    async fn next(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let line = |name: &str| {
                    let mut lines = event.lines();
                    let value = lines.find_map(|line| line.strip_prefix(name));
                    value.unwrap_or_default().trim().to_owned()
                };
                let event = (line("event:"), line("data:"));
                let rest = rest.to_owned();
                self.text = rest;
                if !event.0.is_empty() {
                    return Some(event);
                }
                continue;
            }
            let more = tokio::time::timeout(PATIENCE, self.body.next())
                .await
                .unwrap();
            self.text += std::str::from_utf8(&more?.unwrap()).unwrap();
        }
    }

    async fn session(&mut self) -> Value {
        loop {
            let (name, data) = self.next().await.unwrap();
            if name == "transcription" {
                return serde_json::from_str(&data).unwrap();
            }
        }
    }
}

async fn house() -> House {
    let house = House::new().await;
    tokio::spawn(server::live::tell(Arc::clone(&house.site)));
    house
}

#[tokio::test]
async fn a_session_is_told_to_those_who_may_see_it() {
    let house = house().await;
    let (realm, program) = (house.realm().await, Program::of_customer(&house).await);
    let reseller = house.signed_in().await;
    let customer = program.customer.unwrap();
    let path = format!("/live/transcriptions?customer={customer}");
    let mut of_one = Events::of(&house, &reseller, &path).await;
    let mut of_all = Events::of(&house, &reseller, "/live/transcriptions").await;
    // Another customer's own person hears nothing of it.
    let fenna = house.resellee(&realm).await;
    let mut own = Events::of(&house, &fenna, "/live/transcriptions").await;
    let mut elsewhere = fenna.clone();
    let answer = elsewhere.get(&path).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);

    let begun = program.begin("realtime").await;
    for events in [&mut of_one, &mut of_all] {
        let told = events.session().await;
        assert!(begun.ends_with(told["id"].as_str().unwrap()));
        assert_eq!(told["status"], "queued");
        assert_eq!(told["customer_name"], "Alpen");
    }
    let progress = json!({"sequence": 1, "media_ms": 4_000});
    program.post(&format!("{begun}/progress"), &progress).await;
    let told = of_one.session().await;
    assert_eq!(
        (&told["status"], &told["media_ms"]),
        (&json!("processing"), &json!(4_000))
    );

    // What this one hears is their own: from a program of their own, without what is the reseller's.
    let of =
        domain::api_token::Holder::Customer(customer_of(&house, "info@stemhuis.example").await);
    let scopes = domain::api_token::TokenScope::of(of.kind());
    let expiry = domain::api_token::Expiry::Never;
    let theirs = Program::with(&house, of, scopes, expiry).await;
    let begun = theirs.begin("batch").await;
    let told = own.session().await;
    assert!(begun.ends_with(told["id"].as_str().unwrap()));
    assert_eq!(told["customer_name"], Value::Null);
}

async fn customer_of(house: &House, email: &str) -> domain::id::CustomerId {
    use domain::access::{ExportCustomers, Permit, Session};
    use domain::customer::{CustomerFilter, CustomerSelection, CustomerSort, Customers};
    use domain::listing::Direction;
    let operator = Session::of_operator(house.realm().await.reseller);
    let permit = Permit::<ExportCustomers>::ask(&operator).unwrap();
    let all = CustomerSelection::Matching {
        filter: CustomerFilter::default(),
        expected: 0,
    };
    let order = (CustomerSort::Name, Direction::Ascending);
    let store = &house.site.store;
    let (found, _) = store
        .export_customers(&permit, &all, order, None, 100)
        .await
        .unwrap();
    let mut found = found.into_iter();
    found.find(|it| it.email.as_str() == email).unwrap().id
}

#[tokio::test]
async fn a_stream_ends_soon_after_the_sign_in() {
    let house = house().await;
    let mut reseller = house.signed_in().await;
    let mut events = Events::of(&house, &reseller, "/live/transcriptions").await;
    let begun = std::time::Instant::now();
    reseller.post("/logout", &[]).await;
    while events.next().await.is_some() {}
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    let path = "/live/transcriptions";
    let request = reseller
        .request(Method::GET, path)
        .header(ACCEPT, "text/event-stream");
    let answer = reseller.send(request, Body::empty()).await;
    assert_ne!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_stream_is_no_sign_of_life() {
    let house = house().await;
    let realm = house.realm().await;
    house.add_customer(&realm, "Alpen", "a@x.example").await;
    let reseller = house.signed_in().await;
    let mut events = Events::of(&house, &reseller, "/live/transcriptions").await;
    // Nobody has touched the page for half an hour.
    house.pass(31 * 60);
    while events.next().await.is_some() {}
}

#[tokio::test]
async fn usage_is_taken_out_as_a_file() {
    let house = house().await;
    let program = Program::of_customer(&house).await;
    let begun = program.begin("batch").await;
    let done = json!({"sequence": 1, "media_ms": 60_000});
    program.post(&format!("{begun}/complete"), &done).await;
    let mut reseller = house.signed_in().await;
    let customer = program.customer.unwrap();
    let path = format!("/usage/export?customer={customer}&range=7d&split=token");
    let file = reseller.get(&path).await;
    assert!(
        file.header("content-disposition")
            .contains("attachment; filename=\"usage-")
    );
    assert!(
        file.body.contains(",Engine,1,0,0,0,60000,60000"),
        "{}",
        file.body
    );
    assert_eq!(
        reseller.get("/usage/export").await.status,
        StatusCode::NOT_FOUND
    );
    let all = reseller.get("/dashboard/export?range=7d").await;
    let batch = all.body.lines().filter(|line| line.contains(",batch,"));
    assert_eq!(batch.count(), 7, "{}", all.body);
    assert!(all.body.contains(",1,0,0,0,60000,60000"), "{}", all.body);
    let mut fenna = house.resellee(&house.realm().await).await;
    assert_eq!(fenna.get(&path).await.status, StatusCode::NOT_FOUND);
    let own = fenna.get("/usage/export?range=7d").await;
    assert_eq!((own.status, own.body.lines().count()), (StatusCode::OK, 8));
}

#[tokio::test]
async fn a_token_is_shown_once_without_a_program_too() {
    let house = house().await;
    let mut reseller = house.signed_in().await;
    reseller.get("/settings/tokens?dialog=create-token").await;
    let fields = [
        ("name", "Automation"),
        ("scopes[]", "customers:read"),
        ("scopes[]", "usage:read"),
        ("expiry", "90"),
        ("next", "/settings/tokens"),
    ];
    let answer = reseller.post("/api/create_token", &fields).await;
    assert_eq!(answer.location(), "/settings/tokens");
    let page = reseller.get("/settings/tokens").await;
    let token = page.body.split("ent_r").nth(1).unwrap();
    let token = format!("ent_r{}", token.chars().take(36).collect::<String>());
    assert!(server::api_token::check(&token).is_some(), "{token}");
    let again = reseller.get("/settings/tokens").await;
    assert!(again.body.contains("Automation") && !again.body.contains(&token));
}

#[tokio::test]
async fn the_documentation_is_for_everybody() {
    let house = house().await;
    let mut anybody = house.browser();
    let page = anybody.get("/api").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("create_session"));
    assert!(
        page.header("content-security-policy")
            .contains("default-src 'none'")
    );
    let found = anybody.get("/api?q=bulk").await;
    assert!(found.body.contains("report_usage") && !found.body.contains("id=\"get_account\""));
    let description = anybody.get("/api/openapi.json").await;
    assert_eq!(description.header("content-type"), "application/json");
    assert!(description.body.contains("\"openapi\": \"3.1.0\""));
}
