//! Email addresses.

use crate::field::Issue;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An email address, kept as typed and compared without case.
///
/// The syntax is that of `<input type=email>` (HTML Standard, "valid e-mail address") with at
/// least one dot in the domain, which public mail needs and a slip of the hand lacks. A part of
/// the domain may end in a hyphen, which HTML refuses and real customer files have.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// The most characters an address may have (RFC 5321, 4.5.3.1.3, less the angle brackets).
    pub const MAX: u16 = 254;

    /// Reads an address as typed.
    pub fn parse(text: &str) -> Result<Self, Issue> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Issue::Required);
        }
        if text.len() > usize::from(Self::MAX) {
            return Err(Issue::TooLong { max: Self::MAX });
        }
        let (local, domain) = text.split_once('@').ok_or(Issue::NotAnEmail)?;
        let is_valid = !local.is_empty()
            && local.bytes().all(is_local_byte)
            && domain.contains('.')
            && domain.split('.').all(is_label);
        is_valid
            .then(|| Self(text.to_owned()))
            .ok_or(Issue::NotAnEmail)
    }

    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What addresses are compared and found by.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Email {}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_trimmed_kept_and_compared_without_case() {
        let email = Email::parse(" Info@Abreu.example ").unwrap();
        assert_eq!(email.as_str(), "Info@Abreu.example");
        assert_eq!(email, Email::parse("info@abreu.EXAMPLE").unwrap());
    }

    #[test]
    fn what_is_no_address_says_why() {
        assert_eq!(Email::parse(""), Err(Issue::Required));
        for wrong in [
            "admin@stemhuis",
            "not-an-email",
            "@x.example",
            "a@-x.example",
            "a@x..example",
            "a b@x.example",
            "a@b@c.example",
        ] {
            assert_eq!(Email::parse(wrong), Err(Issue::NotAnEmail), "{wrong}");
        }
        let long = format!("{}@x.example", "a".repeat(250));
        assert_eq!(Email::parse(&long), Err(Issue::TooLong { max: 254 }));
    }
}
