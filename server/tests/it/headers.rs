//! What every answer carries, and what other sites cannot make a browser do.

use crate::support::House;
use axum::body::Body;
use http::{Method, StatusCode};

#[tokio::test]
async fn a_page_says_what_a_browser_may_do_with_it() {
    let house = House::new().await;
    let page = house.browser().get("/login").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("'wasm-unsafe-eval'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("strict-dynamic") && !policy.contains("unsafe-inline"));
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    assert!(
        page.body.contains(&format!("nonce=\"{nonce}\"")),
        "{}",
        page.body
    );
    let other = house.browser().get("/login").await;
    assert!(
        !other.header("content-security-policy").contains(nonce),
        "a nonce is used once"
    );
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("strict-transport-security"), "");
    let https = House::at("https://console.example", None).await;
    let page = https.browser().get("/login").await;
    assert!(
        page.header("strict-transport-security")
            .starts_with("max-age=31536000")
    );
}

#[tokio::test]
async fn every_answer_has_a_request_id_and_nobody_else_gives_it() {
    let house = House::new().await;
    let mut browser = house.browser();
    let given = "01890000-0000-7000-8000-000000000000";
    for path in [
        "/login",
        "/nowhere",
        "/livez",
        "/pkg/nothing.js",
        "/api/nothing",
    ] {
        let request = browser
            .request(Method::GET, path)
            .header("x-request-id", given);
        let answer = browser.send(request, Body::empty()).await;
        let id = answer.header("x-request-id");
        assert!(id.len() == 36 && id != given, "{path}: {id}");
    }
}

#[tokio::test]
async fn another_site_changes_nothing() {
    let house = House::new().await;
    let mut browser = house.signed_in().await;
    let cases: [(&[(&str, &str)], bool); 8] = [
        (&[("sec-fetch-site", "same-origin")], true),
        (&[("sec-fetch-site", "none")], true),
        (&[("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "same-site")], false),
        (
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://127.0.0.1:3000"),
            ],
            false,
        ),
        (&[("origin", "http://127.0.0.1:3000")], true),
        (&[("origin", "https://evil.example")], false),
        (&[], false),
    ];
    for (headers, is_own) in cases {
        for path in [
            "/theme",
            "/api/create_customer",
            "/logout-not",
            "/customers/import",
        ] {
            let mut request = browser
                .request(Method::POST, path)
                .header("content-type", "application/x-www-form-urlencoded");
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let answer = browser.send(request, Body::from("theme=dark")).await;
            let was_stopped =
                answer.status == StatusCode::BAD_REQUEST && answer.body.contains("Not understood");
            assert!(is_own || was_stopped, "{path} {headers:?}: {answer:?}");
            assert!(!is_own || path != "/theme" || answer.status == StatusCode::SEE_OTHER);
        }
    }
}

#[tokio::test]
async fn a_program_without_cookies_needs_no_origin() {
    let house = House::new().await;
    let mut browser = house.browser();
    let request = browser
        .request(Method::POST, "/login")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = browser
        .send(request, Body::from("email=a&password=b"))
        .await;
    assert_eq!(answer.location(), "/login");
}

#[tokio::test]
async fn the_theme_is_kept_and_the_page_stays() {
    let house = House::new().await;
    let mut browser = house.browser();
    browser.get("/login?next=%2Fcustomers").await;
    let answer = browser.post("/theme", &[("theme", "dark")]).await;
    assert_eq!(answer.location(), "/login?next=%2Fcustomers");
    assert!(
        browser
            .get("/login")
            .await
            .body
            .contains("data-theme=\"dark\"")
    );
    browser.page = "/login".into();
    let answer = browser.post("/theme", &[("theme", "pink")]).await;
    assert!(answer.status.is_client_error());
}

#[tokio::test]
async fn files_are_kept_as_long_as_their_names_allow() {
    let house = House::new().await;
    let root = house.site.config.site_root.clone();
    let hashed = "/pkg/entrepot.n4wvV-3Y1lbWs3mnSA1NCw.css";
    std::fs::write(root.join(&hashed[1..]), "a{}").unwrap();
    std::fs::write(root.join(format!("{}.br", &hashed[1..])), "brotli").unwrap();
    std::fs::write(root.join("favicon.svg"), "<svg/>").unwrap();
    let mut browser = house.browser();
    let answer = browser.get(hashed).await;
    assert_eq!(
        answer.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(answer.header("content-type"), "text/css");
    let request = browser
        .request(Method::GET, hashed)
        .header("accept-encoding", "br");
    let answer = browser.send(request, Body::empty()).await;
    assert_eq!(
        (answer.header("content-encoding"), &*answer.body),
        ("br", "brotli")
    );
    let icon = browser.get("/favicon.svg").await;
    assert_eq!(icon.header("cache-control"), "public, max-age=300");
    let tag = icon.header("etag").to_owned();
    let request = browser
        .request(Method::GET, "/favicon.svg")
        .header("if-none-match", tag);
    let answer = browser.send(request, Body::empty()).await;
    assert_eq!(
        (answer.status, &*answer.body),
        (StatusCode::NOT_MODIFIED, "")
    );
    for outside in [
        "/../Cargo.toml",
        "/pkg/../../x",
        "/pkg/%2e%2e/%2e%2e/etc/passwd",
    ] {
        assert_eq!(
            browser.get(outside).await.status,
            StatusCode::NOT_FOUND,
            "{outside}"
        );
    }
}

#[tokio::test]
async fn pages_are_compressed() {
    let house = House::new().await;
    let mut browser = house.browser();
    let request = browser
        .request(Method::GET, "/login")
        .header("accept-encoding", "gzip, br");
    let answer = browser.send(request, Body::empty()).await;
    assert_eq!(answer.header("content-encoding"), "br");
}
