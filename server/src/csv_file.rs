//! CSV files on their way out (RFC 4180), streamed.

use crate::site::Site;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use domain::error::{Error, Result};
use futures::TryStreamExt;
use futures::stream::Stream;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};

/// The answer that a browser keeps as a file called `name` and the day. `place` is kept while the
/// file is on its way, and given back with the last byte, or when the client goes away.
pub fn download(
    site: &Site,
    name: &str,
    place: impl Send + 'static,
    lines: impl Stream<Item = Result<Bytes>> + Send + 'static,
) -> Response {
    let today = site.clock.now().to_string();
    let file = format!("attachment; filename=\"{name}-{}.csv\"", &today[..10]);
    let lines = lines.inspect_ok(move |_| {
        let _ = &place;
    });
    let headers = [
        (
            CONTENT_TYPE,
            "text/csv; charset=utf-8; header=present".to_owned(),
        ),
        (CONTENT_DISPOSITION, file),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Body::from_stream(lines)).into_response()
}

/// A line that could not be written.
pub fn failed(cause: impl std::fmt::Display) -> Error {
    tracing::error!(%cause, "a line could not be written");
    Error::Internal(None)
}
