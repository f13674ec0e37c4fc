//! The rules of the world's numbering plans, by libphonenumber's metadata.

use super::{Country, Phone};
use crate::field::Issue;
use phonenumber::{Mode, ParseError, PhoneNumber};

/// Reads `digits` (of which `typed` is the writing) by the numbering plan it belongs to.
pub(super) fn parse(typed: &str, digits: &str, country: Country) -> Result<Phone, Issue> {
    if digits.starts_with('+') {
        return international(digits).ok_or(Issue::NotAPhone);
    }
    let region = country.code().parse().map_err(|_| Issue::UnknownCountry)?;
    valid(phonenumber::parse(Some(region), typed))
        // A number without its trunk prefix may begin with the digit of the prefix.
        .or_else(|| international(&format!("+{}{digits}", country.dial_code())))
        .ok_or_else(|| Issue::NotAPhoneOf { country: country.code().to_owned() })
}

/// An international number is read without a country: with one, the trunk prefix of that country
/// would be taken out of the middle, which spoils Italy's leading zeros.
fn international(digits: &str) -> Option<Phone> {
    valid(phonenumber::parse(None, digits))
}

fn valid(number: Result<PhoneNumber, ParseError>) -> Option<Phone> {
    number
        .ok()
        .filter(phonenumber::is_valid)
        .map(|number| phone(&number))
}

fn phone(number: &PhoneNumber) -> Phone {
    Phone {
        e164: number.format().mode(Mode::E164).to_string(),
        international: number.format().mode(Mode::International).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str, country: &str) -> Result<(String, String), Issue> {
        let phone = Phone::parse(typed, Country::by_code(country).unwrap())?;
        Ok((phone.e164, phone.international))
    }

    #[test]
    fn national_and_international_writing_mean_the_same() {
        let expected = Ok(("+31206234567".to_owned(), "+31 20 623 4567".to_owned()));
        for typed in [
            "020 623 4567",
            "+31 20 623 4567",
            "0031206234567",
            "(020) 623-4567",
        ] {
            assert_eq!(parsed(typed, "NL"), expected, "{typed}");
        }
    }

    #[test]
    fn an_international_number_needs_no_matching_country() {
        assert_eq!(
            parsed("+39 02 1234 5678", "NL").map(|p| p.0),
            Ok("+390212345678".to_owned())
        );
        assert!(parsed("0812345678", "DE").is_ok());
    }

    #[test]
    fn the_two_parts_of_a_number_are_read_back() {
        for stored in [
            "+31206234567",
            "+390212345678",
            "+79161234567",
            "+16502530000",
        ] {
            let phone = Phone::parse(stored, Country::by_code("NL").unwrap()).unwrap();
            let (country, rest) = phone.parts();
            assert_eq!(
                Phone::parse(rest, country.unwrap()),
                Ok(phone.clone()),
                "{stored}"
            );
        }
    }

    #[test]
    fn numbers_outside_the_plan_are_refused() {
        assert_eq!(parsed("+31 12", "NL"), Err(Issue::NotAPhone));
        assert_eq!(
            parsed("20 555 01", "NL"),
            Err(Issue::NotAPhoneOf {
                country: "NL".to_owned()
            })
        );
    }
}
