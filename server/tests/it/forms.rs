//! Server functions posted by forms without WebAssembly.

use crate::support::House;
use http::StatusCode;

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_and_nothing_in_its_address() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    browser.get("/customers?dialog=new").await;
    let fields = [("name", "Stichting Stemhuis"), ("email", "admin@stemhuis")];
    let answer = browser.post("/api/create_customer", &fields).await;
    assert_eq!(answer.location(), "/customers?dialog=new");
    let page = browser.get("/customers?dialog=new").await;
    assert!(page.body.contains("admin@stemhuis"), "{}", page.body);
    assert!(page.body.contains("full email address"), "{}", page.body);
    let page = browser.get("/customers?dialog=new").await;
    assert!(
        !page.body.contains("full email address"),
        "it is shown once"
    );
}

#[tokio::test]
async fn a_form_that_is_taken_leads_on() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    browser.get("/customers?dialog=new").await;
    let fields = [
        ("name", "Stichting Stemhuis"),
        ("email", "admin@stemhuis.example"),
        ("next", "/customers"),
    ];
    let answer = browser.post("/api/create_customer", &fields).await;
    assert_eq!(answer.location(), "/customers");
    assert!(
        browser
            .get("/customers")
            .await
            .body
            .contains("admin@stemhuis.example")
    );
}

#[tokio::test]
async fn a_form_of_somebody_who_is_signed_out_leads_to_the_door_and_back() {
    let house = House::new().await;
    let mut browser = house.browser();
    browser.page = "/customers?dialog=new".into();
    let answer = browser.post("/api/create_customer", &[("name", "x")]).await;
    assert_eq!(answer.location(), "/login?next=%2Fcustomers%3Fdialog%3Dnew");
}

#[tokio::test]
async fn more_than_a_megabyte_is_refused() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let long = "x".repeat(2 * 1024 * 1024);
    let answer = browser
        .post("/api/create_customer", &[("name", &long)])
        .await;
    assert!(
        answer.status == StatusCode::PAYLOAD_TOO_LARGE,
        "{}",
        answer.status
    );
    let long = "x".repeat(10_000);
    let answer = browser
        .post("/api/create_customer", &[("name", &long)])
        .await;
    let cookie = answer.header("set-cookie").len();
    assert!(
        answer.status == StatusCode::SEE_OTHER && cookie < 4_096,
        "{cookie}"
    );
}
