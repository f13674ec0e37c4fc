//! Requests that another site made a browser send.

use super::failure;
use super::host;
use crate::cookie;
use crate::site::Site;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::Error;
use http::header::ORIGIN;
use http::request::Parts;
use std::sync::Arc;

/// Refuses requests that change something unless this site's own pages sent them.
pub async fn refuse_foreign(
    State(site): State<Arc<Site>>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    if parts.method.is_safe() || is_own(&site, &parts) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    tracing::warn!("refused: sent by another site");
    failure::answer(&Error::BadRequest, &parts)
}

/// Browsers say in `Sec-Fetch-Site` where a request was begun (W3C Fetch Metadata), older ones at
/// least in `Origin` (RFC 6454), and pages cannot change either. A request with neither is no
/// browser's, and has no business with a browser's cookie.
fn is_own(site: &Site, parts: &Parts) -> bool {
    let header = |name: &str| {
        parts
            .headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("null"))
    };
    match (header("sec-fetch-site"), header(ORIGIN.as_str())) {
        (Some("same-origin" | "none"), _) => true,
        (Some(_), _) => false,
        (None, Some(origin)) => is_own_origin(site, parts, origin),
        (None, None) => {
            let session = cookie::name_at(&site.config.public_url, "session");
            cookie::read(&parts.headers, &session).is_none()
        }
    }
}

fn is_own_origin(site: &Site, parts: &Parts, origin: &str) -> bool {
    let authority = origin
        .split_once("://")
        .map_or("", |(_, authority)| authority);
    let here = host::authority(&parts.uri, &parts.headers);
    !authority.is_empty()
        && (authority.eq_ignore_ascii_case(here)
            || authority.eq_ignore_ascii_case(site.config.public_url.authority()))
}
