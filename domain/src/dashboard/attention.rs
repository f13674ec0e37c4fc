//! What somebody at the reseller should look at.

use crate::day::Day;
use crate::id::CustomerId;
use crate::timestamp::Timestamp;
use crate::usage::Usage;
use serde::{Deserialize, Serialize};

/// From how many failures in a day on they are told of.
pub const FAILURES_MIN: i64 = 5;
/// How many times the usual rate of failures is too much.
pub const FAILURES_TIMES: i64 = 2;
/// How many thousandths above the usual rate of failures are too much.
pub const FAILURES_POINTS: i64 = 50;
/// What is usual is what happened in so many days before.
pub const USUAL_DAYS: i64 = 30;
/// How many days before its end a token is told of.
pub const TOKEN_DAYS: i64 = 14;
/// After how many days an invitation without an answer is told of.
pub const UNANSWERED_DAYS: i64 = 3;
/// After how many days without usage a customer with regular usage is silent.
pub const SILENT_DAYS: i64 = 7;
/// In how many days before the silence there had to be usage.
pub const SILENT_FROM_DAYS: i64 = 28;
/// On how many of those days, for it to have been regular.
pub const REGULAR_DAYS: i64 = 5;

/// What the matter is, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttentionKind {
    /// Sessions of which nothing is heard any more.
    Stuck,
    /// More failures than usual.
    Failures,
    /// A token that ends soon.
    TokenExpires,
    /// An invitation that nobody has answered.
    Unanswered,
    /// A customer who used to use something, and no longer does.
    Silent,
}

impl AttentionKind {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Stuck,
        Self::Failures,
        Self::TokenExpires,
        Self::Unanswered,
        Self::Silent,
    ];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stuck => "stuck",
            Self::Failures => "failures",
            Self::TokenExpires => "tokens",
            Self::Unanswered => "invitations",
            Self::Silent => "silent",
        }
    }

    /// The kind for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What the matter is, in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Sessions of which nothing is heard any more.
    Stuck {
        /// How many.
        sessions: u64,
        /// When the first of them was last heard of.
        since: Timestamp,
    },
    /// More failures than usual.
    Failures {
        /// How many pieces of work went wrong today.
        failed: i64,
        /// Of how many that nobody stopped.
        of: i64,
        /// How many of 1,000 went wrong in the [`USUAL_DAYS`] before; none if there were none.
        usual_per_mille: Option<i64>,
    },
    /// A token that ends soon, of a customer or of the reseller itself.
    TokenExpires {
        /// What it is called.
        name: String,
        /// When it ends.
        at: Timestamp,
    },
    /// Somebody invited to a customer's console or to the reseller's team, or to register a
    /// customer of their own.
    Unanswered {
        /// Who, as far as it is known: a link can be handed over without an address.
        email: Option<String>,
        /// When the invitation was sent last.
        sent_at: Timestamp,
        /// Whether its link no longer works.
        is_over: bool,
        /// Whether it is for a customer who does not exist yet.
        is_registration: bool,
    },
    /// A customer who used to use something, and no longer does.
    Silent {
        /// The last day with usage.
        last: Day,
    },
}

impl Cause {
    /// What kind it is.
    pub const fn kind(&self) -> AttentionKind {
        match self {
            Self::Stuck { .. } => AttentionKind::Stuck,
            Self::Failures { .. } => AttentionKind::Failures,
            Self::TokenExpires { .. } => AttentionKind::TokenExpires,
            Self::Unanswered { .. } => AttentionKind::Unanswered,
            Self::Silent { .. } => AttentionKind::Silent,
        }
    }
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionItem {
    /// The customer it is about, and its name; none if it is about the reseller's own.
    pub customer: Option<(CustomerId, String)>,
    /// What the matter is.
    pub cause: Cause,
}

/// What of it is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AttentionQuery {
    /// Only of this kind.
    #[serde(default)]
    pub kind: Option<AttentionKind>,
    /// Which page of [`AttentionQuery::rows`], from 1; a page past the end is the last one.
    pub page: u32,
    /// How many on a page.
    pub rows: u32,
}

/// What needs attention, the most urgent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attention {
    /// When this was true.
    pub as_of: Timestamp,
    /// How many there are of each kind, in the order of [`AttentionKind::ALL`].
    pub counts: [u64; 5],
    /// Which page this is, from 1.
    pub page: u32,
    /// The items of the page.
    pub items: Vec<AttentionItem>,
}

impl Attention {
    /// How many there are, of one kind or in all.
    pub fn count(&self, kind: Option<AttentionKind>) -> u64 {
        let of = AttentionKind::ALL.into_iter().zip(self.counts);
        let wanted = of.filter(|(each, _)| kind.is_none_or(|kind| kind == *each));
        wanted.map(|(_, count)| count).sum()
    }
}

/// Whether the failures of a day are more than a customer's own usual ones: at least
/// [`FAILURES_MIN`], at least [`FAILURES_TIMES`] the usual rate, and at least [`FAILURES_POINTS`]
/// thousandths above it.
pub fn failures_are_up(day: &Usage, usual: &Usage) -> bool {
    let usual = usual.failed_per_mille().unwrap_or_default();
    day.failed + day.expired >= FAILURES_MIN
        && day
            .failed_per_mille()
            .is_some_and(|rate| rate >= usual * FAILURES_TIMES && rate >= usual + FAILURES_POINTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(completed: i64, failed: i64) -> Usage {
        Usage {
            completed,
            failed,
            ..Usage::default()
        }
    }

    #[test]
    fn failures_are_up_against_what_is_usual() {
        let usual = usage(970, 30);
        assert!(!failures_are_up(&usage(100, 4), &usual), "too few to tell");
        assert!(!failures_are_up(&usage(130, 5), &usual), "hardly more");
        assert!(!failures_are_up(&usage(95, 7), &usual), "not by enough");
        assert!(failures_are_up(&usage(90, 10), &usual));
        assert!(failures_are_up(&usage(0, 5), &Usage::default()));
        assert!(
            !failures_are_up(&usage(80, 20), &usage(85, 15)),
            "not twice"
        );
    }

    #[test]
    fn words_are_read_back() {
        for kind in AttentionKind::ALL {
            assert_eq!(AttentionKind::from_word(kind.as_str()), Some(kind));
        }
        assert_eq!(AttentionKind::from_word("boredom"), None);
    }

    #[test]
    fn all_kinds_are_counted_together_or_alone() {
        let attention = Attention {
            as_of: Timestamp::from_micros(0),
            counts: [1, 2, 3, 4, 5],
            page: 1,
            items: Vec::new(),
        };
        assert_eq!(attention.count(None), 15);
        assert_eq!(attention.count(Some(AttentionKind::TokenExpires)), 3);
    }
}
