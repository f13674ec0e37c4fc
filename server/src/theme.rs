//! The choice between light and dark, kept in a cookie so that the first paint is right.

use crate::cookie;
use crate::http::host;
use crate::local_path::LocalPath;
use crate::site::Site;
use app::theme::Theme;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderMap;
use http::header::SET_COOKIE;
use http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;

const COOKIE: &str = "theme";
/// How long the choice is kept, in seconds: a year.
const SECONDS: u32 = 365 * 24 * 60 * 60;

/// What the switch posts.
#[derive(Deserialize)]
pub struct Choice {
    theme: Theme,
}

/// The theme of a request.
pub fn of(site: &Site, headers: &HeaderMap) -> Theme {
    cookie::read(headers, &cookie::name_at(&site.config.public_url, COOKIE))
        .and_then(Theme::from_word)
        .unwrap_or_default()
}

/// `POST /theme`: keeps the choice and goes back to the page it was made on.
pub async fn choose(
    State(site): State<Arc<Site>>,
    parts: Parts,
    Form(Choice { theme }): Form<Choice>,
) -> Response {
    let host = host::authority(&parts.uri, &parts.headers);
    let back = LocalPath::of_referer(&parts.headers, host);
    let mut response = Redirect::to(back.as_ref().map_or("/", LocalPath::as_str)).into_response();
    let url = &site.config.public_url;
    if let Some(line) = cookie::set(url, COOKIE, theme.as_str(), Some(SECONDS)) {
        response.headers_mut().append(SET_COOKIE, line);
    }
    response
}
