//! What is known of every request, and the line that is logged for it.

use super::client_address::client_address;
use super::failure;
use crate::secret::Secret;
use crate::session::Visitor;
use crate::site::Site;
use app::words::speaking;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::access::{Origin, Session};
use domain::id::RequestId;
use domain::language::Language;
use http::header::ACCEPT_LANGUAGE;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

/// The header that names a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The other end of the connection, noted by the loop that accepted it.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// The outermost layer: gives the request its ID, under which everything about it is logged, and
/// has it answered in the language of the browser.
pub async fn observe(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let origin = origin(&site, &request);
    let id = origin.request.map(RequestId::uuid).unwrap_or_default();
    request.extensions_mut().insert(origin);
    // At the level of errors, so that no filter takes the ID out of an error's line.
    let span = tracing::error_span!("request", %id);
    let language = language(request.headers());
    let answered = async {
        let started = Instant::now();
        let (method, path) = (request.method().clone(), shown(request.uri().path()));
        let wants_page = failure::wants_page(request.headers());
        let response = failure::with_words(next.run(request).await, wants_page, id.into());
        let visitor = response.extensions().get::<Visitor>();
        let session = visitor.and_then(|visitor| visitor.session.as_ref());
        tracing::info!(
            %method,
            path,
            status = response.status().as_u16(),
            ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            reseller = session.map(|session| tracing::field::display(session.reseller())),
            user = session.and_then(Session::actor).map(tracing::field::display),
            "answered"
        );
        response
    };
    let mut response = speaking(language, answered).instrument(span).await;
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The language that the browser asks for.
fn language(headers: &HeaderMap) -> Language {
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    header.and_then(Language::accepted).unwrap_or_default()
}

/// The path without what only its holder may know: the token of a set-up link or an upload.
fn shown(path: &str) -> String {
    let is_secret = |part: &str| Secret::parse(part).is_some();
    let parts = path
        .split('/')
        .map(|part| if is_secret(part) { "…" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn origin(site: &Site, request: &Request) -> Origin {
    let trusted = &site.config.trusted_proxies;
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let address = peer.map(|peer| client_address(peer, request.headers(), trusted));
    let is_from_proxy =
        peer.is_some_and(|peer| trusted.iter().any(|network| network.contains(peer)));
    let given = is_from_proxy.then(|| given_id(request.headers())).flatten();
    Origin {
        address,
        request: Some(given.unwrap_or_else(|| RequestId::from(Uuid::now_v7()))),
    }
}

fn given_id(headers: &HeaderMap) -> Option<RequestId> {
    headers.get(REQUEST_ID)?.to_str().ok()?.parse().ok()
}
