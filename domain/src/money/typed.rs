//! Amounts as people type and read them.

use super::{MICROS, Money};
use crate::currency::Currency;
use crate::field::Issue;
use crate::language::Language;
use std::fmt::Write;

/// A micro has so many decimals.
const DECIMALS_MAX: usize = 6;
/// The most characters of an amount that are looked at.
const TYPED_MAX: u16 = 40;

/// What stands before the decimals.
pub const fn decimal_mark(language: Language) -> char {
    match language {
        Language::English => '.',
        Language::German | Language::Dutch => ',',
    }
}

/// What stands between thousands.
pub const fn grouping_mark(language: Language) -> char {
    match language {
        Language::English => ',',
        Language::German | Language::Dutch => '.',
    }
}

impl Money {
    /// Reads an amount as typed, without its currency: with the decimal mark of the language or with
    /// a point, thousands apart or not.
    ///
    /// Nothing is rounded and nothing is guessed. A single point is a decimal point in every
    /// language, so that `1.250` euros are refused for their third decimal rather than taken for
    /// twelve hundred and fifty, or for one and a quarter.
    pub fn parse(typed: &str, currency: Currency, language: Language) -> Result<Self, Issue> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Issue::Required);
        }
        if typed.chars().count() > usize::from(TYPED_MAX) {
            return Err(Issue::TooLong { max: TYPED_MAX });
        }
        let (is_negative, digits) = match typed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, typed),
        };
        let (whole, fraction) = split(digits, language).ok_or(Issue::NotAnAmount)?;
        let decimals = currency.decimals();
        if fraction.len() > usize::from(decimals) {
            return Err(Issue::TooManyDecimals { max: decimals });
        }
        let micros = micros(&whole, fraction).ok_or(Issue::TooLarge)?;
        Ok(Self::new(
            if is_negative { -micros } else { micros },
            currency,
        ))
    }

    /// The amount as a field holds it, ready to be changed: without thousands apart, and with as many
    /// decimals as the currency has, or more where it has more to say.
    pub fn typed(self, language: Language) -> String {
        self.written('\u{2212}', decimal_mark(language), None)
    }

    /// The amount as people read it, without its currency: `1,240.00`.
    pub fn read(self, language: Language) -> String {
        let grouping = Some(grouping_mark(language));
        self.written('\u{2212}', decimal_mark(language), grouping)
    }

    /// The amount as programs read it: `1240.00`.
    pub fn plain(self) -> String {
        self.written('-', '.', None)
    }

    fn written(self, minus: char, decimal: char, grouping: Option<char>) -> String {
        let units = self.micros().unsigned_abs() / MICROS.unsigned_abs();
        let rest = self.micros().unsigned_abs() % MICROS.unsigned_abs();
        let mut text = String::new();
        if self.is_negative() {
            text.push(minus);
        }
        let digits = units.to_string();
        for (at, digit) in digits.chars().enumerate() {
            if let Some(mark) = grouping
                && at > 0
                && (digits.len() - at).is_multiple_of(3)
            {
                text.push(mark);
            }
            text.push(digit);
        }
        let fraction = format!("{rest:06}");
        let needed = fraction.trim_end_matches('0').len();
        let shown = needed.max(usize::from(self.currency().decimals()));
        if shown > 0 {
            // Writing to a string never fails.
            let _ = write!(
                text,
                "{decimal}{}",
                fraction.get(..shown).unwrap_or(&fraction)
            );
        }
        text
    }
}

