//! What the ledger of a customer is asked for.

use super::{Bucket, Reason};
use crate::day::Day;
use crate::listing::{Direction, PageRequest, Sort};
use serde::{Deserialize, Serialize};

/// What the ledger can be sorted by: the order in which it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerSort {
    /// The order in which it was written.
    #[default]
    Written,
}

impl Sort for LedgerSort {
    const ALL: &'static [Self] = &[Self::Written];

    fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
        }
    }

    fn first_direction(self) -> Direction {
        match self {
            Self::Written => Direction::Descending,
        }
    }
}

/// Which entries; everything given has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LedgerFilter {
    /// Of this bucket only.
    #[serde(default)]
    pub bucket: Option<Bucket>,
    /// For one of these reasons; none means any.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Made on this day of the reseller or later.
    #[serde(default)]
    pub from: Option<Day>,
    /// Made on this day of the reseller or earlier.
    #[serde(default)]
    pub to: Option<Day>,
}

/// One page of a customer's ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerListing {
    /// Which entries.
    pub filter: LedgerFilter,
    /// Which page, in which order.
    pub page: PageRequest<LedgerSort>,
}
