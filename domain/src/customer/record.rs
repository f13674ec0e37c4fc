//! A customer as one line of a CSV file.

use super::{Customer, NewCustomer, Status, TeamType};
use crate::csv_cell;
use crate::field::Field;
use crate::name::Name;
use crate::tag::Tags;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The cells of one line, as they stand in the file. Only name and email have to be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRecord {
    /// The name.
    #[serde(default)]
    pub name: String,
    /// The account email.
    #[serde(default)]
    pub email: String,
    /// The phone number, nationally or internationally written.
    #[serde(default)]
    pub phone: String,
    /// `active` (also when empty) or `inactive`.
    #[serde(default)]
    pub status: String,
    /// `default` (also when empty), `individual` or `enterprise`.
    #[serde(default)]
    pub team_type: String,
    /// The company; an enterprise has to have one.
    #[serde(default)]
    pub company_name: String,
    /// Tags, separated by semicolons.
    #[serde(default)]
    pub tags: String,
    /// RFC 3339; now when empty.
    #[serde(default)]
    pub registered_at: String,
}

/// A valid customer from a file. It can be written down between the check and the import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedCustomer {
    /// Name, email, phone.
    pub customer: NewCustomer,
    /// The status.
    pub status: Status,
    /// What it registered as, elsewhere.
    pub team_type: TeamType,
    /// The company of an enterprise.
    pub company_name: Option<Name>,
    /// The tags.
    pub tags: Tags,
    /// When it registered, if the file says so.
    pub registered_at: Option<Timestamp>,
}

impl CustomerRecord {
    /// The columns, in the order in which they are written.
    pub const COLUMNS: [Field; 8] = [
        Field::Name,
        Field::Email,
        Field::Phone,
        Field::Status,
        Field::TeamType,
        Field::CompanyName,
        Field::Tags,
        Field::RegisteredAt,
    ];

    /// The line that a customer is written as, safe to open in a spreadsheet.
    pub fn of(customer: &Customer) -> Self {
        let guarded = |text: &str| csv_cell::guard(text).into_owned();
        Self {
            name: guarded(customer.name.as_str()),
            email: guarded(customer.email.as_str()),
            phone: customer
                .phone
                .as_ref()
                .map(|phone| phone.e164().to_owned())
                .unwrap_or_default(),
            status: customer.status.as_str().to_owned(),
            team_type: customer.team_type.as_str().to_owned(),
            company_name: guarded(customer.company_name.as_ref().map_or("", Name::as_str)),
            tags: guarded(&customer.tags.to_string()),
            registered_at: customer.registered_at.to_string(),
        }
    }
}
