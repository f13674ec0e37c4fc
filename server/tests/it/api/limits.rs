//! How often programs may ask.

use super::Program;
use crate::support::{House, config};
use http::StatusCode;
use server::config::Config;

#[tokio::test]
async fn a_program_that_asks_too_often_is_told_when_to_ask_again() {
    let house = House::configured(|folder| Config {
        api_rate: 2,
        ..config("http://127.0.0.1:3000", folder)
    })
    .await;
    let (busy, other) = (
        Program::of_customer(&house).await,
        Program::of_reseller(&house).await,
    );
    let mut answers = Vec::new();
    for _ in 0..11 {
        answers.push(busy.get("/me").await);
    }
    assert_eq!(answers[0].status, StatusCode::OK);
    assert_eq!(answers[0].header("ratelimit-policy"), "\"token\";q=10;w=5");
    assert!(
        answers[0]
            .header("ratelimit")
            .starts_with("\"token\";r=9;t=")
    );
    let last = answers.pop().unwrap();
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(last.code(), "rate_limited");
    assert_eq!(last.header("retry-after"), "1");
    assert!(last.header("ratelimit").starts_with("\"token\";r=0;t=1"));
    assert_eq!(other.get("/me").await.status, StatusCode::OK);
}
