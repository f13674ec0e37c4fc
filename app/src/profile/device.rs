//! Browsers and systems by the names people know them by.

use crate::words::t;

/// What is in the names that browsers give themselves, the more special ones first: most of them
/// claim to be several others.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// "Chrome on Linux", from what a browser calls itself.
pub(super) fn device_words(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        let mut names = names.iter();
        names.find(|(part, _)| agent.contains(part)).map(|it| it.1)
    };
    let browser = find(&BROWSERS).unwrap_or_else(|| t!("A browser"));
    match find(&SYSTEMS) {
        Some(system) => t!("{browser} on {system}", browser = browser, system = system),
        None if agent.is_empty() => t!("Unknown").to_owned(),
        None => browser.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::device_words;

    #[test]
    fn the_most_special_name_counts() {
        let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
            Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(device_words(agent), "Chrome on Linux");
        let agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
            Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(device_words(agent), "Edge on Windows");
        let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
            (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(device_words(agent), "Safari on iPhone");
        assert_eq!(device_words("curl/8.5.0"), "A browser");
        assert_eq!(device_words(""), "Unknown");
    }
}
