//! Requests that have their effect once.

use super::Program;
use crate::support::House;
use http::StatusCode;
use serde_json::json;

async fn once_is_once(house: House) {
    let program = Program::of_customer(&house).await;
    let new = json!({"mode": "batch"});
    let first = program.post_once("/sessions", "a", &new).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let again = program.post_once("/sessions", "a", &new).await;
    assert_eq!((again.status, again.json()), (first.status, first.json()));
    let other = json!({"mode": "realtime"});
    let reused = program.post_once("/sessions", "a", &other).await;
    assert_eq!(reused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(reused.code(), "idempotency_key_reused");
    // Another token has keys of its own.
    let sibling = Program::with(
        &house,
        program.token.of,
        domain::api_token::TokenScope::of(domain::api_token::TokenKind::Customer),
        domain::api_token::Expiry::Never,
    )
    .await;
    let own = sibling.post_once("/sessions", "a", &new).await;
    assert_ne!(own.json()["id"], first.json()["id"]);
    let long = "x".repeat(256);
    for wrong in ["", long.as_str()] {
        let answer = program.post_once("/sessions", wrong, &new).await;
        assert_eq!(answer.code(), "idempotency_key_invalid");
    }
    // A refusal is no effect: put right, the same key does it.
    let wrong = program.post_once("/sessions", "b", &json!({})).await;
    assert_eq!(wrong.code(), "invalid");
    let right = program.post_once("/sessions", "b", &new).await;
    assert_eq!(right.status, StatusCode::CREATED);

    let fifty = (0..50).map(|_| program.post_once("/sessions", "c", &new));
    let mut made = Vec::new();
    for answer in futures::future::join_all(fifty).await {
        match answer.status {
            StatusCode::CREATED => made.push(answer.json()["id"].clone()),
            _ => assert_eq!(answer.code(), "idempotency_key_in_use"),
        }
    }
    made.dedup();
    assert_eq!(made.len(), 1);
    let all = program.get("/sessions").await.json();
    assert_eq!(all["data"].as_array().unwrap().len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_has_its_effect_once_on_sqlite() {
    once_is_once(House::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_has_its_effect_once_on_postgresql() {
    once_is_once(House::on_postgres().await).await;
}
