//! Invitations and registrations as typed.

use super::NewInvitation;
use crate::customer::{CustomerDraft, NewCustomer};
use crate::email::Email;
use crate::field::{Field, FieldErrors, Issue};
use crate::name::Name;
use crate::tag::Tags;
use crate::text;
use serde::{Deserialize, Serialize};

/// The most characters of a note.
const NOTE_MAX: u16 = 1_000;

/// An invitation as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationDraft {
    /// The account email; may be empty, unless the link is to be mailed.
    #[serde(default)]
    pub email: String,
    /// A word to whoever registers; may be empty.
    #[serde(default)]
    pub note: String,
    /// Tags, separated by commas; may be empty.
    #[serde(default)]
    pub tags: String,
    /// Whether the link is to be mailed.
    #[serde(default)]
    pub mailed: bool,
}

impl InvitationDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(&self) -> Result<NewInvitation, FieldErrors> {
        let mut errors = FieldErrors::default();
        let is_empty = self.email.trim().is_empty();
        let email = match is_empty {
            true if self.mailed => Err(Issue::Required),
            true => Ok(None),
            false => Email::parse(&self.email).map(Some),
        };
        let email = errors.check(Field::Email, email);
        let note = errors.check(Field::Note, text::optional_lines(&self.note, NOTE_MAX));
        let tags = errors.check(Field::Tags, Tags::parse(&self.tags));
        match (email, note, tags) {
            (Some(email), Some(note), Some(tags)) => Ok(NewInvitation { email, note, tags }),
            _ => Err(errors),
        }
    }
}

/// An organisation that registers itself, as typed; the password is looked at elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationDraft {
    /// The organisation.
    #[serde(default)]
    pub organisation: String,
    /// The person.
    #[serde(default)]
    pub name: String,
    /// The account email, which the person signs in with.
    #[serde(default)]
    pub email: String,
    /// The phone number; may be empty.
    #[serde(default)]
    pub phone: String,
    /// The country a national number is read for.
    #[serde(default)]
    pub country: String,
}

/// An organisation that registers itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRegistration {
    /// The organisation, with its account email.
    pub customer: NewCustomer,
    /// Its first person.
    pub person: Name,
}

impl RegistrationDraft {
    /// Checks every field; all issues are reported together. `fixed` is the email that the
    /// invitation settles.
    pub fn parse(&self, fixed: Option<&Email>) -> Result<NewRegistration, FieldErrors> {
        let customer = CustomerDraft {
            name: self.organisation.clone(),
            email: fixed.map_or_else(|| self.email.clone(), ToString::to_string),
            phone: self.phone.clone(),
            country: self.country.clone(),
        };
        let mut errors = FieldErrors::default();
        let person = errors.check(Field::Name, Name::parse(&self.name));
        let customer = customer.parse().map_err(|wrong| {
            for (field, issue) in wrong.iter() {
                let field = match field {
                    Field::Name => Field::Organisation,
                    field => field,
                };
                errors.add(field, issue.clone());
            }
        });
        match (customer, person) {
            (Ok(customer), Some(person)) => Ok(NewRegistration { customer, person }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_that_is_mailed_needs_an_address() {
        let draft = |email: &str, mailed| InvitationDraft {
            email: email.into(),
            mailed,
            ..InvitationDraft::default()
        };
        assert!(draft("", false).parse().unwrap().email.is_none());
        let errors = draft(" ", true).parse().unwrap_err();
        assert_eq!(errors.get(Field::Email), Some(&Issue::Required));
        assert!(draft("x", false).parse().is_err());
    }

    #[test]
    fn a_settled_email_is_the_one_that_counts() {
        let fixed = Email::parse("info@alba.example").unwrap();
        let draft = RegistrationDraft {
            organisation: "Alba".into(),
            name: "Ana".into(),
            email: "eve@evil.example".into(),
            ..RegistrationDraft::default()
        };
        let new = draft.parse(Some(&fixed)).unwrap();
        assert_eq!(new.customer.email, fixed);
        let errors = RegistrationDraft::default().parse(None).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, [Field::Name, Field::Email, Field::Organisation]);
    }
}
