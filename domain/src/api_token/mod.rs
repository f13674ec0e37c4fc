//! API tokens: what programs sign in with.

mod draft;
mod listing;
mod port;
mod scope;

pub use draft::{Expiry, NewToken, TokenDraft};
pub use listing::{TokenListing, TokenSort};
pub use port::{ApiTokens, Bearer, NewSecret, TokenUse, TokenUses};
pub use scope::{TokenScope, TokenScopes};

use crate::access::Subject;
use crate::customer::Status;
use crate::id::{CustomerId, TokenId};
use crate::ledger::Account;
use crate::name::Name;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// For how long a token may go on beside the one that replaces it, in seconds: not at all, an hour,
/// a day, a week.
pub const OVERLAPS: [i64; 4] = [0, 60 * 60, 24 * 60 * 60, 7 * 24 * 60 * 60];
/// How many days before its end a token is warned about.
pub const EXPIRY_WARNING_DAYS: i64 = 14;

/// Whose token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The reseller's own.
    Reseller,
    /// One customer's.
    Customer(CustomerId),
}

impl Holder {
    /// The one whose tokens are those of whoever works on a subject.
    pub const fn own(subject: Subject) -> Self {
        match subject {
            Subject::Reseller => Self::Reseller,
            Subject::Customer(customer) => Self::Customer(customer),
        }
    }

    /// The customer, if it is one.
    pub const fn customer(self) -> Option<CustomerId> {
        match self {
            Self::Reseller => None,
            Self::Customer(customer) => Some(customer),
        }
    }

    /// What a program with such a token works on.
    pub const fn subject(self) -> Subject {
        match self {
            Self::Reseller => Subject::Reseller,
            Self::Customer(customer) => Subject::Customer(customer),
        }
    }

    /// The kind of its tokens.
    pub const fn kind(self) -> TokenKind {
        match self {
            Self::Reseller => TokenKind::Reseller,
            Self::Customer(_) => TokenKind::Customer,
        }
    }
}

/// For whom tokens are made. A token says it itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// For a customer's programs.
    Customer,
    /// For a reseller's programs.
    Reseller,
}

impl TokenKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Reseller];

    /// The letter in a token.
    pub const fn letter(self) -> char {
        match self {
            Self::Customer => 'c',
            Self::Reseller => 'r',
        }
    }
}

/// What a checked token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenGrant {
    /// The token.
    pub id: TokenId,
    /// What it was made for.
    pub scopes: TokenScopes,
}

/// Whether a token is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenState {
    /// It is.
    Active,
    /// It is, until its time beside the one that has replaced it is over.
    Replaced,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl TokenState {
    /// What follows from what is stored about a token.
    pub fn of(
        is_revoked: bool,
        is_replaced: bool,
        expires_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        match expires_at {
            _ if is_revoked => Self::Revoked,
            Some(end) if now >= end => Self::Expired,
            Some(_) if is_replaced => Self::Replaced,
            _ => Self::Active,
        }
    }

    /// Whether programs get in.
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Active | Self::Replaced)
    }

    /// The word in programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

/// Who made a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Maker {
    /// A person or another token, of this name.
    Named(String),
    /// A person or another token that is no longer here.
    Gone,
    /// The operator, on the command line.
    Operator,
}

impl Maker {
    /// The name, if there still is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Gone | Self::Operator => None,
        }
    }
}

/// A token, without its secret, which nobody can read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    /// Assigned by the server, time-ordered.
    pub id: TokenId,
    /// Whose it is.
    pub of: Holder,
    /// What people call it.
    pub name: Name,
    /// How it begins.
    pub prefix: String,
    /// Its last four characters.
    pub last4: String,
    /// What it was made for.
    pub scopes: TokenScopes,
    /// Who made it.
    pub created_by: Maker,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is no good; none is never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to some seconds.
    pub last_used_at: Option<Timestamp>,
    /// Whether it is good.
    pub state: TokenState,
}

impl ApiToken {
    /// How it is shown: its beginning and its end.
    pub fn hint(&self) -> String {
        format!("{}…{}", self.prefix, self.last4)
    }

    /// Whether it ends so soon that somebody should see to it.
    pub fn ends_soon(&self, now: Timestamp) -> bool {
        let soon = now.plus_seconds(EXPIRY_WARNING_DAYS * 24 * 60 * 60);
        self.state == TokenState::Active && self.expires_at.is_some_and(|end| end <= soon)
    }
}

/// What a token is told about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenAccount {
    /// The token.
    pub token: ApiToken,
    /// The reseller's name.
    pub reseller: Name,
    /// The customer's name, if it is one's token.
    pub customer: Option<Name>,
    /// Whether the customer is active; a reseller always is.
    pub status: Status,
    /// What the customer has.
    pub money: Option<Account>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_follows_from_what_is_stored() {
        let at = Timestamp::from_micros;
        let state = |revoked, replaced, end| TokenState::of(revoked, replaced, end, at(10));
        assert_eq!(state(false, false, None), TokenState::Active);
        assert_eq!(state(false, false, Some(at(11))), TokenState::Active);
        assert_eq!(state(false, true, Some(at(11))), TokenState::Replaced);
        assert_eq!(state(false, true, Some(at(10))), TokenState::Expired);
        assert_eq!(state(true, false, Some(at(10))), TokenState::Revoked);
    }
}
