//! What a reseller decides for its whole house, over HTTP.

use crate::support::{Answer, Browser, House};
use domain::id::LogoId;
use http::StatusCode;

const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 20\">\
    <script>alert(1)</script><path d=\"M0 0h20v20z\" fill=\"#0a7\"/></svg>";
/// Settings that are valid, but for what a test adds.
const FIELDS: [(&str, &str); 6] = [
    ("version", "1"),
    ("name", "Polder Spraak"),
    ("country", "NL"),
    ("currency", "EUR"),
    ("time_zone", "Europe/Amsterdam"),
    ("invitation_days", "3"),
];

async fn save(browser: &mut Browser, more: &[(&str, &str)]) -> Answer {
    browser.page = "/settings".into();
    let answer = browser
        .post("/api/set_settings", &[&FIELDS, more].concat())
        .await;
    assert_eq!(answer.location(), "/settings");
    browser.get("/settings").await
}

async fn upload(browser: &mut Browser, file: &[u8]) -> Answer {
    browser.page = "/settings".into();
    let answer = browser
        .upload_as("/settings/logo", ("logo", "logo.svg"), file)
        .await;
    assert_eq!(answer.location(), "/settings");
    browser.get("/settings").await
}

/// The logo that a page shows.
fn logo(page: &str) -> Option<String> {
    let (_, after) = page.split_once("src=\"/logo/")?;
    let id = after.split('"').next()?;
    Some(format!("/logo/{}", id.parse::<LogoId>().ok()?))
}

#[tokio::test]
async fn the_name_and_the_colour_are_on_every_page() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let page = save(&mut browser, &[("hue", "160")]).await;
    assert!(page.body.contains("Settings saved"), "{}", page.body);
    let policy = page.header("content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).unwrap();
    let nonce = nonce.split('\'').next().unwrap();
    let style = format!("<style nonce=\"{nonce}\">:root{{--hue:160}}</style>");
    assert!(page.body.contains(&style), "{}", page.body);
    for path in ["/login", "/forgot", "/nowhere", "/join/x"] {
        let page = house.browser().get(path).await;
        assert!(page.body.contains(">:root{--hue:160}</style>"), "{path}");
        assert!(page.body.contains("Polder Spraak"), "{path}");
    }
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_with_what_was_typed() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let typed = [
        ("hue", "9"),
        ("host", "https://polder"),
        ("signature", "Kind"),
    ];
    let page = save(&mut browser, &typed).await;
    assert!(page.body.contains("Enter a host name"), "{}", page.body);
    assert!(page.body.contains("https://polder"), "{}", page.body);
    assert!(!page.body.contains("--hue:9"), "{}", page.body);
    let page = save(&mut browser, &[("hue", "9"), ("host", "127.0.0.1")]).await;
    let words = "This is the address of the whole installation.";
    assert!(page.body.contains(words), "{}", page.body);
}

#[tokio::test]
async fn a_logo_is_made_safe_and_shown_to_everybody() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let page = upload(&mut browser, SVG).await;
    assert!(page.body.contains("Logo saved"), "{}", page.body);
    let path = logo(&house.browser().get("/login").await.body).unwrap();
    let shown = house.browser().get(&path).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.header("content-type"), "image/svg+xml");
    assert!(shown.header("cache-control").contains("immutable"));
    assert!(shown.header("content-security-policy").contains("sandbox"));
    assert!(shown.body.contains("#00aa77") && !shown.body.contains("script"));

    browser.page = "/settings".into();
    browser.post("/api/remove_logo", &[]).await;
    let page = browser.get("/settings").await;
    assert!(page.body.contains("Logo removed"), "{}", page.body);
    assert_eq!(logo(&page.body), None);
    let gone = house.browser().get(&path).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_logo_is_refused_with_a_reason() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let text = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>Polder</text></svg>";
    let large = vec![b' '; 256 * 1024 + 1];
    let cases: [(&[u8], &str); 4] = [
        (b"GIF89a", "Choose a PNG or SVG file."),
        (text, "There is text in this picture"),
        (b"", "Choose a file."),
        (&large, "Choose a file of at most 256 KB."),
    ];
    for (file, words) in cases {
        let page = upload(&mut browser, file).await;
        assert!(page.body.contains(words), "{words}: {}", page.body);
        assert_eq!(logo(&page.body), None);
    }
}

#[tokio::test]
async fn the_life_of_an_invitation_is_the_resellers_to_say() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let signed = [("hue", "222"), ("signature", "Kind regards, Sanne")];
    save(&mut browser, &signed).await;
    let fields = [
        ("email", "ana@alba.example"),
        ("tags", ""),
        ("mailed", "true"),
    ];
    browser.page = "/customers/invitations".into();
    browser.post("/api/invite_customer", &fields).await;
    let mails = browser.get("/settings/mail").await.body;
    assert!(mails.contains("works once, for 3 days."), "{mails}");
    assert!(mails.contains("Kind regards, Sanne"), "{mails}");
    house.pass(3 * 24 * 60 * 60);
    let link = mails.split("/join/").nth(1).unwrap();
    let link: String = link
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let page = house.browser().get(&format!("/join/{link}")).await;
    assert!(page.body.contains("has expired"), "{}", page.body);
}
