//! Refusals and failures of routes that are not pages: a short page for people, JSON for programs.

use app::refusal::page;
use axum::Json;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use domain::Error;
use domain::access::Origin;
use domain::id::RequestId;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};

/// Whether the answer is for a person's eyes rather than for a program's.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// Where a request came from, as far as it is known.
pub fn origin(parts: &Parts) -> Origin {
    parts
        .extensions
        .get::<Origin>()
        .cloned()
        .unwrap_or_default()
}

/// The request's ID, if it has come past the layer that gives one.
pub fn request_id(parts: &Parts) -> Option<RequestId> {
    parts
        .extensions
        .get::<Origin>()
        .and_then(|origin| origin.request)
}

/// The answer that says what went wrong.
pub fn answer(error: &Error, parts: &Parts) -> Response {
    let request = request_id(parts);
    let error = match error {
        Error::Internal(None) => Error::Internal(request),
        error => error.clone(),
    };
    let status = StatusCode::from_u16(app::Failure::status(&error))
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = if wants_page(&parts.headers) {
        (
            status,
            [(CONTENT_TYPE, "text/html; charset=utf-8")],
            page(status, request),
        )
            .into_response()
    } else {
        (status, Json(&error)).into_response()
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// The answer of a handler that panicked; the panic's own text stays in the log.
#[expect(clippy::needless_pass_by_value, reason = "what CatchPanicLayer calls")]
pub fn of_panic(cause: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    tracing::error!(panic = text, "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Gives words to an answer that is a bare status: of a panic, a time-out, a limit.
pub fn with_words(mut response: Response, wants_page: bool, request: RequestId) -> Response {
    let status = response.status();
    let is_bare = !response.headers().get(CONTENT_TYPE).is_some_and(is_ours);
    if !(status.is_client_error() || status.is_server_error()) || !is_bare {
        return response;
    }
    let (media_type, body) = if wants_page {
        ("text/html; charset=utf-8", page(status, Some(request)))
    } else {
        (
            "application/json",
            serde_json::to_string(&error_of(status, request)).unwrap_or_default(),
        )
    };
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    *response.body_mut() = Body::from(body);
    response
}

/// The layers around ours answer with plain text, if with anything.
fn is_ours(media_type: &HeaderValue) -> bool {
    !media_type.as_bytes().starts_with(b"text/plain")
}

fn error_of(status: StatusCode, request: RequestId) -> Error {
    match status {
        StatusCode::SERVICE_UNAVAILABLE => Error::Unavailable,
        StatusCode::NOT_FOUND => Error::NotFound,
        status if status.is_client_error() => Error::BadRequest,
        _ => Error::Internal(Some(request)),
    }
}
