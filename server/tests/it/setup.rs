//! The first reseller.

use crate::support::{House, PASSWORD};
use http::StatusCode;

const FORM: [(&str, &str); 4] = [
    ("organisation", "Polder Speech"),
    ("name", "Sanne Visser"),
    ("email", "sanne@polder-speech.example"),
    ("password", PASSWORD),
];

async fn link(house: &House) -> String {
    let url = &house.site.config.public_url;
    let link = server::setup::offer(&*house.site.sign_ins, url, house.site.clock.now());
    link.await
        .unwrap()
        .strip_prefix("http://127.0.0.1:3000")
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn the_link_makes_a_reseller_once_and_signs_its_user_in() {
    let house = House::empty().await;
    let link = link(&house).await;
    let mut browser = house.browser();
    assert!(browser.get("/login").await.body.contains("set up"));
    assert_eq!(browser.get(&link).await.status, StatusCode::OK);
    assert_eq!(browser.post(&link, &FORM).await.location(), "/");
    assert_eq!(browser.get("/customers").await.status, StatusCode::OK);
    let mut late = house.browser();
    assert_eq!(late.get(&link).await.status, StatusCode::NOT_FOUND);
    late.post(&link, &FORM).await;
    assert_eq!(house.site.sign_ins.realms().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_refused_keeps_what_was_typed_but_the_password() {
    let house = House::empty().await;
    let link = link(&house).await;
    let mut browser = house.browser();
    let mut form = FORM;
    form[3].1 = "polderspeech";
    browser.get(&link).await;
    let answer = browser.post(&link, &form).await;
    assert_eq!(answer.location(), link);
    let page = browser.get(&link).await;
    assert!(page.body.contains("too easy to guess"), "{}", page.body);
    assert!(page.body.contains("Sanne Visser") && !page.body.contains("polderspeech\""));
    assert!(house.site.sign_ins.realms().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_link_that_is_made_up_too_old_or_replaced_has_no_page() {
    let house = House::empty().await;
    let mut browser = house.browser();
    let made_up = format!("/setup/{}", "0".repeat(64));
    assert_eq!(browser.get(&made_up).await.status, StatusCode::NOT_FOUND);
    let first = link(&house).await;
    let second = link(&house).await;
    assert_eq!(browser.get(&first).await.status, StatusCode::NOT_FOUND);
    house.pass(24 * 60 * 60 + 1);
    assert_eq!(browser.get(&second).await.status, StatusCode::NOT_FOUND);
    browser.post(&second, &FORM).await;
    assert!(house.site.sign_ins.realms().await.unwrap().is_empty());
}
