//! Every page in every language.

use crate::passwords::mails;
use crate::support::{Answer, Browser, EMAIL, House};
use axum::body::Body;
use domain::language::Language;
use http::Method;
use http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use std::collections::{BTreeMap, BTreeSet};

/// What is the same in every language, because it is somebody's or something's name.
const NAMES: &[&str] = &[
    "Entrepot",
    "English",
    "Deutsch",
    "Nederlands",
    "Polder Speech",
    "Sanne Visser",
    "SV",
    "Stichting Stemhuis",
    "Fenna Jansen",
    "FJ",
    "EUR · Euro",
    "ZWG · Zimbabwe Gold",
];

const OF_NOBODY: &[&str] = &[
    "/login",
    "/login/polder-speech",
    "/forgot",
    "/setup/0a",
    "/reset/0a",
    "/invitation/0a",
    "/join/0a",
    "/verify/0a",
    "/nothing",
];
const OF_RESELLER: &[&str] = &[
    "/",
    "/?range=12m",
    "/attention",
    "/customers",
    "/customers?q=nobody",
    "/customers?dialog=new",
    "/customers?dialog=invite",
    "/customers?dialog=tags&id={id}",
    "/customers?dialog=deactivate&id={id}",
    "/customers?dialog=delete&id={id}",
    "/customers?dialog=reset-password&id={id}",
    "/customers/{id}",
    "/customers/{id}/subscription",
    "/customers/{id}/usage",
    "/customers/{id}/tokens",
    "/customers/{id}/users",
    "/customers/{id}/transcriptions",
    "/customers/{id}/billing",
    "/customers/{id}/history",
    "/customers/import",
    "/customers/invitations",
    "/activity",
    "/audit",
    "/settings",
    "/settings/team",
    "/settings/mail",
    "/settings/team?dialog=invite-user",
    "/profile",
];
const OF_RESELLEE: &[&str] = &[
    "/console",
    "/console/subscription",
    "/console/usage",
    "/console/transcriptions",
    "/console/tokens",
    "/console/users",
    "/console/billing",
    "/console/history",
    "/profile",
];

async fn read(browser: &mut Browser, path: &str, language: Language) -> Answer {
    let request = browser.request(Method::GET, path);
    let request = request.header(ACCEPT_LANGUAGE, language.code());
    browser.send(request, Body::empty()).await
}

/// What the browser is sent: English, and what is said for it.
fn table(language: Language) -> BTreeMap<String, String> {
    let script = app::words::script(language).unwrap();
    let text = script.text.strip_prefix("self.words=").unwrap();
    let text: String = serde_json::from_str(text).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let pairs = lines.chunks(2);
    pairs
        .map(|pair| (pair[0].trim().to_owned(), pair[1].trim().to_owned()))
        .collect()
}

/// What a page says: its texts, and what is read out or shown of its elements.
fn texts(page: &str) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let (mut silent, mut rest) = (false, page);
    while let Some((text, tail)) = rest.split_once('<') {
        if !silent {
            texts.insert(text.trim().to_owned());
        }
        let (tag, after) = tail.split_once('>').unwrap_or((tail, ""));
        silent = ["script", "style", "code", "kbd", "time", "svg", "!--"]
            .iter()
            .any(|name| tag.starts_with(name));
        for attribute in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
            let value = tag
                .split_once(attribute)
                .and_then(|(_, it)| it.split_once('"'));
            texts.extend(value.map(|(value, _)| value.to_owned()));
        }
        rest = after;
    }
    let is_said = |text: &String| text.chars().filter(|it| it.is_alphabetic()).count() > 1;
    texts.retain(is_said);
    texts
}

/// Whether it is an ID, or the ends of one.
fn is_id(text: &str) -> bool {
    text.chars()
        .all(|it| it.is_ascii_hexdigit() || "-…".contains(it))
}

/// What a page says in English although it is asked for in another language.
async fn english_left(browser: &mut Browser, path: &str, language: Language) -> Vec<String> {
    let english = read(browser, path, Language::English).await.body;
    let said = read(browser, path, language).await.body;
    let html = format!("<html lang=\"{}\"", language.code());
    assert!(said.contains(&html), "{path}: {said}");
    let table = table(language);
    let is_alike = |text: &String| {
        // A title says the product's name as well.
        let word = text.strip_suffix(" · Entrepot").unwrap_or(text);
        table.get(word).is_some_and(|said| said == word)
    };
    let is_named = |text: &String| {
        NAMES.contains(&text.as_str())
            || text.contains(['@', '/', '_'])
            || !text.contains(char::is_lowercase)
            || is_id(text)
    };
    let both = texts(&english)
        .intersection(&texts(&said))
        .cloned()
        .collect::<Vec<_>>();
    both.into_iter()
        .filter(|text| !is_alike(text) && !is_named(text))
        .collect()
}