/// Reads an amount as addresses and programs write it: digits, perhaps with a minus before them and up
/// to six decimals behind a point or a comma. In micros, of whatever currency.
pub fn micros_of_plain(text: &str) -> Option<i64> {
    let (is_negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
    let is_number =
        is_digits(whole) && is_digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    if !is_number || fraction.len() > DECIMALS_MAX {
        return None;
    }
    let micros = micros(whole, fraction)?;
    Some(if is_negative { -micros } else { micros })
}

/// An amount in micros as addresses and programs write it: `-0.5`.
pub fn plain_of_micros(micros: i64) -> String {
    let minus = if micros < 0 { "-" } else { "" };
    let (units, rest) = (
        micros.unsigned_abs() / MICROS.unsigned_abs(),
        micros.unsigned_abs() % MICROS.unsigned_abs(),
    );
    let fraction = format!("{rest:06}");
    match fraction.trim_end_matches('0') {
        "" => format!("{minus}{units}"),
        fraction => format!("{minus}{units}.{fraction}"),
    }
}

/// The digits before and after the decimal mark; none for what is no amount.
fn split(digits: &str, language: Language) -> Option<(String, &str)> {
    let (decimal, grouping) = (decimal_mark(language), grouping_mark(language));
    let last = digits.rfind(['.', ',']);
    let mark = last.and_then(|at| digits.get(at..)?.chars().next());
    let is_alone = mark.is_some_and(|mark| digits.matches(mark).count() == 1);
    let is_decimal = is_alone && (mark == Some(decimal) || mark == Some('.'));
    let (whole, fraction) = match last {
        Some(at) if is_decimal => (digits.get(..at)?, digits.get(at + 1..)?),
        _ => (digits, ""),
    };
    // With a decimal point where the language has a comma, thousands are told apart by commas.
    let grouping = if is_decimal && mark == Some(grouping) {
        decimal
    } else {
        grouping
    };
    let whole = ungrouped(whole, grouping)?;
    let is_number = fraction.bytes().all(|it| it.is_ascii_digit())
        && (!whole.is_empty() || !fraction.is_empty());
    is_number.then_some((whole, fraction))
}

/// Digits without what keeps thousands apart: the mark of the language, a space or an apostrophe,
/// always the same, and always before three digits.
fn ungrouped(digits: &str, mark: char) -> Option<String> {
    let is_mark = |it: char| it == mark || it.is_whitespace() || matches!(it, '\'' | '\u{2019}');
    let mut marks = digits.chars().filter(|it| !it.is_ascii_digit());
    if let Some(first) = marks.next()
        && (!is_mark(first) || marks.any(|it| it != first))
    {
        return None;
    }
    let mut groups = digits.split(is_mark);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty()
        || (matches!(first.len(), 1..=3) && rest.iter().all(|group| group.len() == 3));
    is_grouped.then(|| first.to_owned() + &rest.concat())
}

/// Millionths; none for what is too large.
fn micros(whole: &str, fraction: &str) -> Option<i64> {
    let units: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
    units.checked_mul(MICROS)?.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn micros(typed: &str, language: Language) -> Result<i64, Issue> {
        Money::parse(typed, Currency::EUR, language).map(Money::micros)
    }

    fn of(code: &str, typed: &str) -> Result<i64, Issue> {
        let currency = Currency::parse(code).unwrap();
        Money::parse(typed, currency, Language::English).map(Money::micros)
    }

    #[test]
    fn amounts_are_read_in_each_language_and_with_a_point() {
        for language in Language::ALL {
            for (typed, expected) in [
                ("250", 250_000_000),
                ("250.00", 250_000_000),
                (" 0.5 ", 500_000),
                (".5", 500_000),
                ("5.", 5_000_000),
                ("-12.75", -12_750_000),
                ("\u{2212} 12.75", -12_750_000),
                ("1 250 000", 1_250_000_000_000),
                ("1\u{a0}250.5", 1_250_500_000),
                ("1'250", 1_250_000_000),
            ] {
                assert_eq!(
                    micros(typed, language),
                    Ok(expected),
                    "{typed} {language:?}"
                );
            }
        }
        assert_eq!(micros("1,250.50", Language::English), Ok(1_250_500_000));
        assert_eq!(micros("1,250", Language::English), Ok(1_250_000_000));
        assert_eq!(micros("1.250,50", Language::Dutch), Ok(1_250_500_000));
        assert_eq!(micros("1.250.000", Language::German), Ok(1_250_000_000_000));
        assert_eq!(micros("12,5", Language::German), Ok(12_500_000));
        assert_eq!(micros("1,250.50", Language::German), Ok(1_250_500_000));
    }

    #[test]
    fn what_could_be_meant_otherwise_is_refused() {
        let too_many = Err(Issue::TooManyDecimals { max: 2 });
        assert_eq!(micros("1.250", Language::Dutch), too_many);
        assert_eq!(micros("0.001", Language::English), too_many);
        assert_eq!(micros("", Language::English), Err(Issue::Required));
        for wrong in [
            "x",
            "1,2",
            "12,50",
            "1,25,000",
            "1.2.3",
            "1e3",
            "--1",
            "+1",
            ".",
            "€ 5",
            "1 25",
            "1,250 000",
            "٥",
        ] {
            assert_eq!(
                micros(wrong, Language::English),
                Err(Issue::NotAnAmount),
                "{wrong}"
            );
        }
        let many = "9".repeat(14);
        assert_eq!(micros(&many, Language::English), Err(Issue::TooLarge));
        let long = micros(&"9".repeat(41), Language::English);
        assert_eq!(long, Err(Issue::TooLong { max: 40 }));
    }

    #[test]
    fn currencies_have_their_own_decimals() {
        assert_eq!(of("JPY", "500"), Ok(500_000_000));
        assert_eq!(of("JPY", "0.5"), Err(Issue::TooManyDecimals { max: 0 }));
        assert_eq!(of("KWD", "1.250"), Ok(1_250_000));
    }

    #[test]
    fn amounts_are_written_with_the_decimals_of_their_currency() {
        let euros = Money::new(4_905_750_000, Currency::EUR);
        assert_eq!(euros.read(Language::English), "4,905.75");
        assert_eq!(euros.read(Language::Dutch), "4.905,75");
        assert_eq!(euros.typed(Language::German), "4905,75");
        assert_eq!(Money::new(-5_000_000, Currency::EUR).plain(), "-5.00");
        // A price may be finer than money that is paid.
        assert_eq!(Money::new(20_500, Currency::EUR).plain(), "0.0205");
        let yen = Money::new(500_000_000, Currency::parse("JPY").unwrap());
        assert_eq!(yen.read(Language::English), "500");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cents in -900_000_000_000_000_i64..900_000_000_000_000) {
            let money = Money::new(cents * 10_000, Currency::EUR);
            for language in Language::ALL {
                for text in [money.typed(language), money.read(language), money.plain()] {
                    prop_assert_eq!(Money::parse(&text, Currency::EUR, language), Ok(money));
                }
            }
        }

        #[test]
        fn nothing_typed_makes_it_fall(typed in ".{0,50}") {
            for language in Language::ALL {
                let _ = Money::parse(&typed, Currency::EUR, language);
            }
        }
    }

    proptest! {
        #[test]
        fn plain_amounts_are_read_back(micros in -i64::MAX..=i64::MAX) {
            prop_assert_eq!(micros_of_plain(&plain_of_micros(micros)), Some(micros));
        }
    }

    #[test]
    fn plain_amounts_are_short_and_nothing_else_is_one() {
        assert_eq!(plain_of_micros(-500_000), "-0.5");
        assert_eq!(plain_of_micros(50_000_000), "50");
        assert_eq!(micros_of_plain("50,25"), Some(50_250_000));
        assert_eq!(micros_of_plain(".5"), Some(500_000));
        for text in [
            "",
            ".",
            "-",
            "1.2.3",
            "1e3",
            "0.0000001",
            " 1",
            "99999999999999",
        ] {
            assert_eq!(micros_of_plain(text), None, "{text}");
        }
    }
}
