//! What tokens are made for.

use super::TokenKind;
use serde::{Deserialize, Serialize};

/// One thing that a token can be made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenScope {
    /// Reading transcription sessions.
    SessionsRead,
    /// Beginning and reporting batch sessions.
    SessionsBatch,
    /// Beginning and reporting real-time sessions.
    SessionsRealtime,
    /// Reading usage.
    UsageRead,
    /// Reporting usage in bulk.
    UsageWrite,
    /// Reading customers and who is billed for them.
    CustomersRead,
    /// Adding, changing and deleting customers.
    CustomersWrite,
    /// Reading who signs in.
    UsersRead,
    /// Inviting people, turning them on and off, removing them.
    UsersWrite,
    /// Reading which tokens there are.
    TokensRead,
    /// Making and revoking tokens.
    TokensWrite,
    /// Reading the audit log.
    AuditRead,
    /// Reading what customers have, and how it came to be.
    MoneyRead,
    /// Changing what customers have.
    MoneyWrite,
}

impl TokenScope {
    /// All scopes.
    pub const ALL: [Self; 14] = [
        Self::SessionsRead,
        Self::SessionsBatch,
        Self::SessionsRealtime,
        Self::UsageRead,
        Self::UsageWrite,
        Self::CustomersRead,
        Self::CustomersWrite,
        Self::UsersRead,
        Self::UsersWrite,
        Self::TokensRead,
        Self::TokensWrite,
        Self::AuditRead,
        Self::MoneyRead,
        Self::MoneyWrite,
    ];

    /// What tokens of a kind can be made for.
    pub const fn of(kind: TokenKind) -> &'static [Self] {
        match kind {
            TokenKind::Customer => &[
                Self::SessionsRead,
                Self::SessionsBatch,
                Self::SessionsRealtime,
                Self::UsageRead,
                Self::UsageWrite,
            ],
            TokenKind::Reseller => &[
                Self::CustomersRead,
                Self::CustomersWrite,
                Self::UsersRead,
                Self::UsersWrite,
                Self::TokensRead,
                Self::TokensWrite,
                Self::SessionsRead,
                Self::UsageRead,
                Self::MoneyRead,
                Self::MoneyWrite,
                Self::AuditRead,
            ],
        }
    }

    /// The word in programs and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SessionsRead => "sessions:read",
            Self::SessionsBatch => "sessions:batch",
            Self::SessionsRealtime => "sessions:realtime",
            Self::UsageRead => "usage:read",
            Self::UsageWrite => "usage:write",
            Self::CustomersRead => "customers:read",
            Self::CustomersWrite => "customers:write",
            Self::UsersRead => "users:read",
            Self::UsersWrite => "users:write",
            Self::TokensRead => "tokens:read",
            Self::TokensWrite => "tokens:write",
            Self::AuditRead => "audit:read",
            Self::MoneyRead => "money:read",
            Self::MoneyWrite => "money:write",
        }
    }

    /// The scope for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// What one token was made for. Written as a list of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct TokenScopes(u16);

impl TokenScopes {
    /// Whether a scope is among them.
    pub const fn contains(self, scope: TokenScope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// Whether all of others are among them.
    pub const fn contains_all(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// All of them, in the order of [`TokenScope::ALL`].
    pub fn iter(self) -> impl Iterator<Item = TokenScope> {
        TokenScope::ALL
            .into_iter()
            .filter(move |scope| self.contains(*scope))
    }

    /// Their words, separated by spaces, as they are stored.
    pub fn words(self) -> String {
        let words: Vec<_> = self.iter().map(TokenScope::as_str).collect();
        words.join(" ")
    }

    /// Reads words separated by spaces. One that is no longer known is left out.
    pub fn from_words(words: &str) -> Self {
        words
            .split_whitespace()
            .filter_map(TokenScope::from_word)
            .collect()
    }
}

impl FromIterator<TokenScope> for TokenScopes {
    fn from_iter<I: IntoIterator<Item = TokenScope>>(scopes: I) -> Self {
        Self(scopes.into_iter().fold(0, |bits, scope| bits | scope.bit()))
    }
}

impl TryFrom<Vec<String>> for TokenScopes {
    type Error = &'static str;

    fn try_from(words: Vec<String>) -> Result<Self, Self::Error> {
        let scope = |word: &String| TokenScope::from_word(word).ok_or("not a scope");
        words.iter().map(scope).collect()
    }
}

impl From<TokenScopes> for Vec<String> {
    fn from(scopes: TokenScopes) -> Self {
        let words = scopes.iter().map(|scope| scope.as_str().to_owned());
        words.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for kind in TokenKind::ALL {
            let scopes: TokenScopes = TokenScope::of(kind).iter().copied().collect();
            assert_eq!(TokenScopes::from_words(&scopes.words()), scopes);
            let words = Vec::<String>::from(scopes);
            assert_eq!(TokenScopes::try_from(words), Ok(scopes));
        }
        assert!(TokenScopes::try_from(vec!["root".to_owned()]).is_err());
        assert!(TokenScopes::from_words("root").is_empty());
    }
}
