//! Registering by an invitation, without scripts.

use crate::support::{Answer, Browser, House, PASSWORD};
use domain::user::People;
use http::StatusCode;

const ANA: (&str, &str) = ("Ana Alba", "ana@alba.example");

/// A customer with somebody who is invited, and the path of the invitation.
async fn invited() -> (House, String) {
    let house = House::new().await;
    let realm = house.realm().await;
    let customer = house
        .add_customer(&realm, "Alba Media", "info@alba.example")
        .await;
    let (_, path) = house
        .invite(&realm, People::Of(customer), ANA.0, ANA.1)
        .await;
    (house, path)
}

async fn register(browser: &mut Browser, path: &str, name: &str, password: &str) -> Answer {
    path.clone_into(&mut browser.page);
    browser
        .post(path, &[("name", name), ("password", password)])
        .await
}

#[tokio::test]
async fn an_invited_person_registers_and_is_signed_in() {
    let (house, path) = invited().await;
    let mut ana = house.browser();
    let page = ana.get(&path).await;
    assert!(page.body.contains("Welcome to") && page.body.contains("Alba Media"));
    assert!(page.body.contains(ANA.1) && page.body.contains("Polder Speech"));
    assert!(!page.body.contains("info@alba.example"));
    let answer = register(&mut ana, &path, "Ana Alba", PASSWORD).await;
    assert_eq!(answer.location(), "/console");
    let console = ana.get("/console/users").await;
    assert!(console.body.contains(ANA.1), "{}", console.body);
    // Whoever comes later is told what happened.
    let late = house.browser().get(&path).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    assert!(late.body.contains("You have registered already"));
    let mut again = house.browser();
    let answer = register(&mut again, &path, "Eve", PASSWORD).await;
    assert_eq!(answer.location(), path);
    let mut elsewhere = house.browser();
    let answer = elsewhere.sign_in(ANA.1, PASSWORD).await;
    assert_eq!(answer.location(), "/console");
}

#[tokio::test]
async fn what_is_refused_says_why_and_keeps_what_was_typed() {
    let (house, path) = invited().await;
    let mut ana = house.browser();
    for (password, words) in [
        ("", "Enter a password."),
        ("too short", "Use at least 12 characters."),
        ("albamedia1234", "too easy to guess"),
        ("ana@alba.example", "other than the email address"),
    ] {
        let answer = register(&mut ana, &path, "Ana Typed", password).await;
        assert_eq!(answer.location(), path);
        let page = ana.get(&path).await;
        assert!(page.body.contains(words), "{words}: {}", page.body);
        assert!(page.body.contains("Ana Typed"));
        assert!(
            !page.body.contains("albamedia1234"),
            "no password comes back"
        );
    }
    let answer = register(&mut ana, &path, " ", PASSWORD).await;
    assert_eq!(answer.location(), path);
    assert!(ana.get(&path).await.body.contains("Enter a name."));
}

#[tokio::test]
async fn a_link_that_cannot_be_used_says_why() {
    let (house, path) = invited().await;
    house.pass(7 * 24 * 60 * 60);
    let expired = house.browser().get(&path).await;
    assert_eq!(expired.status, StatusCode::NOT_FOUND);
    assert!(expired.body.contains("This invitation has expired"));
    for wrong in [
        format!("/invitation/{}", "0".repeat(64)),
        "/invitation/x".into(),
    ] {
        let unknown = house.browser().get(&wrong).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert!(unknown.body.contains("This invitation does not exist"));
    }
}

#[tokio::test]
async fn somebody_invited_who_has_not_registered_cannot_sign_in() {
    let (house, _) = invited().await;
    let mut ana = house.browser();
    for password in ["", PASSWORD] {
        assert_eq!(ana.sign_in(ANA.1, password).await.location(), "/login");
    }
    let page = ana.get("/login").await;
    assert!(page.body.contains("do not go together"), "{}", page.body);
}

#[tokio::test]
async fn of_many_who_register_by_one_link_one_does() {
    let (house, path) = invited().await;
    let tries = (0..8).map(|_| {
        let (mut browser, path) = (house.browser(), path.clone());
        async move {
            register(&mut browser, &path, "Ana", PASSWORD)
                .await
                .location()
                .to_owned()
        }
    });
    let places = futures::future::join_all(tries).await;
    let inside = places.iter().filter(|place| *place == "/console").count();
    assert_eq!(inside, 1, "{places:?}");
}
