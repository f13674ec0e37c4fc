//! Forgotten passwords, and those that have to be changed, without scripts.

use crate::support::{Answer, Browser, EMAIL, HOSTNAME, House, PASSWORD};
use domain::access::{Permit, ResetPasswords, Session, ViewMails};
use domain::email::Email;
use domain::id::UserId;
use domain::mail::{Mail, Mails};
use domain::user::Users;
use http::StatusCode;
use std::time::Duration;

const OTHER: &str = "brass kettle on the pier";
const RESELLEE: &str = "info@stemhuis.example";

/// What stands in the outbox, once there are so many.
pub async fn mails(house: &House, number: usize) -> Vec<Mail> {
    let session = Session::of_operator(house.realm().await.reseller);
    let permit = Permit::<ViewMails>::ask(&session).unwrap();
    for _ in 0..500 {
        let mails = house
            .site
            .store
            .list_mails(&permit, None, 50)
            .await
            .unwrap();
        if mails.len() == number {
            return mails;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    unreachable!("there are not {number} mails");
}

async fn ask(browser: &mut Browser, email: &str) -> Answer {
    browser.page = "/forgot".into();
    let answer = browser.post("/forgot", &[("email", email)]).await;
    assert_eq!(answer.location(), "/forgot");
    browser.get("/forgot").await
}

/// The path in a mail.
fn path_in(mail: &Mail) -> String {
    let text = mail.text.clone().unwrap();
    let home = format!("http://{HOSTNAME}");
    let line = text.lines().find_map(|line| line.strip_prefix(&home));
    line.unwrap().to_owned()
}

async fn choose(browser: &mut Browser, path: &str, password: &str) -> Answer {
    path.clone_into(&mut browser.page);
    browser.post(path, &[("password", password)]).await
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_mailed_link() {
    let house = House::new().await;
    let mut elsewhere = house.signed_in().await;
    let mut browser = house.browser();
    assert!(
        browser
            .get("/login")
            .await
            .body
            .contains("href=\"/forgot\"")
    );
    let page = ask(&mut browser, &EMAIL.to_uppercase()).await;
    assert!(page.body.contains("Look into your mail"));
    let path = path_in(&mails(&house, 1).await[0]);
    let page = browser.get(&path).await;
    assert!(page.body.contains("Choose another password") && page.body.contains(EMAIL));
    let refused = choose(&mut browser, &path, "short").await;
    assert_eq!(refused.location(), path);
    assert!(
        browser
            .get(&path)
            .await
            .body
            .contains("Use at least 12 characters.")
    );
    let done = choose(&mut browser, &path, OTHER).await;
    assert_eq!(done.location(), "/");
    // Whoever was signed in with the old one is not any more.
    let out = elsewhere.get("/customers").await;
    assert!(out.location().contains("ended=revoked"));
    let mut again = house.browser();
    assert_eq!(again.sign_in(EMAIL, PASSWORD).await.location(), "/login");
    assert_eq!(again.sign_in(EMAIL, OTHER).await.location(), "/");
    let used = house.browser().get(&path).await;
    assert_eq!(used.status, StatusCode::NOT_FOUND);
    assert!(used.body.contains("This link has been used"));
    let refused = choose(&mut house.browser(), &path, "yet another long phrase").await;
    assert_eq!(refused.location(), path);
}

#[tokio::test]
async fn nobody_learns_who_exists() {
    let house = House::new().await;
    let known = ask(&mut house.browser(), EMAIL).await;
    let unknown = ask(&mut house.browser(), "nobody@polder-speech.example").await;
    assert_eq!(known.status, unknown.status);
    // Before the body stands what differs from answer to answer: the nonce of the scripts.
    let plain = |answer: &Answer| {
        let body = answer.body.split_once("<body>").unwrap().1;
        body.split_once("<script").unwrap().0.to_owned()
    };
    assert_eq!(plain(&known), plain(&unknown));
    mails(&house, 1).await;
}

#[tokio::test]
async fn nobodys_mailbox_is_filled() {
    let house = House::new().await;
    for _ in 0..8 {
        let page = ask(&mut house.browser(), EMAIL).await;
        assert!(page.body.contains("Look into your mail"));
    }
    mails(&house, 3).await;
    house.pass(60);
    ask(&mut house.browser(), EMAIL).await;
    mails(&house, 4).await;
}

#[tokio::test]
async fn a_link_is_good_for_half_an_hour() {
    let house = House::new().await;
    ask(&mut house.browser(), EMAIL).await;
    let path = path_in(&mails(&house, 1).await[0]);
    house.pass(30 * 60);
    let page = house.browser().get(&path).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("This link has expired"));
}

#[tokio::test]
async fn what_is_no_email_is_refused_and_kept() {
    let house = House::new().await;
    let page = ask(&mut house.browser(), "not-an-email").await;
    assert!(page.body.contains("Enter a full email address"));
    assert!(page.body.contains("value=\"not-an-email\""));
}

/// Gives the person of the only customer another password, as the reseller does.
async fn reset(house: &House, password: &str) -> UserId {
    let realm = house.realm().await;
    let session = Session::of_operator(realm.reseller);
    let permit = Permit::<ResetPasswords>::ask(&session).unwrap();
    let email = Email::parse(RESELLEE).unwrap();
    let credential = house
        .site
        .sign_ins
        .credential(&realm, &email)
        .await
        .unwrap();
    let user = credential.unwrap().user;
    let hashed = house.site.passwords.hash(password.into()).await.unwrap();
    let now = house.site.clock.now();
    house
        .site
        .store
        .reset_password(&permit, user, hashed, now)
        .await
        .unwrap();
    user
}

#[tokio::test]
async fn a_reset_password_has_to_be_changed_before_anything_else() {
    let house = House::new().await;
    let mut browser = house.resellee(&house.realm().await).await;
    reset(&house, OTHER).await;
    assert!(
        browser
            .get("/console")
            .await
            .location()
            .starts_with("/login")
    );
    assert_eq!(
        browser.sign_in(RESELLEE, PASSWORD).await.location(),
        "/login"
    );
    assert_eq!(
        browser.sign_in(RESELLEE, OTHER).await.location(),
        "/console"
    );
    for path in ["/console", "/console/users", "/", "/login", "/customers"] {
        assert_eq!(browser.get(path).await.location(), "/password", "{path}");
    }
    let request = browser
        .request(http::Method::POST, "/api/load_frame")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json");
    let answer = browser.send(request, "{}".into()).await;
    assert!(!answer.body.contains("Stemhuis"), "{answer:?}");
    let page = browser.get("/password").await;
    assert!(page.body.contains("only you know"), "{}", page.body);
    for (password, words) in [
        ("short", "Use at least 12 characters."),
        (OTHER, "Choose another password than the one you have now."),
    ] {
        let refused = choose(&mut browser, "/password", password).await;
        assert_eq!(refused.location(), "/password");
        assert!(browser.get("/password").await.body.contains(words));
    }
    let done = choose(&mut browser, "/password", "seven lanterns by the quay").await;
    assert_eq!(done.location(), "/console");
    assert_eq!(browser.get("/console").await.status, StatusCode::OK);
    assert_eq!(browser.get("/password").await.location(), "/");
}

#[tokio::test]
async fn whoever_need_not_change_it_has_no_such_page() {
    let house = House::new().await;
    assert_eq!(house.browser().get("/password").await.location(), "/");
    let mut browser = house.signed_in().await;
    assert_eq!(browser.get("/password").await.location(), "/");
    let answer = choose(&mut browser, "/password", OTHER).await;
    assert_eq!(answer.location(), "/");
    let mut again = house.browser();
    assert_eq!(again.sign_in(EMAIL, PASSWORD).await.location(), "/");
}

#[tokio::test]
async fn whoever_knows_the_present_password_changes_it() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let mut elsewhere = house.signed_in().await;
    browser.get("/profile").await;
    let change = async |browser: &mut Browser, present: &str, next: &str| {
        let fields = [("current_password", present), ("password", next)];
        let answer = browser.post("/profile/password", &fields).await;
        assert_eq!(answer.location(), "/profile");
        browser.get("/profile").await.body
    };
    let page = change(&mut browser, "", OTHER).await;
    assert!(page.contains("This is not your password."), "{page}");
    let page = change(&mut browser, PASSWORD, "short").await;
    assert!(page.contains("Use at least 12 characters."));
    let page = change(&mut browser, PASSWORD, OTHER).await;
    assert!(page.contains("Your password is changed."), "{page}");
    assert!(
        elsewhere
            .get("/profile")
            .await
            .location()
            .starts_with("/login")
    );
    // An open browser is no place to guess at leisure.
    for _ in 0..5 {
        change(&mut browser, "a guess", OTHER).await;
    }
    let page = change(&mut browser, OTHER, "seven lanterns by the quay").await;
    assert!(page.contains("Too many attempts"), "{page}");
}
