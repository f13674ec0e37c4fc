//! The languages of pages and mails.

use serde::{Deserialize, Serialize};

/// A language that pages and mails are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English, which everything is written in first.
    #[default]
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Dutch.
    #[serde(rename = "nl")]
    Dutch,
}

impl Language {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::English, Self::German, Self::Dutch];

    /// Its code (ISO 639-1), which is its tag in documents and headers too (RFC 5646).
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Dutch => "nl",
        }
    }

    /// What those who speak it call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Dutch => "Nederlands",
        }
    }

    /// The language of a code.
    pub fn by_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The language that a browser asks for, of those there are: the first of the heaviest in
    /// `Accept-Language` (RFC 9110, 12.5.4). Of a tag such as `de-AT`, its language counts
    /// (RFC 4647, 3.4).
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for range in header.split(',') {
            let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
            let code = tag.trim().split('-').next().unwrap_or_default();
            let language = Self::by_code(&code.to_ascii_lowercase());
            let (Some(language), Some(weight)) = (language, thousandths(weight)) else {
                continue;
            };
            if weight > best.map_or(0, |(_, weight)| weight) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// A weight (RFC 9110, 12.4.2) in thousandths; none is 1.
fn thousandths(weight: &str) -> Option<u16> {
    let weight = weight.trim();
    if weight.is_empty() {
        return Some(1000);
    }
    let value = weight.strip_prefix("q=").or(weight.strip_prefix("Q="))?;
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let is_whole = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if part.len() > 3 || !is_whole(part) {
        return None;
    }
    match whole {
        "1" => Some(1000),
        "0" => format!("{part:0<3}").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_there_is_is_taken() {
        let of = Language::accepted;
        assert_eq!(of("de-AT,de;q=0.9,en;q=0.8"), Some(Language::German));
        assert_eq!(of("fr, nl;q=0.5, en;q=0.7"), Some(Language::English));
        assert_eq!(of("NL"), Some(Language::Dutch));
        assert_eq!(of("en;q=0.8 , de ; q=0.85"), Some(Language::German));
        // Of two alike, the first.
        assert_eq!(of("nl,de"), Some(Language::Dutch));
    }

    #[test]
    fn what_is_not_wanted_or_not_there_is_not_taken() {
        for header in [
            "",
            "fr,it;q=0.5",
            "de;q=0",
            "de;q=2",
            "de;q=0.1234",
            "*",
            "deu",
            ";;,",
        ] {
            assert_eq!(Language::accepted(header), None, "{header}");
        }
    }

    #[test]
    fn a_code_is_that_of_its_language_alone() {
        for language in Language::ALL {
            assert_eq!(Language::by_code(language.code()), Some(language));
        }
        assert_eq!(Language::by_code("DE"), None);
    }
}
