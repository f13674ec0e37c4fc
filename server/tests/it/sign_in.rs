//! Getting in, being kept out, and getting out.

use crate::support::{EMAIL, House, PASSWORD};
use http::StatusCode;

#[tokio::test]
async fn the_right_password_opens_the_start_page() {
    let house = House::new().await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/").await.location(), "/login");
    let page = browser.get("/login").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Polder Speech"), "{}", page.body);
    let answer = browser
        .sign_in(" SANNE@Polder-Speech.example ", PASSWORD)
        .await;
    assert_eq!(answer.location(), "/");
    let start = browser.get("/").await;
    assert_eq!(start.status, StatusCode::OK);
    assert!(start.body.contains("Needs attention"), "{}", start.body);
    assert_eq!(browser.get("/login").await.location(), "/");
}

#[tokio::test]
async fn a_refusal_is_the_same_for_known_and_unknown_and_keeps_the_email() {
    let house = House::new().await;
    let mut bodies = Vec::new();
    for email in [EMAIL, "nobody@polder-speech.example"] {
        let mut browser = house.browser();
        let answer = browser.sign_in(email, "not the password").await;
        assert_eq!(answer.location(), "/login");
        assert!(!answer.header("set-cookie").contains("password"));
        let page = browser.get("/login").await;
        assert!(page.body.contains(email) && page.body.contains("do not go together"));
        assert!(
            !browser
                .get("/login")
                .await
                .body
                .contains("do not go together"),
            "shown once"
        );
        bodies.push(page.body.replace(email, "").len());
    }
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn guessing_is_slowed_down_for_known_and_unknown_alike() {
    let house = House::new().await;
    for email in [EMAIL, "nobody@polder-speech.example"] {
        let mut browser = house.browser();
        for _ in 0..6 {
            browser.sign_in(email, "not the password").await;
        }
        browser.sign_in(email, PASSWORD).await;
        let page = browser.get("/login").await;
        assert!(
            page.body.contains("Too many attempts: wait"),
            "{}",
            page.body
        );
    }
    house.pass(10);
    house.signed_in().await;
}

#[tokio::test]
async fn a_hundred_guesses_at_once_are_five() {
    let house = House::new().await;
    let guesses = (0..100).map(|_| async {
        let mut browser = house.browser();
        browser.sign_in(EMAIL, "not the password").await;
        browser
            .get("/login")
            .await
            .body
            .contains("do not go together")
    });
    let looked_at = futures::future::join_all(guesses).await;
    assert!(looked_at.iter().filter(|it| **it).count() <= 5);
}

#[tokio::test]
async fn ten_right_sign_ins_at_once_all_succeed() {
    let house = House::new().await;
    let all = (0..10).map(|_| async { house.signed_in().await });
    futures::future::join_all(all).await;
}

#[tokio::test]
async fn every_sign_in_has_a_session_of_its_own_and_signing_out_ends_it() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let first = browser.cookies["session"].clone();
    browser.sign_in(EMAIL, PASSWORD).await;
    let second = browser.cookies["session"].clone();
    assert_ne!(first, second);
    let mut thief = house.browser();
    thief.cookies.insert("session".into(), first);
    assert!(
        thief
            .get("/customers")
            .await
            .location()
            .starts_with("/login")
    );
    assert_eq!(browser.post("/logout", &[]).await.location(), "/login");
    assert!(!browser.cookies.contains_key("session"));
    thief.cookies.insert("session".into(), second);
    assert!(
        thief
            .get("/customers")
            .await
            .location()
            .starts_with("/login")
    );
}

#[tokio::test]
async fn signing_in_leads_back_to_where_one_was_but_never_elsewhere() {
    let house = House::new().await;
    let mut browser = house.browser();
    let door = browser.get("/customers?q=de%20Vries&page=2").await;
    assert_eq!(
        door.location(),
        "/login?next=%2Fcustomers%3Fq%3Dde%2520Vries%26page%3D2"
    );
    let fields = [
        ("email", EMAIL),
        ("password", PASSWORD),
        ("next", "/customers?page=2"),
    ];
    assert_eq!(
        browser.post("/login", &fields).await.location(),
        "/customers?page=2"
    );
    for evil in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/login",
    ] {
        let fields = [("email", EMAIL), ("password", PASSWORD), ("next", evil)];
        assert_eq!(
            house.browser().post("/login", &fields).await.location(),
            "/"
        );
    }
}

#[tokio::test]
async fn of_two_resellers_neither_learns_of_the_other() {
    let house = House::new().await;
    house.add_reseller("Dune Audio", EMAIL).await;
    let mut browser = house.browser();
    let page = browser.get("/login").await;
    assert!(!page.body.contains("Polder Speech") && !page.body.contains("Dune Audio"));
    let page = browser.get("/login/dune-audio").await;
    assert!(page.body.contains("Dune Audio") && !page.body.contains("Polder Speech"));
    let fields = [("email", EMAIL), ("password", PASSWORD)];
    assert_eq!(browser.post("/login", &fields).await.location(), "/login");
    assert_eq!(
        browser.post("/login/dune-audio", &fields).await.location(),
        "/"
    );
    browser.post("/logout", &[]).await;
    let page = browser.get("/login").await;
    assert!(
        page.body.contains("Dune Audio"),
        "the browser remembers where it signed in"
    );
}

#[tokio::test]
async fn a_resellee_comes_to_the_console_and_finds_nothing_of_the_resellers() {
    let house = House::new().await;
    let realm = house.realm().await;
    let mut browser = house.resellee(&realm).await;
    let console = browser.get("/console").await;
    assert_eq!(console.status, StatusCode::OK);
    assert!(console.body.contains("Stichting Stemhuis"));
    let forbidden = browser.get("/customers").await;
    let unknown = browser.get("/nowhere").await;
    assert_eq!(
        (forbidden.status, unknown.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
    assert!(forbidden.body.contains("Not found") && unknown.body.contains("Not found"));
    assert_eq!(browser.get("/").await.location(), "/console");
}

#[tokio::test]
async fn the_cookie_is_the_hosts_own_over_https() {
    let house = House::at("https://console.example", None).await;
    house.add_reseller("Polder Speech", EMAIL).await;
    let mut browser = house.browser();
    let answer = browser.sign_in(EMAIL, PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
}
