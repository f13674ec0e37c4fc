//! The signed-in person, as their own browser knows them.

use super::Role;
use crate::brand::Brand;
use crate::customer::Status;
use crate::id::UserId;
use crate::language::Language;
use crate::name::Name;
use crate::phone::Country;
use crate::support::Support;
use serde::{Deserialize, Serialize};

/// What every page needs to know about who looks at it. It decides what is shown; what is
/// allowed is decided elsewhere, on the server, from a [`Session`](crate::access::Session).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// The person.
    pub id: UserId,
    /// The person's name.
    pub name: String,
    /// The person's sign-in.
    pub email: String,
    /// What the person is here.
    pub role: Role,
    /// The brand of the house: the reseller's.
    pub brand: Brand,
    /// The country that phone numbers are read for unless they say otherwise.
    pub country: Country,
    /// The language the person has chosen; none leaves it to their browser.
    pub language: Option<Language>,
    /// A RESELLEE's own organisation.
    pub organisation: Option<Organisation>,
    /// What lets a reseller's person into the console of a customer.
    pub support: Option<Support>,
}

/// A RESELLEE's own organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: Name,
    /// Whether it is active.
    pub status: Status,
}
