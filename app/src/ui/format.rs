//! Numbers and IDs, as people read them.

use crate::words::language;
use domain::language::Language;
use domain::money::Money;

/// A number with its thousands apart: `1,284`, in the language of the page.
pub fn count(number: u64) -> String {
    let mark = match language() {
        Language::English => ',',
        Language::German | Language::Dutch => '.',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// An amount of money with the sign of its currency: `€ 4,905.75`, in the language of the page.
pub fn money(amount: Money) -> String {
    with_sign(amount, &amount.read(language()))
}

/// How much something changed by: `€ +50.00`.
pub fn money_change(amount: Money) -> String {
    let plus = if amount.is_positive() { "+" } else { "" };
    with_sign(amount, &format!("{plus}{}", amount.read(language())))
}

fn with_sign(amount: Money, number: &str) -> String {
    let (language, currency) = (language(), amount.currency());
    let sign = currency.sign();
    // A line does not end between the two.
    match language {
        Language::English | Language::Dutch => format!("{sign}\u{a0}{number}"),
        Language::German => format!("{number}\u{a0}{sign}"),
    }
}

/// An ID without its middle: `0199c2a1…7a8e10`.
pub fn short_id(id: &str) -> String {
    match (
        id.get(..8),
        id.len().checked_sub(6).and_then(|at| id.get(at..)),
    ) {
        (Some(start), Some(end)) if id.len() > 15 => format!("{start}…{end}"),
        _ => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        let words = [0, 999, 1000, 1284, 1_000_000].map(count);
        assert_eq!(words, ["0", "999", "1,000", "1,284", "1,000,000"]);
    }

    #[test]
    fn money_has_its_sign() {
        let euros = Money::new(-4_905_750_000, domain::currency::Currency::EUR);
        assert_eq!(money(euros), "€\u{a0}−4,905.75");
        let euros = Money::new(50_000_000, domain::currency::Currency::EUR);
        assert_eq!(money_change(euros), "€\u{a0}+50.00");
    }

    #[test]
    fn an_id_keeps_its_ends() {
        assert_eq!(
            short_id("0199c2a1-3e7a-74d2-93aa-5d8c1e7a8e10"),
            "0199c2a1…7a8e10"
        );
        assert_eq!(short_id("short"), "short");
    }
}
