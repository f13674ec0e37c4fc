//! A person on the way in: as typed, and as valid.

use crate::email::Email;
use crate::field::{Field, FieldErrors};
use crate::name::Name;
use serde::{Deserialize, Serialize};

/// Somebody to invite, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserDraft {
    /// The person's name, required.
    #[serde(default)]
    pub name: String,
    /// The sign-in, required.
    #[serde(default)]
    pub email: String,
}

/// Somebody to invite, valid but not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// The person's name.
    pub name: Name,
    /// The sign-in.
    pub email: Email,
}

impl UserDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(&self) -> Result<NewUser, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check(Field::Name, Name::parse(&self.name));
        let email = errors.check(Field::Email, Email::parse(&self.email));
        match (name, email) {
            (Some(name), Some(email)) => Ok(NewUser { name, email }),
            _ => Err(errors),
        }
    }
}
