//! Phone numbers.

mod countries;
mod country;
#[cfg(feature = "phone-metadata")]
mod metadata;

pub use country::Country;

use crate::field::Issue;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A phone number in both of its international writings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    e164: String,
    international: String,
}

impl Phone {
    /// A number that was valid when it was stored.
    pub fn stored(e164: String, international: String) -> Self {
        Self {
            e164,
            international,
        }
    }

    /// Reads a number as typed, nationally as in `country` or internationally from anywhere.
    ///
    /// Where the numbering plans are at hand (the server) they decide; elsewhere (the browser)
    /// the general form of ITU-T E.164 has to do.
    pub fn parse(typed: &str, country: Country) -> Result<Self, Issue> {
        let digits = plausible(typed)?;
        #[cfg(feature = "phone-metadata")]
        {
            metadata::parse(typed, &digits, country)
        }
        #[cfg(not(feature = "phone-metadata"))]
        {
            let international = match digits.strip_prefix('+') {
                Some(_) => digits,
                None => format!("+{}{}", country.dial_code(), digits.trim_start_matches('0')),
            };
            Ok(Self {
                e164: international.clone(),
                international,
            })
        }
    }

    /// `+31206234567` (ITU-T E.164): what is stored and dialled.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// `+31 20 623 4567`: what is shown.
    pub fn international(&self) -> &str {
        &self.international
    }

    /// The number in two parts, as a form shows it: the country of its dial code, and the rest.
    /// Without a space after the dial code the whole number is the rest.
    pub fn parts(&self) -> (Option<Country>, &str) {
        match self.international.split_once(' ') {
            Some((dial_code, rest)) => match Country::find(dial_code) {
                Ok(country) => (Some(country), rest),
                Err(_) => (None, &self.international),
            },
            None => (None, &self.international),
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.international)
    }
}

/// The digits of what may be a phone number, with a plus in front if it is written
/// internationally.
fn plausible(typed: &str) -> Result<String, Issue> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Issue::Required);
    }
    let is_writing = |c: char| c.is_ascii_digit() || "+ -.()/\u{a0}".contains(c);
    if !typed.chars().all(is_writing) || typed.rfind('+').is_some_and(|at| at > 0) {
        return Err(Issue::NotAPhone);
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if !(3..=17).contains(&digits.len()) {
        return Err(Issue::NotAPhone);
    }
    Ok(match (typed.starts_with('+'), digits.strip_prefix("00")) {
        (true, _) => format!("+{digits}"),
        (false, Some(international)) => format!("+{international}"),
        (false, None) => digits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_number_is_refused_everywhere() {
        let country = Country::by_code("NL").unwrap();
        assert_eq!(Phone::parse("  ", country), Err(Issue::Required));
        for wrong in ["call me", "12", "+31 20 +31", "1234567890123456789"] {
            assert_eq!(
                Phone::parse(wrong, country),
                Err(Issue::NotAPhone),
                "{wrong}"
            );
        }
    }
}
