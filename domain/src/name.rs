//! Names of people and organisations.

use crate::field::Issue;
use crate::text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A name: 1 to 200 characters of any script, in normalisation form C, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// The most characters (Unicode scalar values) a name may have.
    pub const MAX: u16 = 200;

    /// Reads a name as typed.
    pub fn parse(text: &str) -> Result<Self, Issue> {
        text::line(text, Self::MAX).map(Self)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_script_and_loses_its_margins() {
        assert_eq!(
            Name::parse("  株式会社渡辺印刷 ").map(|n| n.0),
            Ok("株式会社渡辺印刷".into())
        );
    }

    #[test]
    fn decomposed_letters_are_composed_before_they_are_counted() {
        let typed = "e\u{301}".repeat(200);
        assert_eq!(Name::parse(&typed).map(|n| n.0.chars().count()), Ok(200));
    }

    #[test]
    fn what_is_no_name_says_why() {
        assert_eq!(Name::parse(" \t "), Err(Issue::Required));
        assert_eq!(
            Name::parse(&"x".repeat(201)),
            Err(Issue::TooLong { max: 200 })
        );
        assert_eq!(Name::parse("bell\u{7}"), Err(Issue::ControlCharacter));
    }
}
