//! What goes on with all customers together, and what needs somebody's attention.

mod attention;
mod port;

pub use attention::{
    Attention, AttentionItem, AttentionKind, AttentionQuery, Cause, FAILURES_MIN, FAILURES_POINTS,
    FAILURES_TIMES, REGULAR_DAYS, SILENT_DAYS, SILENT_FROM_DAYS, TOKEN_DAYS, UNANSWERED_DAYS,
    USUAL_DAYS, failures_are_up,
};
pub use port::Dashboards;

use crate::customer::CustomerCounts;
use crate::id::CustomerId;
use crate::timestamp::Timestamp;
use crate::usage::{Days, Usage, UsageReport};
use serde::{Deserialize, Serialize};

/// The most customers in one of the short lists.
pub const LIST_MAX: u32 = 5;

/// The figures of all customers together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    /// What all of them used, split by mode, beside the time before.
    pub usage: UsageReport,
    /// How many customers there are now.
    pub customers: CustomerCounts,
    /// How many of them came in these days.
    pub new: u64,
    /// How many came in the days before.
    pub new_before: u64,
    /// The latest ones, the newest first, whenever they came; [`LIST_MAX`] at most.
    pub newest: Vec<NewestCustomer>,
}

/// A customer who came lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewestCustomer {
    /// Who it is.
    pub id: CustomerId,
    /// What it is called.
    pub name: String,
    /// When it came.
    pub registered_at: Timestamp,
    /// Whether it is active.
    pub is_active: bool,
}

/// The customers with the most audio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopCustomers {
    /// When this was true.
    pub as_of: Timestamp,
    /// The days that were counted.
    pub days: Days,
    /// What all customers used in them.
    pub total: Usage,
    /// How many customers used anything.
    pub users: u64,
    /// The most first; [`LIST_MAX`] at most.
    pub customers: Vec<TopCustomer>,
}

/// What a customer used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopCustomer {
    /// Who it is.
    pub id: CustomerId,
    /// What it is called.
    pub name: String,
    /// What it used.
    pub usage: Usage,
}
