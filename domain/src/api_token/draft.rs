//! A token on the way in: as typed, and as valid.

use super::{TokenKind, TokenScope, TokenScopes};
use crate::day::Day;
use crate::field::{Field, FieldErrors, Issue};
use crate::name::Name;
use serde::{Deserialize, Serialize};

/// When a token ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expiry {
    /// So many days from now.
    Days(u16),
    /// With a day, where the reseller is.
    With(Day),
    /// Not by itself.
    Never,
}

impl Expiry {
    /// The numbers of days that are offered.
    pub const DAYS: [u16; 3] = [30, 90, 365];
    /// The word for a day of one's own.
    pub const CUSTOM: &'static str = "custom";
    /// The word for no end.
    pub const NEVER: &'static str = "never";
}

/// A token to make, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenDraft {
    /// What people call it, required.
    #[serde(default)]
    pub name: String,
    /// The words of its scopes, at least one.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// A number of days, `custom` or `never`.
    #[serde(default)]
    pub expiry: String,
    /// The last day, for `custom`.
    #[serde(default)]
    pub expires_on: String,
}

/// A token to make, valid but not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// What people call it.
    pub name: Name,
    /// What it is made for.
    pub scopes: TokenScopes,
    /// When it ends.
    pub expiry: Expiry,
}

impl TokenDraft {
    /// Checks every field; all issues are reported together. Whether a day is over can only be said
    /// where the reseller's time zone is known.
    pub fn parse(&self, kind: TokenKind) -> Result<NewToken, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check(Field::Name, Name::parse(&self.name));
        let scopes = errors.check(Field::Scopes, self.scopes(kind));
        let expiry = self.expiry(&mut errors);
        match (name, scopes, expiry) {
            (Some(name), Some(scopes), Some(expiry)) => Ok(NewToken {
                name,
                scopes,
                expiry,
            }),
            _ => Err(errors),
        }
    }

    fn scopes(&self, kind: TokenKind) -> Result<TokenScopes, Issue> {
        let offered = TokenScope::of(kind);
        let scope = |word: &String| {
            let known = TokenScope::from_word(word.trim());
            known
                .filter(|scope| offered.contains(scope))
                .ok_or_else(|| Issue::NotOneOf {
                    choices: offered
                        .iter()
                        .map(|it| it.as_str())
                        .collect::<Vec<_>>()
                        .join(", "),
                })
        };
        let scopes: TokenScopes = self.scopes.iter().map(scope).collect::<Result<_, _>>()?;
        if scopes.is_empty() {
            return Err(Issue::Required);
        }
        Ok(scopes)
    }

    fn expiry(&self, errors: &mut FieldErrors) -> Option<Expiry> {
        match self.expiry.trim() {
            Expiry::NEVER => Some(Expiry::Never),
            Expiry::CUSTOM => {
                let day = match self.expires_on.trim() {
                    "" => Err(Issue::Required),
                    day => day.parse().map_err(|_| Issue::NotADay),
                };
                errors.check(Field::ExpiresOn, day).map(Expiry::With)
            }
            days => {
                let days = days.parse().ok().filter(|days| Expiry::DAYS.contains(days));
                let days = days.ok_or(Issue::NotInList);
                errors.check(Field::Expiry, days).map(Expiry::Days)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TokenDraft {
        TokenDraft {
            name: "Engine".into(),
            scopes: vec!["sessions:batch".into(), "usage:read".into()],
            expiry: "90".into(),
            expires_on: String::new(),
        }
    }

    #[test]
    fn a_token_has_a_name_scopes_of_its_kind_and_an_end() {
        let new = draft().parse(TokenKind::Customer).unwrap();
        assert_eq!(new.expiry, Expiry::Days(90));
        assert_eq!(new.scopes.words(), "sessions:batch usage:read");
        let errors = draft().parse(TokenKind::Reseller).unwrap_err();
        assert!(matches!(
            errors.get(Field::Scopes),
            Some(Issue::NotOneOf { .. })
        ));
        let empty = TokenDraft::default().parse(TokenKind::Customer);
        let errors = empty.unwrap_err();
        assert_eq!(errors.get(Field::Name), Some(&Issue::Required));
        assert_eq!(errors.get(Field::Scopes), Some(&Issue::Required));
        assert_eq!(errors.get(Field::Expiry), Some(&Issue::NotInList));
    }

    #[test]
    fn a_day_of_ones_own_has_to_be_one() {
        let with = |day: &str| TokenDraft {
            expiry: Expiry::CUSTOM.into(),
            expires_on: day.into(),
            ..draft()
        };
        let parsed = |day| with(day).parse(TokenKind::Customer);
        let day = "2027-02-28".parse().unwrap();
        assert_eq!(parsed("2027-02-28").unwrap().expiry, Expiry::With(day));
        let issue = |day| parsed(day).unwrap_err().get(Field::ExpiresOn).cloned();
        assert_eq!(issue(""), Some(Issue::Required));
        assert_eq!(issue("2027-02-29"), Some(Issue::NotADay));
    }
}