#[tokio::test]
async fn every_page_speaks_every_language() {
    let house = House::empty().await;
    let realm = house.add_reseller("Polder Speech", EMAIL).await;
    let (mut nobody, mut seller) = (house.browser(), house.signed_in().await);
    let mut customer = house.resellee(&realm).await;
    let customers = seller.get("/customers").await.body;
    let id = customers.split("data-row=\"").nth(1).unwrap();
    let id = &id[..36];
    let with_id = |path: &str| path.replace("{id}", id);
    let all: [(&mut Browser, &[&str]); 3] = [
        (&mut nobody, OF_NOBODY),
        (&mut seller, OF_RESELLER),
        (&mut customer, OF_RESELLEE),
    ];
    let mut left = BTreeMap::new();
    for (browser, paths) in all {
        for path in paths {
            for language in [Language::German, Language::Dutch] {
                let english = english_left(browser, &with_id(path), language).await;
                if !english.is_empty() {
                    left.insert((*path, language.code()), english);
                }
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[tokio::test]
async fn what_somebody_has_chosen_goes_before_their_browser() {
    let house = House::empty().await;
    house.add_reseller("Polder Speech", EMAIL).await;
    let mut browser = house.signed_in().await;
    let is_in = async |browser: &mut Browser, language: &str| {
        let page = read(browser, "/profile", Language::Dutch).await.body;
        assert!(
            page.contains(&format!("<html lang=\"{language}\"")),
            "{page}"
        );
    };
    is_in(&mut browser, "nl").await;
    browser.page = "/profile".into();
    let chosen = browser
        .post("/api/choose_language", &[("language", "de")])
        .await;
    assert_eq!(chosen.location(), "/profile");
    is_in(&mut browser, "de").await;
    // Somebody who has signed out is nobody in particular.
    let mut nobody = house.browser();
    let page = read(&mut nobody, "/login", Language::Dutch).await.body;
    assert!(page.contains("<html lang=\"nl\""), "{page}");
    let refused = browser
        .post("/api/choose_language", &[("language", "fr")])
        .await;
    assert_eq!(refused.location(), "/profile");
    assert!(
        browser
            .get("/profile")
            .await
            .body
            .contains("Bitte aus der Liste wählen.")
    );
    let left = browser
        .post("/api/choose_language", &[("language", "")])
        .await;
    assert_eq!(left.location(), "/profile");
    is_in(&mut browser, "nl").await;
}

#[tokio::test]
async fn refusals_and_mails_are_in_the_language_of_the_request() {
    let house = House::new().await;
    let mut browser = house.browser();
    let unknown = read(&mut browser, "/api/nothing", Language::German).await;
    let title = "<h1>Nicht gefunden</h1>";
    assert!(unknown.body.contains(title), "{}", unknown.body);
    // The mail is written after the answer has gone.
    let forgotten = browser
        .request(Method::POST, "/forgot")
        .header("sec-fetch-site", "same-origin")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT_LANGUAGE, "nl-BE");
    let email = Body::from(format!("email={EMAIL}"));
    browser.send(forgotten, email).await;
    let mail = &mails(&house, 1).await[0];
    assert_eq!(mail.subject, "Ander wachtwoord kiezen");
    let text = mail.text.as_deref().unwrap();
    assert!(text.starts_with("Goedendag,"), "{text}");
}

#[tokio::test]
async fn the_words_of_a_page_are_there_for_ever() {
    let house = House::empty().await;
    house.add_reseller("Polder Speech", EMAIL).await;
    let mut browser = house.browser();
    for language in [Language::German, Language::Dutch] {
        let page = read(&mut browser, "/login", language).await.body;
        let path = &app::words::script(language).unwrap().path;
        let (words, program) = (page.find(path.as_str()), page.find("type=\"module\""));
        assert!(words.is_some() && words < program, "{page}");
        let script = browser.get(path).await;
        assert_eq!(
            script.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(
            script.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert!(script.body.starts_with("self.words=\""));
    }
    let page = read(&mut browser, "/login", Language::English).await.body;
    assert!(!page.contains("/words/"), "{page}");
    let former = browser.get("/words/de.0000000000000000.js").await;
    assert_eq!(former.status, http::StatusCode::NOT_FOUND);
}
