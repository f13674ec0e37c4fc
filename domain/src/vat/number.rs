//! One number: how it is read and kept.

use super::state::State;
use crate::field::Issue;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A VAT identification number in the writing of invoices and of VIES: upper case, without
/// separators, behind the prefix of its member state (`NL004495445B01`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VatNumber(String);

impl VatNumber {
    /// The fewest characters of a number of a country that is not checked.
    const MIN: usize = 2;

    /// The most characters of a number of a country that is not checked.
    const MAX: usize = 20;

    /// Reads a number as typed by a company in `country` (ISO 3166-1 alpha-2), with or without
    /// the prefix.
    ///
    /// Numbers of member states come out with their prefix, which in Greece is `EL` (`GR` is
    /// understood as well). Numbers of all other countries are kept as typed.
    ///
    /// One ambiguity is decided against the rarer reading: a French key of two letters that spell
    /// the prefix of another state needs `FR` before it.
    pub fn parse(typed: &str, country: &str) -> Result<Self, Issue> {
        let text = normalised(typed);
        if text.is_empty() {
            return Err(Issue::Required);
        }
        match State::of(country) {
            Some(state) => state.number(&text).map(Self),
            None => Self::unchecked(text),
        }
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn unchecked(text: String) -> Result<Self, Issue> {
        let is_plausible = (Self::MIN..=Self::MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_plausible
            .then_some(Self(text))
            .ok_or_else(|| Issue::NotAVatNumber {
                example: String::new(),
            })
    }
}

/// Takes back what was written with `into`. The country is not known here, so that only the
/// alphabet and the length count; `+` and `*` stand in old Irish numbers.
impl TryFrom<String> for VatNumber {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_normalised = (Self::MIN..=Self::MAX).contains(&text.len())
            && text
                .bytes()
                .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'*'));
        is_normalised
            .then_some(Self(text))
            .ok_or("not a normalised VAT number")
    }
}

impl From<VatNumber> for String {
    fn from(number: VatNumber) -> Self {
        number.0
    }
}

impl fmt::Display for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn normalised(typed: &str) -> String {
    typed
        .chars()
        .filter(|character| !is_separator(*character))
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

/// What people group digits with: spaces, dots, slashes (`7103192745` is at home `710319/2745`)
/// and the hyphens and dashes that word processors make of a hyphen.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '.' | '/' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vat::example;

    fn parsed(typed: &str, country: &str) -> Result<String, Issue> {
        VatNumber::parse(typed, country).map(Into::into)
    }

    fn no_number(country: &str) -> Result<String, Issue> {
        Err(Issue::NotAVatNumber {
            example: example(country).to_owned(),
        })
    }

    #[test]
    fn case_and_separators_are_not_part_of_a_number() {
        for (typed, country, number) in [
            (" nl 0044.95.445.b01 ", "NL", "NL004495445B01"),
            ("be 0417.497.106", "BE", "BE0417497106"),
            ("X-5910266-W", "ES", "ESX5910266W"),
            ("556012\u{2013}5790\u{a0}01", "SE", "SE556012579001"),
            ("710319/2745", "CZ", "CZ7103192745"),
        ] {
            assert_eq!(parsed(typed, country), Ok(number.into()), "{typed}");
        }
    }

    #[test]
    fn greece_writes_el_and_is_understood_when_it_writes_gr() {
        for typed in ["EL094019245", "GR 094019245", "094019245"] {
            assert_eq!(parsed(typed, "GR"), Ok("EL094019245".into()), "{typed}");
        }
    }

    #[test]
    fn belgian_numbers_of_old_get_their_zero() {
        assert_eq!(parsed("BE 417497106", "BE"), Ok("BE0417497106".into()));
    }

    #[test]
    fn a_number_of_another_state_is_no_number_of_this_one() {
        assert_eq!(parsed("DE129273398", "NL"), no_number("NL"));
        assert_eq!(parsed("EL094019245", "PT"), no_number("PT"));
        for foreign in ["DE129273398", "PT500697256", "GR094019245", "GB123456789"] {
            assert_eq!(parsed(foreign, "FR"), no_number("FR"), "{foreign}");
        }
    }

    #[test]
    fn what_has_the_wrong_form_is_answered_with_an_example() {
        assert_eq!(parsed(" -. ", "NL"), Err(Issue::Required));
        for (typed, country) in [
            ("NL004495445", "NL"),
            ("NL004495445C01", "NL"),
            ("12345678", "DE"),
            ("DE12927339\u{0669}", "DE"),
            ("FRIO334175221", "FR"),
            ("EST1234567A", "ES"),
            ("BE2417497106", "BE"),
            ("LU00000000", "LU"),
            ("PL", "PL"),
        ] {
            assert_eq!(parsed(typed, country), no_number(country), "{typed}");
        }
    }

    #[test]
    fn numbers_of_all_other_countries_are_only_normalised() {
        assert_eq!(parsed("gb 123-4567.89", "GB"), Ok("GB123456789".into()));
        assert_eq!(parsed("12-3456789", "US"), Ok("123456789".into()));
        assert_eq!(parsed("", "US"), Err(Issue::Required));
        for wrong in ["1", "123456789012345678901", "12_34", "١٢٣"] {
            assert_eq!(parsed(wrong, "US"), no_number("US"), "{wrong}");
        }
    }

    #[test]
    fn a_number_is_taken_back_as_it_was_given_out() {
        let number = VatNumber::parse("nl004495445b01", "NL").unwrap();
        assert_eq!(number.to_string(), number.as_str());
        assert_eq!(
            VatNumber::try_from(String::from(number.clone())),
            Ok(number)
        );
        for wrong in ["", "N", "nl004495445b01", "NL 004495445B01"] {
            assert!(VatNumber::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
