//! What supervisors ask.

use crate::support::House;
use http::StatusCode;

#[tokio::test]
async fn a_server_is_ready_until_it_is_to_stop() {
    let house = House::empty().await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/livez").await.body, "ok\n");
    assert_eq!(browser.get("/readyz").await.status, StatusCode::OK);
    house.site.stop.cancel();
    assert_eq!(browser.get("/livez").await.status, StatusCode::OK);
    assert_eq!(
        browser.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn without_a_database_it_lives_but_is_not_ready_and_says_no_more_than_that() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    house.site.store.close().await.unwrap();
    assert_eq!(browser.get("/livez").await.status, StatusCode::OK);
    assert_eq!(
        browser.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    let answer = browser.get("/customers").await;
    assert!(answer.status.is_server_error(), "{answer:?}");
    let text = answer.body.to_lowercase();
    assert!(
        !text.contains("sql") && !text.contains("pool") && !text.contains("select"),
        "{text}"
    );
    assert!(
        answer.body.contains(answer.header("x-request-id")),
        "{text}"
    );
}
