//! A customer on its way in: as typed, and as valid.

use super::Status;
use crate::email::Email;
use crate::field::{Field, FieldErrors, Issue};
use crate::name::Name;
use crate::phone::{Country, Phone};
use crate::tag::Tags;
use serde::{Deserialize, Serialize};

/// A new customer as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDraft {
    /// The name, required.
    #[serde(default)]
    pub name: String,
    /// The account email, required.
    #[serde(default)]
    pub email: String,
    /// The phone number, nationally or internationally written; may be empty.
    #[serde(default)]
    pub phone: String,
    /// The country a national number is read for: name, code or dial code.
    #[serde(default)]
    pub country: String,
}

/// A valid customer that is not stored yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCustomer {
    /// The name.
    pub name: Name,
    /// The account email.
    pub email: Email,
    /// The phone number, if one was given.
    pub phone: Option<Phone>,
}

impl CustomerDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(&self) -> Result<NewCustomer, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check(Field::Name, Name::parse(&self.name));
        let email = errors.check(Field::Email, Email::parse(&self.email));
        let phone = self
            .phone()
            .map_err(|(field, issue)| errors.add(field, issue))
            .ok();
        match (name, email, phone) {
            (Some(name), Some(email), Some(phone)) => Ok(NewCustomer { name, email, phone }),
            _ => Err(errors),
        }
    }

    fn phone(&self) -> Result<Option<Phone>, (Field, Issue)> {
        if self.phone.trim().is_empty() {
            return Ok(None);
        }
        let country = Country::find(&self.country).map_err(|issue| (Field::Country, issue))?;
        Phone::parse(&self.phone, country)
            .map(Some)
            .map_err(|issue| (Field::Phone, issue))
    }
}

/// A change of a customer as typed: the same fields, the switch, and what it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerEdit {
    /// Name, email, phone, country.
    #[serde(flatten)]
    pub draft: CustomerDraft,
    /// The switch.
    #[serde(default)]
    pub active: bool,
    /// The version that was loaded.
    pub version: i32,
}

/// A valid change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerChange {
    /// The new name.
    pub name: Name,
    /// The new account email.
    pub email: Email,
    /// The new phone number, or none.
    pub phone: Option<Phone>,
    /// The new status.
    pub status: Status,
    /// The new tags; none leaves them as they are.
    pub tags: Option<Tags>,
    /// The version it was made from; any other in the database is a conflict.
    pub version: i32,
}

impl CustomerEdit {
    /// Checks every field.
    pub fn parse(&self) -> Result<CustomerChange, FieldErrors> {
        let NewCustomer { name, email, phone } = self.draft.parse()?;
        let status = Status::from_active(self.active);
        Ok(CustomerChange {
            name,
            email,
            phone,
            status,
            tags: None,
            version: self.version,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_issues_are_reported_together() {
        let draft = CustomerDraft {
            name: " ".into(),
            email: "admin@stemhuis".into(),
            phone: "x".into(),
            country: "NL".into(),
        };
        let errors = draft.parse().unwrap_err();
        assert_eq!(errors.get(Field::Name), Some(&Issue::Required));
        assert_eq!(errors.get(Field::Email), Some(&Issue::NotAnEmail));
        assert_eq!(errors.get(Field::Phone), Some(&Issue::NotAPhone));
    }

    #[test]
    fn a_country_matters_only_with_a_number() {
        let mut draft = CustomerDraft {
            name: "Stichting Stemhuis".into(),
            email: "admin@stemhuis.example".into(),
            ..CustomerDraft::default()
        };
        assert_eq!(draft.parse().unwrap().phone, None);
        draft.phone = "020 623 4567".into();
        draft.country = "Atlantis".into();
        assert_eq!(
            draft.parse().unwrap_err().get(Field::Country),
            Some(&Issue::UnknownCountry)
        );
    }
}
