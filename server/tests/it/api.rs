//! The HTTP API, as programs meet it.

mod bulk;
mod examples;
mod ledger;
mod limits;
mod metering;
mod once;
mod operations;
mod reseller;

use crate::support::{Answer, House};
use axum::body::{Body, to_bytes};
use domain::access::{ManageTokens, Permit, Session};
use domain::api_token::{
    ApiToken, ApiTokens, Expiry, Holder, NewToken, TokenKind, TokenScope, TokenScopes,
};
use domain::id::CustomerId;
use domain::name::Name;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use server::http::observe::Peer;
use tower::ServiceExt;

/// A program with a token.
#[derive(Clone)]
pub struct Program {
    router: axum::Router,
    pub secret: String,
    pub token: ApiToken,
    pub customer: Option<CustomerId>,
}

impl Program {
    /// A program of a new customer, with a token for everything.
    pub async fn of_customer(house: &House) -> Self {
        let realm = house.realm().await;
        let customer = house.add_customer(&realm, "Alpen", "info@alpen.example");
        let of = Holder::Customer(customer.await);
        Self::with(
            house,
            of,
            TokenScope::of(TokenKind::Customer),
            Expiry::Never,
        )
        .await
    }

    /// A program of the reseller, with a token for everything.
    pub async fn of_reseller(house: &House) -> Self {
        let scopes = TokenScope::of(TokenKind::Reseller);
        Self::with(house, Holder::Reseller, scopes, Expiry::Never).await
    }

    pub async fn with(house: &House, of: Holder, scopes: &[TokenScope], expiry: Expiry) -> Self {
        let operator = Session::of_operator(house.realm().await.reseller);
        let permit = Permit::<ManageTokens>::ask(&operator).unwrap();
        let issued = house.site.secrets.issue_token(of.kind()).unwrap();
        let new = NewToken {
            name: Name::parse("Engine").unwrap(),
            scopes: scopes.iter().copied().collect::<TokenScopes>(),
            expiry,
        };
        let now = house.site.clock.now();
        let store = &house.site.store;
        let made = store.create_token(&permit, of, new, issued.secret, now);
        Self {
            router: house.router(),
            secret: issued.token,
            token: made.await.unwrap(),
            customer: of.customer(),
        }
    }

    /// The same program with another token.
    pub fn saying(&self, secret: &str) -> Self {
        Self {
            secret: secret.to_owned(),
            ..self.clone()
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path), Body::empty())
            .await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, path);
        let request = request.header(CONTENT_TYPE, "application/json");
        self.send(request, Body::from(body.to_string())).await
    }

    /// A request that has its effect once.
    pub async fn post_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        let request = self.request(Method::POST, path);
        let request = request.header(CONTENT_TYPE, "application/json");
        let request = request.header("idempotency-key", key);
        self.send(request, Body::from(body.to_string())).await
    }

    pub fn request(&self, method: Method, path: &str) -> http::request::Builder {
        Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(AUTHORIZATION, format!("Bearer {}", self.secret))
            .extension(Peer([203, 0, 113, 9].into()))
    }

    pub async fn send(&self, request: http::request::Builder, body: Body) -> Answer {
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// Begins a session, and answers its address.
    pub async fn begin(&self, mode: &str) -> String {
        let new = json!({"mode": mode, "language": "nl", "source_name": "board.wav"});
        let answer = self.post("/sessions", &new).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        let address = answer.header("location").to_owned();
        let id = answer.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(address, format!("/api/v1/sessions/{id}"));
        format!("/sessions/{id}")
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The code of a problem document, which it has to be.
    pub fn code(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert_eq!(problem["request_id"], self.header("x-request-id"));
        problem["code"].as_str().unwrap().to_owned()
    }

    /// What is wrong where.
    pub fn errors(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let errors = self.json()["errors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let errors = errors.iter();
        errors
            .map(|error| (text(&error["pointer"]), text(&error["code"])))
            .collect()
    }
}
