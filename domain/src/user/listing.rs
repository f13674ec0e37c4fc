//! What a list of people is asked for.

use crate::listing::{Direction, Listing, Sort};
use serde::{Deserialize, Serialize};

/// What a list of people can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserSort {
    /// The name, without case and diacritics.
    #[default]
    Name,
    /// The email, without case.
    Email,
    /// Active, invited, expired, disabled.
    Status,
    /// The last sign-in; never sorts first.
    LastSignIn,
    /// Without a second factor before with one.
    TwoFactor,
}

impl Sort for UserSort {
    const ALL: &'static [Self] = &[
        Self::Name,
        Self::Email,
        Self::Status,
        Self::LastSignIn,
        Self::TwoFactor,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Status => "status",
            Self::LastSignIn => "last_sign_in",
            Self::TwoFactor => "two_factor",
        }
    }

    fn first_direction(self) -> Direction {
        match self {
            Self::Name | Self::Email | Self::Status | Self::TwoFactor => Direction::Ascending,
            Self::LastSignIn => Direction::Descending,
        }
    }
}

/// One page of people, searched by name and email.
pub type UserListing = Listing<UserSort>;
