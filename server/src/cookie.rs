//! Cookies, as far as this server needs them (RFC 6265).

use crate::config::PublicUrl;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

/// The value of a cookie that came with a request.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The name of a cookie that only this very host can have set.
///
/// `__Host-` says so to the browser, which then wants `Secure`; over plain HTTP, as on a
/// developer's machine, not every browser takes such a cookie, and it goes without.
pub fn name_at(url: &PublicUrl, name: &str) -> String {
    if url.is_https() {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// The `Set-Cookie` line for a value of ours. Scripts never see it, and it comes along from other
/// sites only when a link is followed. `max_age` is in seconds; zero takes the cookie away, and
/// none lets it live as long as the browser does.
pub fn set(url: &PublicUrl, name: &str, value: &str, max_age: Option<u32>) -> Option<HeaderValue> {
    let name = name_at(url, name);
    let secure = if url.is_https() { "; Secure" } else { "" };
    let max_age = max_age
        .map(|seconds| format!("; Max-Age={seconds}"))
        .unwrap_or_default();
    let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{max_age}");
    HeaderValue::from_str(&line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers =
            HeaderMap::from_iter([(COOKIE, "a=1; session=x=y; sessions=2".parse().unwrap())]);
        assert_eq!(read(&headers, "session"), Some("x=y"));
        assert_eq!(read(&headers, "sess"), None);
    }

    #[test]
    fn over_https_a_cookie_belongs_to_the_host_alone() {
        let https: PublicUrl = "https://console.example".parse().unwrap();
        assert_eq!(
            set(&https, "session", "x", None).unwrap(),
            "__Host-session=x; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        let plain: PublicUrl = "http://127.0.0.1:3000".parse().unwrap();
        assert_eq!(
            set(&plain, "session", "", Some(0)).unwrap(),
            "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}
