//! What the reseller starts on, without scripts.

use crate::api::Program;
use crate::support::House;
use domain::api_token::{Expiry, Holder, TokenKind, TokenScope};
use domain::user::People;
use http::StatusCode;
use serde_json::json;

const DAY_SECONDS: i64 = 24 * 60 * 60;

#[tokio::test]
async fn the_dashboard_shows_what_all_customers_used_and_leads_to_them() {
    let house = House::new().await;
    let program = Program::of_customer(&house).await;
    let begun = program.begin("batch").await;
    let done = json!({"sequence": 1, "media_ms": 3_600_000});
    program.post(&format!("{begun}/complete"), &done).await;
    let mut reseller = house.signed_in().await;
    let page = reseller.get("/?range=7d").await;
    assert_eq!(page.status, StatusCode::OK);
    let customer = program.customer.unwrap();
    for words in [
        "1.0 h",
        "href=\"/customers?status=active\"",
        "1 new, 0 in the time before",
        &format!("href=\"/customers/{customer}/usage\""),
        "href=\"/dashboard/export?range=7d\"",
        "Nothing needs attention.",
    ] {
        assert!(page.body.contains(words), "no {words}: {}", page.body);
    }
    assert!(!page.body.contains("No customers yet"), "{}", page.body);
}

#[tokio::test]
async fn without_customers_the_dashboard_says_what_to_do_first() {
    let house = House::new().await;
    let page = house.signed_in().await.get("/").await;
    assert!(page.body.contains("No customers yet<"), "{}", page.body);
    assert!(page.body.contains("href=\"/customers?dialog=new\""));
}

#[tokio::test]
async fn what_needs_attention_is_listed_by_kind() {
    let house = House::new().await;
    let realm = house.realm().await;
    let customer = house.add_customer(&realm, "Alpen", "info@alpen.example");
    let customer = customer.await;
    house
        .invite(&realm, People::Of(customer), "Ana", "ana@alpen.example")
        .await;
    let scopes = TokenScope::of(TokenKind::Reseller);
    Program::with(&house, Holder::Reseller, scopes, Expiry::Days(10)).await;
    house.pass(4 * DAY_SECONDS + 60 * 60);
    let mut reseller = house.signed_in().await;
    let all = reseller.get("/attention").await.body;
    for words in [
        "ana@alpen.example",
        "Invitation to Alpen not accepted, sent 4 days ago",
        &format!("href=\"/customers/{customer}/users\""),
        "Token Engine expires in 6 days",
        "href=\"/settings/tokens\"",
    ] {
        assert!(all.contains(words), "no {words}: {all}");
    }
    let tokens = reseller.get("/attention?kind=tokens").await.body;
    assert!(tokens.contains("Token Engine") && !tokens.contains("ana@alpen.example"));
    let silent = reseller.get("/attention?kind=silent").await.body;
    assert!(silent.contains("Nothing needs attention<"), "{silent}");
    let start = reseller.get("/").await.body;
    assert!(start.contains("ana@alpen.example") && start.contains(" (2)"));
}

#[tokio::test]
async fn the_dashboard_is_the_resellers_own() {
    let house = House::new().await;
    let mut nobody = house.browser();
    assert_eq!(nobody.get("/").await.location(), "/login");
    let door = nobody.get("/attention").await;
    assert_eq!(door.location(), "/login?next=%2Fattention");
    let mut fenna = house.resellee(&house.realm().await).await;
    assert_eq!(fenna.get("/").await.location(), "/console");
    for path in ["/attention", "/dashboard/export"] {
        let answer = fenna.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
