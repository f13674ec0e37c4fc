//! The second factor, without scripts.

use crate::support::{EMAIL, House, PASSWORD};
use domain::access::{Origin, Permit, Session, Subject};
use domain::email::Email;
use domain::two_factor::{TotpSecret, TwoFactors};
use http::StatusCode;

/// Times of RFC 6238, appendix B, and the last six digits of their codes.
const FIRST: (i64, &str) = (2_000_000_000, "279037");
const SECOND: (i64, &str) = (20_000_000_000, "353130");

/// The secret of that appendix.
fn secret() -> TotpSecret {
    TotpSecret::new(b"12345678901234567890".to_vec())
}

fn move_to(house: &House, seconds: i64) {
    house.pass(seconds - house.site.clock.now().micros() / 1_000_000);
}

/// Turns it on by the page about oneself.
async fn turn_on(house: &House) {
    move_to(house, FIRST.0);
    let mut browser = house.signed_in().await;
    browser.get("/profile").await;
    browser.post("/api/begin_two_factor", &[]).await;
    let page = browser.get("/profile").await;
    assert!(page.body.contains("QR code of the key"), "{}", page.body);
    // A key whose codes are known takes the place of the random one.
    let (store, realm) = (&house.site.store, house.realm().await);
    let email = Email::parse(EMAIL).unwrap();
    let found = house.site.sign_ins.credential(&realm, &email).await;
    let user = found.unwrap().unwrap().user;
    let session = Session::of_user(realm.reseller, Subject::Reseller, user, Origin::default());
    let permit = Permit::ask(&session).unwrap();
    store.begin_two_factor(&permit, secret()).await.unwrap();
    let page = browser.get("/profile").await;
    assert!(page.body.contains(&secret().text()));
    let form = "/api/confirm_two_factor";
    let wrong = browser.post(form, &[("code", "12")]).await;
    let page = browser.get(wrong.location()).await;
    assert!(
        page.body.contains("This code is not right"),
        "{}",
        page.body
    );
    browser.post(form, &[("code", FIRST.1)]).await;
    let page = browser.get("/profile").await;
    assert!(
        page.body.contains("10 recovery codes are left"),
        "{}",
        page.body
    );
    assert!(!page.body.contains(&secret().text()), "never again");
}

#[tokio::test]
async fn a_sign_in_with_it_on_stops_at_the_code() {
    let house = House::new().await;
    turn_on(&house).await;
    move_to(&house, SECOND.0);

    let mut other = house.browser();
    other.sign_in(EMAIL, PASSWORD).await;
    let before = other.cookies.clone();
    for path in ["/customers", "/profile", "/login"] {
        assert_eq!(other.get(path).await.location(), "/code", "{path}");
    }
    let function = other.post("/api/load_frame", &[]).await;
    assert!(function.location().starts_with("/login"), "{function:?}");
    let page = other.get("/code").await;
    assert!(page.body.contains("six digits"));
    other.post("/code", &[("code", "000000")]).await;
    let page = other.get("/code").await;
    assert!(
        page.body.contains("This code is not right"),
        "{}",
        page.body
    );
    let answer = other.post("/code", &[("code", SECOND.1)]).await;
    assert_eq!(answer.location(), "/");
    assert_ne!(before, other.cookies, "a new session ID");
    assert_eq!(other.get("/customers").await.status, StatusCode::OK);
    assert_eq!(other.get("/code").await.location(), "/");

    // The same code again is worth nothing.
    let mut late = house.browser();
    late.sign_in(EMAIL, PASSWORD).await;
    let again = late.post("/code", &[("code", SECOND.1)]).await;
    assert_eq!(again.location(), "/code");
    assert_eq!(late.get("/customers").await.location(), "/code");
}

#[tokio::test]
async fn whoever_guesses_codes_waits() {
    let house = House::new().await;
    turn_on(&house).await;
    move_to(&house, SECOND.0 - 61);
    let mut other = house.browser();
    other.sign_in(EMAIL, PASSWORD).await;
    for _ in 0..5 {
        other.post("/code", &[("code", "000000")]).await;
    }
    house.pass(40);
    let soon = other.post("/code", &[("code", SECOND.1)]).await;
    assert_eq!(soon.location(), "/code");
    assert!(other.get("/code").await.body.contains("Too many attempts"));
    house.pass(30);
    let right = other.post("/code", &[("code", SECOND.1)]).await;
    assert_eq!(right.location(), "/");
}
