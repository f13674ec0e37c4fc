//! The version of a thing, as programs name it: `ETag` and `If-Match` (RFC 9110).

use super::problem::Refusal;
use axum::Json;
use domain::Error;
use domain::error::Conflict;
use http::header::{ETAG, IF_MATCH};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

/// A thing with its version.
pub type Tagged<T> = ([(HeaderName, String); 1], Json<T>);

/// A thing with its version.
pub fn tagged<T>(version: i32, thing: T) -> Tagged<T> {
    ([(ETAG, written(version))], Json(thing))
}

/// A version as a header names it.
pub fn written(version: i32) -> String {
    format!("\"{version}\"")
}

/// Refuses a change that does not name the version it is made from, or names another one than the
/// present one.
pub fn need(headers: &HeaderMap, present: i32) -> Result<(), Refusal> {
    if headers.contains_key(IF_MATCH) {
        return check(headers, present);
    }
    Err(Refusal::new(
        StatusCode::PRECONDITION_REQUIRED,
        "precondition_required",
        "The version that is to be changed is not named",
        "Send the ETag of what you have read in the header If-Match.",
    ))
}

/// Refuses a change that names another version than the present one.
pub fn check(headers: &HeaderMap, present: i32) -> Result<(), Refusal> {
    let mut named = headers.get_all(IF_MATCH).iter().peekable();
    let present = written(present);
    let is_named = |value: &HeaderValue| {
        let mut tags = value.to_str().unwrap_or_default().split(',').map(str::trim);
        // Proxies that compress make a tag weak on its way; it means the same version.
        tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == present)
    };
    if named.peek().is_none() || named.any(is_named) {
        return Ok(());
    }
    Err(Error::Conflict(Conflict::Changed).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for &line in lines {
            headers.append(IF_MATCH, HeaderValue::from_static(line));
        }
        headers
    }

    #[test]
    fn a_version_is_named_alone_or_among_others() {
        for line in ["\"7\"", "W/\"7\"", "\"6\", \"7\"", "*"] {
            assert!(check(&named(&[line]), 7).is_ok(), "{line}");
        }
        for line in ["\"6\"", "7", "\"77\"", ""] {
            assert!(check(&named(&[line]), 7).is_err(), "{line}");
        }
        assert!(check(&named(&["\"6\"", "\"7\""]), 7).is_ok());
        assert!(check(&named(&[]), 7).is_ok());
        assert!(need(&named(&[]), 7).is_err());
        assert!(need(&named(&["\"7\""]), 7).is_ok());
    }
}
