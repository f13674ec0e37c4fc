//! Who is billed for a customer: a person, or a company.

mod draft;
mod port;

pub use draft::BillingDraft;
pub use port::BillingProfiles;

use crate::customer::TeamType;
use crate::name::Name;
use crate::phone::Country;
use crate::vat::VatNumber;
use serde::{Deserialize, Serialize};

/// Where bills go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number, or what stands in its place; may have several lines.
    pub street: String,
    /// The postal code; countries without have none.
    pub postal_code: String,
    /// The town.
    pub city: String,
    /// The country.
    pub country: Country,
}

/// Who is billed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Billed {
    /// A person.
    Individual {
        /// The person's name.
        name: Name,
    },
    /// A company.
    Enterprise {
        /// The company's name.
        company: Name,
        /// Its VAT number. A company in the EU has to have one, others may.
        vat: Option<VatNumber>,
    },
}

/// The billing profile of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillingProfile {
    /// Who.
    pub billed: Billed,
    /// Where.
    pub address: Address,
}

impl BillingProfile {
    /// The company, for an enterprise.
    pub const fn company(&self) -> Option<&Name> {
        match &self.billed {
            Billed::Individual { .. } => None,
            Billed::Enterprise { company, .. } => Some(company),
        }
    }
}

/// A billing profile as it is stored, and what a change of it has to name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredProfile {
    /// The profile; none until somebody has filled it in.
    pub profile: Option<BillingProfile>,
    /// What the customer counts as.
    pub team_type: TeamType,
    /// The company that is known of an imported customer without a profile.
    pub company: Option<Name>,
    /// Counts the changes; 0 is none yet.
    pub version: i32,
}

/// What a customer counts as: derived, never chosen. It is `Default` until somebody has registered
/// and the account email has been verified; then the billing profile says.
pub const fn team_type(
    is_registered: bool,
    is_verified: bool,
    profile: Option<&BillingProfile>,
) -> TeamType {
    match profile {
        Some(profile) if is_registered && is_verified => match profile.billed {
            Billed::Individual { .. } => TeamType::Individual,
            Billed::Enterprise { .. } => TeamType::Enterprise,
        },
        _ => TeamType::Default,
    }
}
