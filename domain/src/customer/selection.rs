//! Many customers at once.

use super::CustomerFilter;
use crate::id::CustomerId;
use crate::tag::Tags;
use serde::{Deserialize, Serialize};

/// The customers that a bulk action is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSelection {
    /// Just these. Those that are gone by now are passed over.
    These(Vec<CustomerId>),
    /// All that pass a filter.
    Matching {
        /// The filter of the list that was shown.
        filter: CustomerFilter,
        /// How many it matched when that was shown; with any other number nothing is done.
        expected: u64,
    },
}

impl CustomerSelection {
    /// The most customers that can be named one by one.
    pub const THESE_MAX: usize = 1000;
}

/// What to do with the tags of many customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TagChange {
    /// Put these on, keep the others.
    Add(Tags),
    /// Take these off, keep the others.
    Remove(Tags),
    /// Exactly these from now on.
    Replace(Tags),
}

/// What a bulk action did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkOutcome {
    /// Customers that are different now.
    pub changed: u64,
    /// Customers that were already so, or could not be changed because of a limit.
    pub unchanged: u64,
}
