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
}
