//! Customers: the organisations a reseller sells to.

mod draft;
mod kind;
mod listing;
mod port;
#[cfg(not(target_family = "wasm"))]
mod reading;
mod record;
mod report;
mod selection;

pub use draft::{CustomerChange, CustomerDraft, CustomerEdit, NewCustomer};
pub use kind::{Status, TeamType};
pub use listing::{AmountRange, CustomerFilter, CustomerListing, CustomerSort};
pub use port::{CustomerImport, Customers, ImportProgress, Position};
pub use record::{CustomerRecord, ImportedCustomer};
pub use report::{CheckedFile, ImportFault, ImportProblem, ImportReport};
pub use selection::{BulkOutcome, CustomerSelection, TagChange};

use crate::email::Email;
use crate::id::CustomerId;
use crate::name::Name;
use crate::phone::Phone;
use crate::tag::{Tag, Tags};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A customer, as stored; the rows of the list are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Assigned by the server, time-ordered.
    pub id: CustomerId,
    /// The organisation's name.
    pub name: Name,
    /// The account email, unique within the reseller.
    pub email: Email,
    /// The phone number, if one is known.
    pub phone: Option<Phone>,
    /// Whether its people may sign in and its tokens work.
    pub status: Status,
    /// What it registered as.
    pub team_type: TeamType,
    /// The company, for an enterprise.
    pub company_name: Option<Name>,
    /// The reseller's labels.
    pub tags: Tags,
    /// When it registered.
    pub registered_at: Timestamp,
    /// When one of its people was last here, to the minute.
    pub last_activity_at: Option<Timestamp>,
    /// Counts the changes; an update names the version it was made from.
    pub version: i32,
}

/// How many customers there are, kept up to date with every change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerCounts {
    /// Active ones.
    pub active: u64,
    /// Inactive ones.
    pub inactive: u64,
}

impl CustomerCounts {
    /// All of them.
    pub const fn all(self) -> u64 {
        self.active + self.inactive
    }
}

/// A tag and how many customers carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagCount {
    /// The tag.
    pub tag: Tag,
    /// The customers that carry it.
    pub customers: u64,
}

/// What goes with a customer when it is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belongings {
    /// People who can sign in for it.
    pub users: u64,
    /// Whether anything was ever transcribed for it.
    pub has_usage: bool,
}

impl Belongings {
    /// Whether deleting has to be confirmed by typing the name.
    pub const fn need_typed_name(self) -> bool {
        self.users > 0 || self.has_usage
    }
}
