//! EU VAT identification numbers, checked offline for their form and their check digits.
//!
//! The rules are those of the European Commission's "VIES: VAT number construction rules"
//! (version 15.0) and, where it is silent or older than the practice, of the member state. They
//! say whether a number can exist. Whether it does, only VIES itself can say.
//!
//! A rule that leaves out real numbers would lock their owners out. So where a rule is known to
//! have exceptions, or its source is uncertain, only the form counts.

mod digits;
mod letter;
mod number;
mod remainder;
mod state;
mod weight;

pub use number::VatNumber;

use state::State;

/// Whether the numbers of a country (ISO 3166-1 alpha-2) are checked: those of the 27 member
/// states. Northern Ireland (`XI`) is part of `GB`, which is not.
pub fn is_checked(country: &str) -> bool {
    State::of(country).is_some()
}

/// A number that a country (ISO 3166-1 alpha-2) could issue, with its prefix; empty where the
/// numbers are not checked.
pub fn example(country: &str) -> &'static str {
    State::of(country).map_or("", State::example)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Issue;

    /// Numbers of companies, of authorities, and of the documentation of the member states.
    const VALID: &[(&str, &str)] = &[
        ("AT", "ATU33864707 ATU14189108 ATU66664013"),
        ("BE", "BE0417497106 BE0202239951 BE0400378485 BE1000000021"),
        (
            "BG",
            "BG175074752 BG131468980 BG831642181 BG7523169263 BG7111042925",
        ),
        ("CY", "CY10259033P CY10272781S CY90000448S"),
        ("CZ", "CZ45274649 CZ00177041 CZ27082440 CZ7103192745"),
        ("DE", "DE129273398 DE143454214 DE115235681"),
        ("DK", "DK22756214 DK47458714 DK24256790"),
        ("EE", "EE100931558 EE100594102 EE100207415"),
        (
            "ES",
            "ESA28015865 ESA15075062 ESQ2818014I ES12345678Z ESX5910266W ESM1234567L",
        ),
        ("FI", "FI01120389 FI18523029 FI20774740"),
        (
            "FR",
            "FR64443061841 FR66780129987 FR10632012100 FRK7399859412 FR0H384498879",
        ),
        ("GR", "EL094019245 EL090000045 EL094014201"),
        ("HR", "HR81793146560 HR27759560625 HR33392005961"),
        ("HU", "HU10625790 HU10537914 HU10484878"),
        (
            "IE",
            "IE6388047V IE9692928F IE3336483DH IE3706224MH IE6433435FW IE8Z49289F IE8Y41127O",
        ),
        ("IT", "IT00905811006 IT07973780013 IT00159560366"),
        (
            "LT",
            "LT119511515 LT212154314 LT100001919017 LT100004801610",
        ),
        ("LU", "LU20260743 LU20981643 LU22046007"),
        ("LV", "LV40003245752 LV40003032949 LV90000022399"),
        ("MT", "MT11679112 MT10126313 MT15750503"),
        ("NL", "NL004495445B01 NL805734958B01 NL000099998B57"),
        ("PL", "PL7740001454 PL5252674798 PL7342867148"),
        ("PT", "PT500697256 PT504499777 PT500278725"),
        ("RO", "RO1590082 RO160796 RO18547290"),
        ("SE", "SE556012579001 SE556016068001 SE556703748501"),
        ("SI", "SI82646716 SI80267432 SI45884595"),
        ("SK", "SK2020317068 SK2020273893 SK2020372640"),
    ];

    fn valid() -> impl Iterator<Item = (&'static str, &'static str)> {
        VALID
            .iter()
            .flat_map(|(country, numbers)| numbers.split(' ').map(move |number| (*country, number)))
    }

    fn parsed(typed: &str, country: &str) -> Result<String, Issue> {
        VatNumber::parse(typed, country).map(Into::into)
    }

    /// The number with another digit in the place.
    fn mistyped(number: &str, place: usize) -> String {
        number
            .char_indices()
            .map(|(at, found)| match found.to_digit(10) {
                Some(digit) if at == place => char::from_digit((digit + 1) % 10, 10).unwrap(),
                _ => found,
            })
            .collect()
    }

    #[test]
    fn numbers_of_every_member_state_are_read_with_and_without_their_prefix() {
        for (country, number) in valid() {
            assert_eq!(parsed(number, country), Ok(number.into()), "{number}");
            assert_eq!(parsed(&number[2..], country), Ok(number.into()), "{number}");
        }
    }

    #[test]
    fn a_wrong_digit_is_found_in_the_numbers_of_every_member_state() {
        for (country, number) in valid() {
            let wrong = mistyped(number, 5);
            assert_ne!(wrong, number);
            assert_eq!(
                parsed(&wrong, country),
                Err(Issue::WrongCheckDigits),
                "{wrong}"
            );
        }
    }

    #[test]
    fn the_27_member_states_are_checked_and_have_an_example_that_is_valid() {
        assert_eq!(VALID.len(), 27);
        for (country, _) in VALID {
            assert!(is_checked(country));
            assert_eq!(
                parsed(example(country), country),
                Ok(example(country).into())
            );
        }
        for country in ["GB", "XI", "EL", "US", "", "nl"] {
            assert!(!is_checked(country), "{country}");
            assert_eq!(example(country), "");
        }
    }

    #[test]
    fn kinds_of_numbers_without_a_reliable_rule_are_taken_by_their_form() {
        for (number, country) in [
            ("CY60000000A", "CY"),
            ("CZ640903926", "CZ"),
            ("CZ699000899", "CZ"),
            ("CZ510310055", "CZ"),
            ("LV16117519997", "LV"),
            ("LV32867300679", "LV"),
        ] {
            assert_eq!(parsed(number, country), Ok(number.into()));
        }
    }
}
