//! The closed words of a customer: status and team type.

use crate::field::Issue;
use serde::{Deserialize, Serialize};

/// One switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its people may sign in.
    Active,
    /// Nobody of it may sign in, and its tokens are refused.
    Inactive,
}

impl Status {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Active, Self::Inactive];

    /// From the position of the switch.
    pub const fn from_active(is_active: bool) -> Self {
        if is_active {
            Self::Active
        } else {
            Self::Inactive
        }
    }

    /// The position of the switch.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Active)
    }

    /// The word in URLs and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }

    /// Reads the word, or ON and OFF, in any case.
    pub fn parse(word: &str) -> Result<Self, Issue> {
        match word.trim().to_ascii_lowercase().as_str() {
            "active" | "on" => Ok(Self::Active),
            "inactive" | "off" => Ok(Self::Inactive),
            _ => Err(Issue::NotOneOf {
                choices: "active, inactive".to_owned(),
            }),
        }
    }
}

/// What a customer registered as. Derived from its billing profile, never chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamType {
    /// Registration is not complete, or the email is not verified.
    #[default]
    Default,
    /// Billed as a person.
    Individual,
    /// Billed as a company.
    Enterprise,
}

impl TeamType {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Default, Self::Individual, Self::Enterprise];

    /// The word in URLs and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Individual => "individual",
            Self::Enterprise => "enterprise",
        }
    }

    /// Reads the word in any case.
    pub fn parse(word: &str) -> Result<Self, Issue> {
        let word = word.trim().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|team_type| team_type.as_str() == word)
            .ok_or_else(|| Issue::NotOneOf {
                choices: "default, individual, enterprise".to_owned(),
            })
    }
}
