//! What the customers list is asked for.

use super::{Status, TeamType};
use crate::day::Day;
use crate::ledger::Figure;
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
    /// What was paid in and is left.
    Balance,
    /// What was given and is left.
    Credits,
    /// What can be spent.
    Available,
}

impl CustomerSort {
    /// What it is a sum of, if it is one of money.
    pub const fn figure(self) -> Option<Figure> {
        match self {
            Self::Balance => Some(Figure::Balance),
            Self::Credits => Some(Figure::Credits),
            Self::Available => Some(Figure::Available),
            Self::Id
            | Self::Name
            | Self::Email
            | Self::Phone
            | Self::Registered
            | Self::Status
            | Self::Tags
            | Self::TeamType
            | Self::Company
            | Self::LastActivity => None,
        }
    }
}

impl Sort for CustomerSort {
    const ALL: &'static [Self] = &[
        Self::Id,
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Registered,
        Self::Status,
        Self::Balance,
        Self::Credits,
        Self::Available,
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
            Self::Balance => "balance",
            Self::Credits => "credits",
            Self::Available => "available",
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
            | Self::Company
            | Self::Balance
            | Self::Credits
            | Self::Available => Direction::Ascending,
        }
    }
}

/// From how much on, and below how much. Micros.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AmountRange {
    /// The least.
    #[serde(default)]
    pub from: Option<i64>,
    /// The first that is too much.
    #[serde(default)]
    pub below: Option<i64>,
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
    /// With such a balance.
    #[serde(default)]
    pub balance: AmountRange,
    /// With such credits.
    #[serde(default)]
    pub credits: AmountRange,
    /// With so much to spend.
    #[serde(default)]
    pub available: AmountRange,
}

impl CustomerFilter {
    /// The most characters of a search that are looked at.
    pub const SEARCH_MAX: usize = 200;

    /// What is asked of a figure.
    pub const fn amounts(&self, figure: Figure) -> AmountRange {
        match figure {
            Figure::Balance => self.balance,
            Figure::Credits => self.credits,
            Figure::Available => self.available,
        }
    }

    /// The same, to be changed.
    pub const fn amounts_mut(&mut self, figure: Figure) -> &mut AmountRange {
        match figure {
            Figure::Balance => &mut self.balance,
            Figure::Credits => &mut self.credits,
            Figure::Available => &mut self.available,
        }
    }

    /// Whether it asks what customers have.
    pub fn is_about_money(&self) -> bool {
        let is_asked = |figure| self.amounts(figure) != AmountRange::default();
        Figure::ALL.into_iter().any(is_asked)
    }

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
