//! Every operation: who gets to it, and that its description is what is committed.

use super::Program;
use crate::support::House;
use axum::body::Body;
use domain::access::{EditCustomers, Permit, Session};
use domain::api_token::{Expiry, Holder, TokenScope};
use domain::customer::{CustomerSelection, Customers, Status};
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use serde_json::Value;

/// The committed description.
const DESCRIPTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");

#[test]
fn the_description_is_the_committed_one() {
    let now = format!("{}\n", server::api::description());
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(DESCRIPTION, &now).unwrap();
    }
    let committed = std::fs::read_to_string(DESCRIPTION).unwrap_or_default();
    assert!(
        committed == now,
        "the API has changed: if that is meant, run the tests with UPDATE_OPENAPI=1 and commit \
         docs/openapi.json"
    );
}

/// All operations, with the scopes of which each needs one.
fn operations() -> Vec<(Method, String, Vec<TokenScope>)> {
    let description: Value = serde_json::from_str(server::api::description()).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let needed = operation["security"].as_array().unwrap();
            let scopes = needed.iter().flat_map(|it| it["token"].as_array().unwrap());
            let scopes = scopes.map(|it| TokenScope::from_word(it.as_str().unwrap()).unwrap());
            let method = method.to_uppercase().parse().unwrap();
            operations.push((method, path.clone(), scopes.collect()));
        }
    }
    operations
}

/// An address with an ID that nobody has.
fn nowhere(path: &str) -> String {
    path.replace("{id}", "0199a1b2-0000-7000-8000-000000000000")
}

async fn ask(program: &Program, method: &Method, path: &str) -> crate::support::Answer {
    let request = program.request(method.clone(), &nowhere(path));
    let request = request.header(CONTENT_TYPE, "application/json");
    program.send(request, Body::from("{}")).await
}

#[tokio::test]
async fn nobody_gets_in_without_a_good_token() {
    let house = House::new().await;
    let good = Program::of_customer(&house).await;
    let expiring = [TokenScope::SessionsRead];
    let of = Holder::Customer(good.customer.unwrap());
    let expired = Program::with(&house, of, &expiring, Expiry::Days(30)).await;
    house.pass(31 * 24 * 60 * 60);
    let mut mistyped = good.secret.clone();
    mistyped.pop();
    let stranger = server::api_token::issue(
        &server::randomness::Randomness::OfTheSystem,
        domain::api_token::TokenKind::Customer,
    );
    let cases = [
        ("", "token_missing"),
        (mistyped.as_str(), "token_unknown"),
        (&stranger.unwrap().token, "token_unknown"),
        (&expired.secret, "token_expired"),
    ];
    for (method, path, _) in operations() {
        for (secret, code) in cases {
            let answer = ask(&good.saying(secret), &method, &path).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert_eq!(answer.code(), code, "{method} {path}");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn a_token_does_what_it_was_made_for() {
    let house = House::new().await;
    let customer = Program::of_customer(&house).await;
    let of_both = [
        Holder::Customer(customer.customer.unwrap()),
        Holder::Reseller,
    ];
    for of in of_both {
        for scope in TokenScope::of(of.kind()) {
            let program = Program::with(&house, of, &[*scope], Expiry::Never).await;
            for (method, path, needed) in operations() {
                let answer = ask(&program, &method, &path).await;
                let is_refused = answer.status == StatusCode::FORBIDDEN;
                let what = format!("{method} {path} by {}: {}", scope.as_str(), answer.body);
                assert!(!answer.status.is_server_error(), "{what}");
                if is_refused {
                    assert_eq!(answer.code(), "insufficient_scope", "{what}");
                }
                let may = needed.is_empty() || needed.contains(scope);
                // What is not for its kind at all does not exist.
                let is_there = answer.status != StatusCode::NOT_FOUND;
                assert!(may || is_refused || !is_there, "{what}");
                assert!(!(may && is_refused), "{what}");
            }
        }
    }
}

#[tokio::test]
async fn an_inactive_customer_ends_what_it_began_and_no_more() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    let begun = program.begin("batch").await;
    let operator = Session::of_operator(house.realm().await.reseller);
    let permit = Permit::<EditCustomers>::ask(&operator).unwrap();
    let off = CustomerSelection::These(vec![program.customer.unwrap()]);
    let store = &house.site.store;
    let done = store
        .set_status_of_customers(&permit, &off, Status::Inactive)
        .await;
    done.unwrap();
    // A token is believed for a second.
    loop {
        let answer = program.get("/sessions").await;
        if answer.status == StatusCode::FORBIDDEN {
            assert_eq!(answer.code(), "customer_inactive");
            break;
        }
        tokio::task::yield_now().await;
    }
    let new = serde_json::json!({"mode": "batch"});
    assert_eq!(
        program.post("/sessions", &new).await.code(),
        "customer_inactive"
    );
    let me = program.get("/me").await.json();
    assert_eq!(me["customer"]["status"], "inactive");
    assert_eq!(me["available_modes"], serde_json::json!([]));
    assert_eq!(program.get(&begun).await.status, StatusCode::OK);
    let done = serde_json::json!({"sequence": 1, "media_ms": 10});
    let done = program.post(&format!("{begun}/complete"), &done).await;
    assert_eq!(done.json()["status"], "completed");
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_too() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    assert_eq!(program.get("/nowhere").await.code(), "not_found");
    assert_eq!(program.get("/sessions/x").await.code(), "not_found");
    let request = program.request(Method::PUT, "/sessions");
    let answer = program.send(request, Body::empty()).await;
    assert_eq!(answer.code(), "method_not_allowed");
    assert!(answer.header("allow").contains("POST"));
    let me = program.get("/me").await.json();
    assert_eq!(me["customer"]["name"], "Alpen");
    assert_eq!(me["token"]["name"], "Engine");
    assert_eq!(me["reseller"], "Polder Speech");
    assert_eq!(
        me["available_modes"],
        serde_json::json!(["batch", "realtime"])
    );
    let reseller = Program::of_reseller(&house).await;
    assert_eq!(reseller.get("/me").await.json()["customer"], Value::Null);
}
