//! Server functions, also when they are posted by a form without WebAssembly.
//!
//! Leptos answers such a post with a redirect that has the error in its address, where logs and
//! histories keep it, and forgets what was typed. Instead the function runs as if a program had
//! called it, and its answer becomes a redirect and a [`Flash`].

use crate::config::Config;
use crate::door;
use crate::flash;
use crate::http::{failure, host};
use crate::local_path::LocalPath;
use crate::pages;
use crate::site::Site;
use crate::support;
use app::flash::{Flash, Outcome};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error;
use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use std::sync::Arc;

/// The form type of plain forms (HTML Standard, "form-submission").
const FORM_TYPE: &str = "application/x-www-form-urlencoded";
/// The most bytes of an answer that are looked at.
const ANSWER_MAX: usize = 64 * 1024;
/// The most bytes of an error that a server function answers.
const ERROR_MAX: usize = 64 * 1024;

/// `/api/…`: runs a server function.
pub async fn serve(State(site): State<Arc<Site>>, request: Request) -> Response {
    if request.method().is_safe() || !is_plain_form(request.headers()) {
        return pages::call(&site, request).await;
    }
    let (mut parts, body) = request.into_parts();
    // The limit on bodies stands before this.
    let Ok(body) = to_bytes(body, Config::REQUEST_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let asked = parts.clone();
    parts
        .headers
        .insert(ACCEPT, HeaderValue::from_static("application/json"));
    let answer = pages::call(&site, Request::from_parts(parts, Body::from(body))).await;
    redirect(&site, &asked, fields, answer).await
}

fn is_plain_form(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    failure::wants_page(headers) && content_type.is_some_and(|it| it.starts_with(FORM_TYPE))
}

/// Back to the page the form stood on, or on to where it wanted to go.
async fn redirect(
    site: &Site,
    asked: &Parts,
    fields: Vec<(String, String)>,
    answer: Response,
) -> Response {
    let host = host::authority(&asked.uri, &asked.headers);
    let back = LocalPath::of_referer(&asked.headers, host);
    let next = fields.iter().find(|(name, _)| name == "next");
    let next = next.and_then(|(_, path)| LocalPath::parse(path));
    let (to, outcome) = if answer.status().is_success() {
        let own = answer
            .headers()
            .get(LOCATION)
            .and_then(|to| to.to_str().ok());
        let to = own.and_then(LocalPath::parse).or(next).or(back);
        (to, done(answer).await)
    } else {
        let error = error_of(answer).await;
        if error == Error::SignedOut {
            return Redirect::to(&door::path(back.as_ref(), None)).into_response();
        }
        if error == Error::SupportOver {
            return support::over(site);
        }
        let fields = fields
            .into_iter()
            .filter(|(name, _)| flash::may_keep(name))
            .collect();
        (back, Outcome::Refused { error, fields })
    };
    let mut response = Redirect::to(to.as_ref().map_or("/", LocalPath::as_str)).into_response();
    let path = asked.uri.path().to_owned();
    flash::leave(site, response.headers_mut(), Flash { path, outcome });
    response
}

/// What was done, with what can be read this one time only.
async fn done(answer: Response) -> Outcome {
    let body = to_bytes(answer.into_body(), ANSWER_MAX).await;
    match body.map(|body| serde_json::from_slice::<Made>(&body)) {
        Ok(Ok(Made { revealed })) => Outcome::Made { revealed },
        _ => Outcome::Done,
    }
}

/// The answer of a server function that makes something which can be read this one time.
#[derive(Deserialize)]
struct Made {
    revealed: String,
}

/// The error that a server function answered. What is none of ours was logged where it happened.
async fn error_of(answer: Response) -> Error {
    match to_bytes(answer.into_body(), ERROR_MAX).await {
        Ok(body) => serde_json::from_slice(&body).unwrap_or(Error::BadRequest),
        Err(_) => Error::Internal(None),
    }
}
