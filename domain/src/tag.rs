//! Tags: the reseller's own labels for customers.

use crate::field::Issue;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// One label, 1 to 40 characters, without the comma and semicolon that separate labels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    /// The most characters of a tag.
    pub const MAX: u16 = 40;

    /// Reads a tag as typed.
    pub fn parse(text: &str) -> Result<Self, Issue> {
        let text = text::line(text, Self::MAX)?;
        if text.contains([',', ';']) {
            return Err(Issue::Separator);
        }
        Ok(Self(text))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The tags of one customer: a set, kept and shown in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tags(BTreeSet<Tag>);

impl Tags {
    /// The most tags one customer may carry.
    pub const MAX: u16 = 20;

    /// Reads tags separated by commas or semicolons; empty ones do not count.
    pub fn parse(text: &str) -> Result<Self, Issue> {
        let tags = text
            .split([',', ';'])
            .filter(|part| !part.trim().is_empty())
            .map(Tag::parse)
            .collect::<Result<BTreeSet<_>, _>>()?;
        Self(tags).limited()
    }

    /// These tags with others added.
    pub fn with(mut self, others: &Self) -> Result<Self, Issue> {
        self.0.extend(others.iter().cloned());
        self.limited()
    }

    /// These tags with others taken away.
    #[must_use]
    pub fn without(mut self, others: &Self) -> Self {
        self.0.retain(|tag| !others.0.contains(tag));
        self
    }

    /// The tags in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn limited(self) -> Result<Self, Issue> {
        if self.0.len() > usize::from(Self::MAX) {
            return Err(Issue::TooMany { max: Self::MAX });
        }
        Ok(self)
    }
}

impl FromIterator<Tag> for Tags {
    fn from_iter<I: IntoIterator<Item = Tag>>(tags: I) -> Self {
        Self(tags.into_iter().collect())
    }
}

/// The form that `Tags::parse` reads: `legal;VIP`.
impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, tag) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(";")?;
            }
            f.write_str(tag.as_str())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_a_set_in_order() {
        let tags = Tags::parse("VIP, legal;VIP;;").unwrap();
        assert_eq!(tags.to_string(), "VIP;legal");
        assert_eq!(Tags::parse(&tags.to_string()), Ok(tags));
    }

    #[test]
    fn too_many_tags_are_refused() {
        let typed = (0..21).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(Tags::parse(&typed), Err(Issue::TooMany { max: 20 }));
    }
}
