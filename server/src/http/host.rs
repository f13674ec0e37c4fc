//! The host name a request was made for.

use http::header::HOST;
use http::request::Parts;
use http::{HeaderMap, Uri};

/// Host and port as the browser named them: the `Host` header in HTTP/1, the authority of the
/// address in HTTP/2. Never used in a link: only the configured public URL is.
pub fn authority<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> &'a str {
    uri.authority()
        .map(http::uri::Authority::as_str)
        .or_else(|| headers.get(HOST)?.to_str().ok())
        .unwrap_or_default()
}

/// The host name alone, in lower case, as realms are found by.
pub fn name(parts: &Parts) -> String {
    let authority = authority(&parts.uri, &parts.headers);
    let port = authority
        .rfind(':')
        .filter(|at| !authority[*at..].contains(']'));
    authority[..port.unwrap_or(authority.len())].to_ascii_lowercase()
}
