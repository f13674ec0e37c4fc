//! Scripts, styles, fonts and images, as the build left them in the site's folder.

use crate::config::Config;
use crate::pages;
use crate::site::Site;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH, LAST_MODIFIED};
use http::{HeaderMap, HeaderValue, StatusCode};
use leptos::config::LeptosOptions;
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// What carries a hash of its content in its name never changes.
pub const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Everything else is asked for again after five minutes.
const FOR_A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=300");
/// The characters of a hash in a file name: 128 bits in base64.
const HASH: usize = 22;

/// How pages name their scripts and styles. The build writes the hashes of their names beside the
/// program.
pub fn options(config: &Config) -> LeptosOptions {
    let mut options = LeptosOptions::builder()
        .output_name("entrepot")
        .site_root(config.site_root.to_string_lossy())
        .site_pkg_dir("pkg")
        .build();
    let folder = std::env::current_exe().ok();
    let folder = folder.as_deref().and_then(Path::parent);
    options.hash_files = folder.is_some_and(|it| it.join(&*options.hash_file).is_file());
    options
}

/// The address of the style sheet, for pages that are not the application's.
pub fn stylesheet(options: &LeptosOptions) -> String {
    let (folder, name) = (&options.site_pkg_dir, &options.output_name);
    let hash = options
        .hash_files
        .then(|| hash_of(options, "css"))
        .flatten();
    match hash {
        Some(hash) => format!("/{folder}/{name}.{hash}.css"),
        None => format!("/{folder}/{name}.css"),
    }
}

/// The hash in the name of a file of a kind, as the build wrote it down.
fn hash_of(options: &LeptosOptions, kind: &str) -> Option<String> {
    let program = std::env::current_exe().ok()?;
    let hashes = std::fs::read_to_string(program.parent()?.join(&*options.hash_file)).ok()?;
    let mut lines = hashes.lines().filter_map(|line| line.split_once(':'));
    let hash = lines.find(|(name, _)| name.trim() == kind)?.1;
    Some(hash.trim().to_owned())
}

/// A file of the site, in the encoding the browser likes best; else the page that says that
/// there is nothing here.
pub async fn file(State(site): State<Arc<Site>>, request: Request) -> Response {
    let asked = request.headers().get(IF_NONE_MATCH).cloned();
    let is_hashed = has_hash(request.uri().path());
    let (parts, body) = request.into_parts();
    let files = ServeDir::new(&site.config.site_root)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let found = match files
        .oneshot(Request::from_parts(parts.clone(), Body::empty()))
        .await
    {
        Ok(found) => found.map(Body::new),
        Err(never) => match never {},
    };
    if !found.status().is_success() && found.status() != StatusCode::NOT_MODIFIED {
        return pages::not_found(&site, Request::from_parts(parts, body)).await;
    }
    let mut response = found;
    let headers = response.headers_mut();
    headers.insert(
        CACHE_CONTROL,
        if is_hashed { FOR_EVER } else { FOR_A_WHILE },
    );
    let tag = tag(headers);
    if let Some(tag) = &tag {
        headers.insert(ETAG, tag.clone());
    }
    if tag.is_some() && tag == asked {
        let headers = response.headers().clone();
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    response
}

/// A weak tag (RFC 9110, 8.8.3): when the file was written, and in which encoding it is sent.
fn tag(headers: &HeaderMap) -> Option<HeaderValue> {
    let written = headers.get(LAST_MODIFIED)?.to_str().ok()?;
    let encoding = headers
        .get("content-encoding")
        .and_then(|it| it.to_str().ok())
        .unwrap_or("");
    HeaderValue::from_str(&format!(
        "W/\"{}{encoding}\"",
        written.replace([' ', ',', ':'], "")
    ))
    .ok()
}

fn has_hash(path: &str) -> bool {
    let is_hash = |part: &str| {
        part.len() == HASH
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    path.strip_prefix("/pkg/")
        .is_some_and(|name| name.split('.').skip(1).any(is_hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert!(has_hash("/pkg/entrepot.n4wvV-3Y1lbWs3mnSA1NCw.wasm"));
        assert!(!has_hash("/pkg/entrepot.wasm"));
        assert!(!has_hash("/favicon.n4wvV-3Y1lbWs3mnSA1NCw.svg"));
    }
}
