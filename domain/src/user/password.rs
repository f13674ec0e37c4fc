//! What a password has to be.

use crate::email::Email;
use crate::field::Issue;

/// The fewest characters of a password.
pub const PASSWORD_MIN: u16 = 12;
/// The most characters of a password: enough for any phrase, and no burden to hash.
pub const PASSWORD_MAX: u16 = 128;

/// Checks what can be checked without a dictionary. The server asks one as well.
pub fn check_password(password: &str, email: &Email) -> Result<(), Issue> {
    let characters = password.chars().count();
    if characters == 0 {
        return Err(Issue::Required);
    }
    if characters < usize::from(PASSWORD_MIN) {
        return Err(Issue::TooShort { min: PASSWORD_MIN });
    }
    if characters > usize::from(PASSWORD_MAX) {
        return Err(Issue::TooLong { max: PASSWORD_MAX });
    }
    if password.trim().eq_ignore_ascii_case(email.as_str()) {
        return Err(Issue::SameAsEmail);
    }
    Ok(())
}

/// How hard a password is to guess, roughly: for whoever types it. The server asks a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It would be refused as too short, or as the email.
    Short,
    /// A guessing program would find it.
    Weak,
    /// It would take long.
    Fair,
    /// It would take for ever.
    Strong,
}

/// Bits from which a password is fair, and from which it is strong.
const FAIR_BITS: f64 = 45.0;
const STRONG_BITS: f64 = 65.0;

/// Estimates how many guesses a password takes: characters that repeat or follow on from the one
/// before say next to nothing, and the rest as much as there are characters of their kinds.
pub fn strength(password: &str, email: &str) -> Strength {
    let is_email = password.trim().eq_ignore_ascii_case(email);
    if password.chars().count() < usize::from(PASSWORD_MIN) || is_email {
        return Strength::Short;
    }
    let has = |is: fn(char) -> bool| password.chars().any(is);
    let kinds = [
        (has(char::is_lowercase), 26.0),
        (has(char::is_uppercase), 26.0),
        (has(|it| it.is_ascii_digit()), 10.0),
        (has(|it| !it.is_alphanumeric()), 20.0),
    ];
    let of_kinds = kinds.into_iter().filter(|(is_there, _)| *is_there);
    // Letters without case, as most scripts have them, are many.
    let pool = of_kinds.map(|(_, size)| size).sum::<f64>().max(26.0);
    let bits_of_one = pool.log2();
    let mut bits = 0.0;
    let mut before = None::<char>;
    let mut seen = Vec::new();
    for character in password.chars() {
        let follows = before.is_some_and(|it| u32::from(it).abs_diff(u32::from(character)) <= 1);
        let is_new = !seen.contains(&character);
        bits += match (follows, is_new) {
            (true, _) => 0.5,
            (false, true) => bits_of_one,
            (false, false) => bits_of_one / 2.0,
        };
        seen.push(character);
        before = Some(character);
    }
    match bits {
        bits if bits >= STRONG_BITS => Strength::Strong,
        bits if bits >= FAIR_BITS => Strength::Fair,
        _ => Strength::Weak,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_passwords_and_the_email_itself_are_refused() {
        let email = Email::parse("sanne@polder-speech.example").unwrap();
        assert_eq!(check_password("", &email), Err(Issue::Required));
        assert_eq!(
            check_password("eleven char", &email),
            Err(Issue::TooShort { min: 12 })
        );
        assert_eq!(
            check_password("Sanne@Polder-Speech.example", &email),
            Err(Issue::SameAsEmail)
        );
        assert_eq!(check_password("a long enough phrase", &email), Ok(()));
    }

    #[test]
    fn a_meter_tells_repetition_from_variety() {
        let of = |password| strength(password, "sanne@polder-speech.example");
        assert_eq!(of("short"), Strength::Short);
        assert_eq!(of("aaaaaaaaaaaaaaaaaaaa"), Strength::Weak);
        assert_eq!(of("abcdefghijklmnop"), Strength::Weak);
        assert_eq!(of("123456789012"), Strength::Weak);
        assert_eq!(of("wooden ferry"), Strength::Fair);
        assert_eq!(of("wooden ferry at dawn in 1987"), Strength::Strong);
    }
}
