//! What a person is shown where no page of the application can be: a short page of its own.

use crate::words::{language, t, t_html};
use domain::id::RequestId;
use http::StatusCode;
use maud::{DOCTYPE, PreEscaped, html};

const STYLE: &str = ":root{color-scheme:light dark;font:1rem/1.5 system-ui}\
    body{max-width:36rem;margin:20vh auto;padding:0 1rem}";

/// The page for a status.
pub fn page(status: StatusCode, request: Option<RequestId>) -> String {
    let (title, text) = words(status);
    html! {
        (DOCTYPE)
        html lang=(language().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    p { (text) }
                    @if let Some(request) = request {
                        p { (t_html!("Request {request}", request = html! { code { (request) } })) }
                    }
                    p { a href="/" { (t!("To the start page")) } }
                }
            }
        }
    }
    .into_string()
}

/// A title, and what to do.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST => (
            t!("Not understood"),
            t!("Go back, reload the page and try again."),
        ),
        StatusCode::UNAUTHORIZED => (t!("Signed out"), t!("Sign in and try again.")),
        StatusCode::FORBIDDEN => (t!("Not allowed"), t!("You may not do this.")),
        StatusCode::NOT_FOUND => (t!("Not found"), t!("There is nothing here.")),
        StatusCode::GONE => (
            t!("Over"),
            t!("This support login is over. Nothing was changed."),
        ),
        StatusCode::CONFLICT => (
            t!("Changed in the meantime"),
            t!("Nothing was changed. Reload the page and try again."),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            t!("Too large"),
            t!("More was sent than is taken here. Nothing was changed."),
        ),
        StatusCode::UNPROCESSABLE_ENTITY => (
            t!("Not taken"),
            t!("Something in the form cannot be taken. Go back and check it."),
        ),
        StatusCode::SERVICE_UNAVAILABLE => (t!("Busy"), t!("Try again in a few seconds.")),
        _ => (
            t!("Something went wrong"),
            t!(
                "The fault is ours. Whoever runs this console finds the cause under the number below."
            ),
        ),
    }
}
