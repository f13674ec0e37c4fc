//! What the customers list is asked for.

use super::{Status, TeamType};
use crate::day::Day;
use crate::listing::{Direction, PageRequest, Sort};
use crate::tag::Tag;
use serde::{Deserialize, Serialize};

/// What the customers list can be sorted by: every column of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    /// The ID, which is the order of creation.
    Id,
    /// The name, without case and diacritics.
    Name,
    /// The email, without case.
    Email,
    /// The phone number as dialled; none sorts first.
    Phone,
    /// The time of registration.
    #[default]
    Registered,
    /// Active before inactive.
    Status,
    /// The tags in order; none sorts first.
    Tags,
    /// Default, individual, enterprise.
    TeamType,
    /// The company, without case and diacritics; none sorts first.
    Company,
    /// The last time one of its people was here; never sorts first.
    LastActivity,
}

impl Sort for CustomerSort {
    const ALL: &'static [Self] = &[
        Self::Id,
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Registered,
        Self::Status,
        Self::Tags,
        Self::TeamType,
        Self::Company,
        Self::LastActivity,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Registered => "registered",
            Self::Status => "status",
            Self::Tags => "tags",
            Self::TeamType => "team_type",
            Self::Company => "company",
            Self::LastActivity => "last_activity",
        }
    }

    fn first_direction(self) -> Direction {
        match self {
            Self::Registered | Self::LastActivity => Direction::Descending,
            Self::Id
            | Self::Name
            | Self::Email
            | Self::Phone
            | Self::Status
            | Self::Tags
            | Self::TeamType
            | Self::Company => Direction::Ascending,
        }
    }
}

/// Which customers; everything given has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CustomerFilter {
    /// Words to find in name, email, phone, company, tags or ID; empty finds all.
    #[serde(default)]
    pub search: String,
    /// Active or inactive only.
    #[serde(default)]
    pub status: Option<Status>,
    /// One of these team types; none means any.
    #[serde(default)]
    pub team_types: Vec<TeamType>,
    /// At least one of these tags; none means any.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Registered on this day (UTC) or later.
    #[serde(default)]
    pub registered_from: Option<Day>,
    /// Registered on this day (UTC) or earlier.
    #[serde(default)]
    pub registered_to: Option<Day>,
}

impl CustomerFilter {
    /// The most characters of a search that are looked at.
    pub const SEARCH_MAX: usize = 200;

    /// Whether every customer passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it looks at nothing but the status.
    pub fn is_status_only(&self) -> bool {
        *self
            == Self {
                status: self.status,
                ..Self::default()
            }
    }
}

/// One page of customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerListing {
    /// Which customers.
    pub filter: CustomerFilter,
    /// Which page, in which order.
    pub page: PageRequest<CustomerSort>,
}
