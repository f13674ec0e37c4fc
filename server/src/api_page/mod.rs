//! The documentation of the HTTP API for people: a page made of its description, which works without
//! scripts, search included.

mod operation;
mod schema;

use crate::api;
use crate::assets;
use crate::pages::query_value;
use crate::site::Site;
use crate::theme;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::request::Parts;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use operation::Operation;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

/// Our own styles, fonts and pictures, and a form that asks for this page again.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The most characters of a search that are looked at.
const SEARCH_MAX: usize = 100;

/// A whole program, as the tests run it.
const CURL: &str = include_str!("../../../docs/examples/report.sh");
/// The same in Python.
const PYTHON: &str = include_str!("../../../docs/examples/report.py");

static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(api::description()).unwrap_or_default());

/// `GET /api`: the documentation.
pub async fn show(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    let search = query_value(&parts, "q").unwrap_or_default();
    let search: String = search.chars().take(SEARCH_MAX).collect();
    let theme = theme::of(&site, &parts.headers).as_str();
    let styles = assets::stylesheet(&site.leptos);
    let page = page(
        &site.config.public_url.to_string(),
        search.trim(),
        (theme, &styles),
    );
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, page.into_string()).into_response()
}

fn page(url: &str, search: &str, (theme, styles): (&str, &str)) -> Markup {
    let all = operation::all(&DESCRIPTION);
    let found: Vec<_> = all.iter().filter(|it| it.matches(search)).collect();
    html! {
        (DOCTYPE)
        html lang="en" data-theme=(theme) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href=(styles);
                title { "HTTP API · Entrepot" }
            }
            body.api {
                a.skip href="#main" { "To the operations" }
                header.api-head {
                    h1 { "HTTP API" }
                    p { "Report transcription work, and see what it comes to. Everything here stands \
                         in " a.link href="/api/openapi.json" { "openapi.json" } " as well (OpenAPI 3.1)." }
                    form.api-search method="get" action="/api" role="search" {
                        label for="q" { "Search the operations" }
                        div.input {
                            input id="q" name="q" type="search" value=(search) autocomplete="off";
                        }
                        button.button type="submit" data-look="primary" { "Search" }
                        @if !search.is_empty() {
                            a.button href="/api" { "Clear" }
                        }
                    }
                }
                div.api-body {
                    (contents(&found))
                    main #main {
                        @if search.is_empty() {
                            (beginning(url))
                            (rules())
                        }
                        @if found.is_empty() {
                            section.card { div.api-text {
                                p role="status" { "No operation has “" (search) "” in it." }
                            } }
                        }
                        @for operation in &found {
                            (operation.markup(&DESCRIPTION))
                        }
                    }
                }
            }
        }
    }
}

/// Links to everything on the page.
fn contents(found: &[&Operation]) -> Markup {
    html! {
        nav.api-contents aria-label="Contents" {
            ul {
                @for operation in found {
                    li { a href=(format!("#{}", operation.id)) {
                        span.api-method data-method=(operation.method) { (operation.method) }
                        " " (operation.path)
                    } }
                }
            }
        }
    }
}

/// How a developer begins.
fn beginning(url: &str) -> Markup {
    html! {
        section.card aria-labelledby="begin" {
            div.api-text {
                h2 id="begin" { "Begin" }
                ol {
                    li { "Make a token in the console, under “API tokens”. It is shown once." }
                    li { "Send it with every request: " code { "Authorization: Bearer ent_…" } "." }
                    li { "Ask who you are:" }
                }
                (code(&format!("curl -H \"Authorization: Bearer $ENTREPOT_TOKEN\" {url}/api/v1/me")))
                p { "A whole program with curl, which needs " code { "ENTREPOT_URL" } " and "
                    code { "ENTREPOT_TOKEN" } " in its environment:" }
                (code(CURL))
                p { "The same in Python, with nothing but its standard library:" }
                (code(PYTHON))
            }
        }
    }
}

/// What holds for every operation.
fn rules() -> Markup {
    html! {
        section.card aria-labelledby="rules" {
            div.api-text {
                h2 id="rules" { "What holds everywhere" }
                dl {
                    dt { "Errors" }
                    dd { "Problem documents (RFC 9457): " code { "code" } " says what is wrong and \
                          never changes its meaning, " code { "errors" } " names the fields, "
                         code { "request_id" } " is what to tell whoever runs this server." }
                    dt { "Sending again" }
                    dd { "Give a POST a header " code { "Idempotency-Key" } ", such as a UUID: for 24 \
                          hours the same key with the same body has its effect once and is answered \
                          alike; with another body it is refused. Reports of a session and events of \
                          usage are safe to send again by their own numbers and IDs." }
                    dt { "Limits" }
                    dd { "The headers " code { "RateLimit" } " and " code { "RateLimit-Policy" }
                         " say what is left. Too many requests are answered 429 with "
                         code { "Retry-After" } "." }
                    dt { "Lists" }
                    dd { "Come in pieces: send " code { "next_cursor" } " as " code { "cursor" }
                         " for the next one, until it is null." }
                    dt { "Times" }
                    dd { "RFC 3339 in UTC. Days are days in the reseller's time zone." }
                    dt { "Bodies" }
                    dd { "JSON in UTF-8, 10 MB at most. A field that is not known is refused by name." }
                }
            }
        }
    }
}

fn code(text: &str) -> Markup {
    html! { pre tabindex="0" { code { (text.trim_end()) } } }
}

/// A sentence in which words between backticks are code.
fn sentence(text: &str) -> Markup {
    let mut parts = text.split('`').enumerate();
    let mut marked = String::new();
    for (at, part) in parts.by_ref() {
        let part = html! { @if at % 2 == 1 { code { (part) } } @else { (part) } };
        marked.push_str(&part.into_string());
    }
    PreEscaped(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(search: &str) -> String {
        page("https://speech.example", search, ("system", "/pkg/x.css")).into_string()
    }

    #[test]
    fn every_operation_is_there_and_can_be_found() {
        let all = operation::all(&DESCRIPTION);
        let page = shown("");
        assert!(all.len() > 9);
        for operation in &all {
            assert!(page.contains(&format!("id=\"{}\"", operation.id)));
        }
        assert!(page.contains("https://speech.example/api/v1/me"));
        let found = shown("Bulk");
        assert!(found.contains("id=\"report_usage\"") && !found.contains("id=\"get_account\""));
        assert!(shown("media_ms").contains("id=\"complete_session\""));
        assert!(shown("<nothing>").contains("No operation has “&lt;nothing&gt;” in it."));
    }

    #[test]
    fn words_between_backticks_are_code() {
        assert_eq!(
            sentence("`a` or <b>").into_string(),
            "<code>a</code> or &lt;b&gt;"
        );
    }
}
