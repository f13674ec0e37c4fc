//! What is spoken in a recording.

use crate::field::Issue;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A language tag (RFC 5646) as far as engines use them: a language of two or three letters, and
/// perhaps parts that narrow it, such as `nl`, `en-GB` or `zh-Hant`. What is spoken in a recording
/// may be unknown: `und` (ISO 639-2, undetermined).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SpokenLanguage(String);

impl SpokenLanguage {
    /// The most characters of a tag.
    pub const MAX: u16 = 35;

    /// A language that nobody has said yet.
    pub fn unknown() -> Self {
        Self("und".to_owned())
    }

    /// Reads a tag, in any case. It is written as the standard recommends: the language in lower
    /// case, a script with a capital, a region in capitals.
    pub fn parse(text: &str) -> Result<Self, Issue> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Issue::Required);
        }
        if text.len() > usize::from(Self::MAX) {
            return Err(Issue::TooLong { max: Self::MAX });
        }
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let is_language =
            matches!(language.len(), 2 | 3) && language.bytes().all(|it| it.is_ascii_alphabetic());
        if !is_language {
            return Err(Issue::NotALanguage);
        }
        let mut tag = language.to_ascii_lowercase();
        for part in parts {
            let is_part =
                matches!(part.len(), 1..=8) && part.bytes().all(|it| it.is_ascii_alphanumeric());
            if !is_part {
                return Err(Issue::NotALanguage);
            }
            tag.push('-');
            tag.push_str(&written(part));
        }
        Ok(Self(tag))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A part behind the language, as RFC 5646 section 2.1.1 recommends to write it.
fn written(part: &str) -> String {
    let lower = part.to_ascii_lowercase();
    let is_letters = part.bytes().all(|it| it.is_ascii_alphabetic());
    match part.len() {
        2 => lower.to_ascii_uppercase(),
        4 if is_letters => {
            let (first, rest) = lower.split_at(1);
            first.to_ascii_uppercase() + rest
        }
        _ => lower,
    }
}

impl fmt::Display for SpokenLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for SpokenLanguage {
    type Error = &'static str;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Self::parse(&tag).map_err(|_| "not a language")
    }
}

impl From<SpokenLanguage> for String {
    fn from(language: SpokenLanguage) -> Self {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_written_in_one_way() {
        let of = |text| SpokenLanguage::parse(text).map(|it| it.0);
        assert_eq!(of("NL"), Ok("nl".into()));
        assert_eq!(of(" en-gb "), Ok("en-GB".into()));
        assert_eq!(of("zh-hANT-tw"), Ok("zh-Hant-TW".into()));
        assert_eq!(of("gsw"), Ok("gsw".into()));
        assert_eq!(of(""), Err(Issue::Required));
        for wrong in ["e", "dutch", "nl_NL", "nl-", "nl--x", "12", "nl-ünder"] {
            assert_eq!(of(wrong), Err(Issue::NotALanguage), "{wrong}");
        }
        assert!(matches!(of(&"nl-".repeat(20)), Err(Issue::TooLong { .. })));
    }
}
