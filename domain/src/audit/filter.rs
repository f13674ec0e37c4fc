//! What is asked of the whole log.

use super::{AuditEvent, AuditKind};
use crate::day::Day;
use crate::id::CustomerId;
use serde::{Deserialize, Serialize};

/// Which events of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditFilter {
    /// Who did it: an email or an ID, or [`AuditFilter::OPERATOR`]; anybody if it is empty.
    pub who: String,
    /// About which customer: an email or an ID; any if it is empty.
    pub customer: String,
    /// What was done.
    pub kind: Option<AuditKind>,
    /// The first day, UTC.
    pub from: Option<Day>,
    /// The last day, UTC.
    pub to: Option<Day>,
}

impl AuditFilter {
    /// The word for whoever uses the command line.
    pub const OPERATOR: &'static str = "command line";
    /// The most characters of an email or an ID that are looked at.
    pub const TEXT_MAX: usize = 254;
}

/// An event of the log, and whom it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// The event.
    pub event: AuditEvent,
    /// The customer it is about.
    pub customer: Option<CustomerId>,
    /// The customer's name, if it is still there.
    pub customer_name: Option<String>,
}
