//! How long a session lives.

use crate::support::House;
use domain::access::{EditCustomers, Permit, Session};
use domain::customer::{CustomerFilter, CustomerSelection, Customers, Status};
use http::StatusCode;

const MINUTE: i64 = 60;

#[tokio::test]
async fn half_an_hour_of_silence_ends_it_and_the_page_says_so() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    for _ in 0..3 {
        house.pass(20 * MINUTE);
        assert_eq!(browser.get("/customers").await.status, StatusCode::OK);
    }
    house.pass(31 * MINUTE);
    let door = browser.get("/customers?page=2").await;
    let door = door.location().to_owned();
    assert_eq!(door, "/login?next=%2Fcustomers%3Fpage%3D2&ended=idle");
    assert!(browser.get(&door).await.body.contains("30 minutes"));
}

#[tokio::test]
async fn twelve_hours_end_it_however_busy_it_is() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    for _ in 0..36 {
        house.pass(20 * MINUTE - 1);
        browser.get("/customers").await;
    }
    house.pass(20 * MINUTE);
    let door = browser.get("/customers").await;
    assert!(
        door.location().ends_with("ended=absolute"),
        "{}",
        door.location()
    );
}

#[tokio::test]
async fn turning_a_customer_off_ends_its_peoples_sessions_at_once() {
    let house = House::new().await;
    let realm = house.realm().await;
    let mut browser = house.resellee(&realm).await;
    let permit = Permit::<EditCustomers>::ask(&Session::of_operator(realm.reseller)).unwrap();
    let all = CustomerSelection::Matching {
        filter: CustomerFilter::default(),
        expected: 1,
    };
    house
        .site
        .store
        .set_status_of_customers(&permit, &all, Status::Inactive)
        .await
        .unwrap();
    let door = browser.get("/console").await;
    assert!(
        door.location().contains("ended=revoked"),
        "{}",
        door.location()
    );
    let answer = browser
        .sign_in("info@stemhuis.example", crate::support::PASSWORD)
        .await;
    assert_eq!(answer.location(), "/login");
    assert!(browser.get("/login").await.body.contains("turned off"));
}

#[tokio::test]
async fn a_program_without_a_session_is_told_so() {
    let house = House::new().await;
    let mut browser = house.browser();
    let request = browser
        .request(http::Method::GET, "/customers/export")
        .header("accept", "text/csv");
    let mut request = request;
    request.headers_mut().unwrap().remove("accept");
    let answer = browser.send(request, axum::body::Body::empty()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.body, "\"SignedOut\"");
}
