//! One country, as a phone number's context.

use super::countries::COUNTRIES;
use crate::field::Issue;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A country with phone numbers of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    code: &'static str,
    dial_code: u16,
    name: &'static str,
}

impl Country {
    pub(super) const fn new(code: &'static str, dial_code: u16, name: &'static str) -> Self {
        Self {
            code,
            dial_code,
            name,
        }
    }

    /// ISO 3166-1 alpha-2, such as `NL`.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// What an international number begins with, without the plus: `31`.
    pub const fn dial_code(self) -> u16 {
        self.dial_code
    }

    /// The English name.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// All countries, by name.
    pub fn all() -> &'static [Self] {
        COUNTRIES
    }

    /// The country with an ISO code in any case.
    pub fn by_code(code: &str) -> Result<Self, Issue> {
        COUNTRIES
            .iter()
            .find(|country| country.code.eq_ignore_ascii_case(code))
            .copied()
            .ok_or(Issue::UnknownCountry)
    }

    /// Reads a country as a person writes it: code, dial code, name, or what `Display` writes.
    ///
    /// Of several countries with one dial code the best known one answers.
    pub fn find(typed: &str) -> Result<Self, Issue> {
        let typed = typed.trim();
        if let Ok(country) = Self::by_code(typed.split(' ').next().unwrap_or_default()) {
            return Ok(country);
        }
        let dial_code = typed.trim_start_matches(['+', '0']);
        COUNTRIES
            .iter()
            .find(|country| country.name.eq_ignore_ascii_case(typed))
            .or_else(|| {
                MAIN_OF_SHARED_CODE
                    .iter()
                    .find(|country| country.has_dial_code(dial_code))
            })
            .or_else(|| {
                COUNTRIES
                    .iter()
                    .find(|country| country.has_dial_code(dial_code))
            })
            .copied()
            .ok_or(Issue::UnknownCountry)
    }

    /// Whether a few typed letters or digits may mean this country.
    pub fn matches(self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        self.name.to_lowercase().contains(&typed)
            || self.code.eq_ignore_ascii_case(&typed)
            || self
                .dial_code
                .to_string()
                .starts_with(typed.trim_start_matches('+'))
                && typed.contains(|c: char| c.is_ascii_digit())
    }

    fn has_dial_code(self, digits: &str) -> bool {
        digits.parse() == Ok(self.dial_code)
    }
}

/// Dial codes that several countries share are answered by the one that runs the numbering plan.
static MAIN_OF_SHARED_CODE: &[Country] = &[
    Country::new("US", 1, "United States"),
    Country::new("RU", 7, "Russia"),
    Country::new("IT", 39, "Italy"),
    Country::new("GB", 44, "United Kingdom"),
    Country::new("NO", 47, "Norway"),
    Country::new("AU", 61, "Australia"),
    Country::new("MA", 212, "Morocco"),
    Country::new("RE", 262, "Réunion"),
    Country::new("GP", 590, "Guadeloupe"),
    Country::new("CW", 599, "Curaçao"),
    Country::new("FI", 358, "Finland"),
];

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::by_code(&code).map_err(|_| D::Error::custom("not a country code"))
    }
}

/// `NL +31`.
impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} +{}", self.code, self.dial_code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_code_dial_code_and_name() {
        for typed in [
            "NL",
            "nl",
            "31",
            "+31",
            "0031",
            "Netherlands",
            "netherlands",
            "NL +31",
        ] {
            assert_eq!(Country::find(typed).map(Country::code), Ok("NL"), "{typed}");
        }
        assert_eq!(Country::find("+44").map(Country::code), Ok("GB"));
        assert_eq!(Country::find("Atlantis"), Err(Issue::UnknownCountry));
    }

    #[test]
    fn every_main_country_is_one_of_all() {
        for main in MAIN_OF_SHARED_CODE {
            assert!(COUNTRIES.contains(main), "{main}");
        }
    }
}
