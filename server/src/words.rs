//! The words that pages bring to the browser.

use crate::assets::FOR_EVER;
use app::words;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::language::Language;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

/// `GET /words/{file}`: the words of one language. The name changes with them; that of former words
/// is not there any more.
pub async fn file(Path(file): Path<String>) -> Response {
    let mut scripts = Language::ALL.into_iter().filter_map(words::script);
    let Some(script) = scripts.find(|it| it.path.strip_prefix("/words/") == Some(&file)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let javascript = "text/javascript; charset=utf-8";
    let mut response = ([(CONTENT_TYPE, javascript)], script.text.as_str()).into_response();
    response.headers_mut().insert(CACHE_CONTROL, FOR_EVER);
    response
}
