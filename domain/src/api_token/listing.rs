//! What a list of tokens is asked for.

use crate::listing::{Direction, Listing, Sort};
use serde::{Deserialize, Serialize};

/// What a list of tokens can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenSort {
    /// The name, without case and diacritics.
    Name,
    /// When it was made.
    #[default]
    Created,
    /// When it ends; never sorts last.
    Expires,
    /// When it was last used; never sorts first.
    LastUsed,
    /// Active, replaced, expired, revoked.
    State,
}

impl Sort for TokenSort {
    const ALL: &'static [Self] = &[
        Self::Name,
        Self::Created,
        Self::Expires,
        Self::LastUsed,
        Self::State,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Created => "created",
            Self::Expires => "expires",
            Self::LastUsed => "last_used",
            Self::State => "state",
        }
    }

    fn first_direction(self) -> Direction {
        match self {
            Self::Name | Self::Expires | Self::State => Direction::Ascending,
            Self::Created | Self::LastUsed => Direction::Descending,
        }
    }
}

/// One page of tokens, searched by name and by the beginning or end of a token.
pub type TokenListing = Listing<TokenSort>;
