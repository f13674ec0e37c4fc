//! Addresses within this site: the only ones a redirect follows when the request names them.

use http::HeaderMap;
use http::header::REFERER;
use std::fmt;

/// A path with its query, such as `/customers?page=3`, that a browser can only read as an
/// address of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// The most bytes that are believed; nothing of ours is longer.
    const MAX: usize = 2_000;

    /// Reads a path from outside. `//host` and `/\host` lead elsewhere, and browsers take tabs
    /// and line breaks out before they look (WHATWG URL Standard, "basic URL parser").
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = text.bytes();
        let is_local = bytes.next() == Some(b'/')
            && !matches!(bytes.next(), Some(b'/' | b'\\'))
            && text.len() <= Self::MAX
            && text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        is_local.then(|| Self(text.to_owned()))
    }

    /// The page that a form was posted from, if it is one of this site: of `host`.
    pub fn of_referer(headers: &HeaderMap, host: &str) -> Option<Self> {
        let referer = headers.get(REFERER)?.to_str().ok()?;
        let (_, rest) = referer.split_once("://")?;
        let (authority, path) = rest.split_at(rest.find('/')?);
        let path = path.split('#').next().unwrap_or_default();
        authority
            .eq_ignore_ascii_case(host)
            .then(|| Self::parse(path))
            .flatten()
    }

    /// Where one goes after signing in. Going back to the door itself would be a circle.
    pub fn after_sign_in(text: &str) -> Option<Self> {
        Self::parse(text).filter(|path| {
            !["/login", "/logout"]
                .iter()
                .any(|door| path.0.starts_with(door))
        })
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_believed() {
        assert!(LocalPath::parse("/customers?page=3&sort=name").is_some());
        for wrong in [
            "",
            "customers",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/a b",
            "/x\r\nSet-Cookie: a=b",
        ] {
            assert_eq!(LocalPath::parse(wrong), None, "{wrong:?}");
        }
        assert_eq!(LocalPath::after_sign_in("/login?next=/login"), None);
    }

    #[test]
    fn a_referer_counts_when_it_is_of_this_host() {
        let referer = |text: &str| {
            let headers = HeaderMap::from_iter([(REFERER, text.parse().unwrap())]);
            LocalPath::of_referer(&headers, "127.0.0.1:3000").map(|path| path.0)
        };
        assert_eq!(
            referer("http://127.0.0.1:3000/customers?q=a#x"),
            Some("/customers?q=a".into())
        );
        assert_eq!(referer("http://evil.example/customers"), None);
        assert_eq!(
            referer("http://127.0.0.1:3000@evil.example/customers"),
            None
        );
        assert_eq!(referer("http://127.0.0.1:3000"), None);
    }
}
