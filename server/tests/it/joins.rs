//! Organisations that register themselves, without scripts.

use crate::support::{Answer, Browser, House, PASSWORD};
use domain::access::{Permit, Session};
use domain::account::VERIFICATION_SECONDS;
use domain::mail::Mails;
use http::StatusCode;

const EMAIL: &str = "info@alba.example";

/// The path of the link in the latest mail to somebody.
async fn mailed(house: &House, to: &str, what: &str) -> String {
    let operator = Session::of_operator(house.realm().await.reseller);
    let permit = Permit::ask(&operator).unwrap();
    let mails = house
        .site
        .store
        .list_mails(&permit, None, 50)
        .await
        .unwrap();
    let mail = mails.into_iter().find(|mail| mail.to == to).unwrap();
    let text = mail.text.unwrap();
    let start = text.find(what).unwrap();
    text[start..].split_whitespace().next().unwrap().to_owned()
}

/// Somebody who is invited by mail, and the path of the invitation.
async fn invited(house: &House) -> String {
    let mut reseller = house.signed_in().await;
    reseller.get("/customers/invitations?dialog=invite").await;
    let fields = [
        ("email", EMAIL),
        ("mailed", "true"),
        ("note", "Welcome <b>in</b>"),
        ("tags", "vip"),
        ("next", "/customers/invitations"),
    ];
    let answer = reseller.post("/api/invite_customer", &fields).await;
    assert_eq!(answer.location(), "/customers/invitations");
    let page = reseller.get("/customers/invitations").await;
    assert!(page.body.contains(EMAIL) && page.body.contains("Open"));
    mailed(house, EMAIL, "/join/").await
}

async fn join(browser: &mut Browser, path: &str, password: &str) -> Answer {
    path.clone_into(&mut browser.page);
    let fields = [
        ("organisation", "Alba Media"),
        ("name", "Ana Alba"),
        ("email", "eve@evil.example"),
        ("phone", "020 623 4567"),
        ("country", "NL +31"),
        ("password", password),
    ];
    browser.post(path, &fields).await
}

#[tokio::test]
async fn an_organisation_registers_and_verifies_its_email() {
    let house = House::new().await;
    let path = invited(&house).await;
    let mut ana = house.browser();
    let page = ana.get(&path).await;
    assert!(page.body.contains(EMAIL) && page.body.contains("Polder Speech"));
    assert!(page.body.contains("Welcome &lt;b&gt;in&lt;/b&gt;"));
    let refused = join(&mut ana, &path, "short").await;
    let page = ana.get(refused.location()).await;
    assert!(
        page.body.contains("at least 12 characters"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Alba Media") && page.body.contains("020 623 4567"));
    assert!(!page.body.contains("value=\"short\""));
    assert_eq!(join(&mut ana, &path, PASSWORD).await.location(), "/console");
    let overview = ana.get("/console").await;
    assert!(
        overview.body.contains("Verify your email"),
        "{}",
        overview.body
    );
    assert!(!overview.body.contains("vip"), "tags are the reseller's");

    let link = mailed(&house, EMAIL, "/verify/").await;
    let mut anybody = house.browser();
    for _ in 0..2 {
        let page = anybody.get(&link).await;
        assert!(page.body.contains("It is mine"), "looking verifies nothing");
    }
    assert_eq!(anybody.post(&link, &[]).await.location(), "/login");
    let told = anybody.get("/login").await;
    assert!(told.body.contains("Email verified"), "{}", told.body);
    let again = anybody.post(&link, &[]).await;
    assert_eq!(again.location(), link);
    let used = anybody.get(&link).await;
    assert_eq!(used.status, StatusCode::NOT_FOUND);
    assert!(used.body.contains("has been verified"));
    assert!(!ana.get("/console").await.body.contains("Verify your email"));
}

#[tokio::test]
async fn links_that_are_over_say_so() {
    let house = House::new().await;
    let path = invited(&house).await;
    let mut ana = house.browser();
    assert_eq!(join(&mut ana, &path, PASSWORD).await.location(), "/console");
    let link = mailed(&house, EMAIL, "/verify/").await;
    let mut late = house.browser();
    assert!(late.get(&path).await.body.contains("has been used"));
    assert_eq!(join(&mut late, &path, PASSWORD).await.location(), path);
    house.pass(VERIFICATION_SECONDS);
    let page = late.get(&link).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("This link has expired"));
    for unknown in ["/join/x", "/verify/x"] {
        let page = late.get(unknown).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.body.contains("does not exist"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_billing_profile_is_checked_and_kept() {
    let house = House::new().await;
    let path = invited(&house).await;
    let mut ana = house.browser();
    join(&mut ana, &path, PASSWORD).await;
    ana.get("/console/billing").await;
    let mut fields = vec![
        ("version", "0"),
        ("billed_as", "enterprise"),
        ("company_name", "Alba Media B.V."),
        ("vat_number", "NL004495446B01"),
        ("street", "Prinsengracht 263"),
        ("postal_code", "1016 GV"),
        ("city", "Amsterdam"),
        ("country", "NL"),
    ];
    let refused = ana.post("/api/set_billing_profile", &fields).await;
    let page = ana.get(refused.location()).await;
    assert!(page.body.contains("do not fit together"), "{}", page.body);
    assert!(page.body.contains("Prinsengracht 263"));
    fields[3].1 = "NL004495445B01";
    let saved = ana.post("/api/set_billing_profile", &fields).await;
    let page = ana.get(saved.location()).await;
    assert!(page.body.contains("Billing profile saved"), "{}", page.body);
    let stale = ana.post("/api/set_billing_profile", &fields).await;
    let page = ana.get(stale.location()).await;
    assert!(
        page.body.contains("Somebody else changed this"),
        "{}",
        page.body
    );
}
