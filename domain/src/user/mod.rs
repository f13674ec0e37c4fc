//! People who sign in.

mod draft;
mod listing;
mod password;
mod port;
mod viewer;

pub use draft::{NewUser, UserDraft};
pub use listing::{UserListing, UserSort};
pub use password::{PASSWORD_MAX, PASSWORD_MIN, Strength, check_password, strength};
pub use port::{Invitation, Users};
pub use viewer::{Organisation, Viewer};

use crate::access::Subject;
use crate::email::Email;
use crate::id::{CustomerId, UserId};
use crate::name::Name;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What a person is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// Belongs to a reseller.
    Reseller,
    /// Belongs to one customer of a reseller.
    Resellee,
}

/// Whose people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// The reseller's own team.
    Team,
    /// Those of one customer.
    Of(CustomerId),
}

impl People {
    /// The people of whoever works on a subject.
    pub const fn own(subject: Subject) -> Self {
        match subject {
            Subject::Reseller => Self::Team,
            Subject::Customer(customer) => Self::Of(customer),
        }
    }

    /// The customer they belong to.
    pub const fn customer(self) -> Option<CustomerId> {
        match self {
            Self::Team => None,
            Self::Of(customer) => Some(customer),
        }
    }

    /// What they are here.
    pub const fn role(self) -> Role {
        match self {
            Self::Team => Role::Reseller,
            Self::Of(_) => Role::Resellee,
        }
    }
}

/// Whether a person can sign in, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserStatus {
    /// Registered and enabled.
    Active,
    /// Invited, and may still register.
    Invited,
    /// Invited, and did not register in time.
    InvitationExpired,
    /// Turned off.
    Disabled,
}

impl UserStatus {
    /// What follows from what is stored about a person. `invited_until` is set until the person
    /// has registered.
    pub fn of(is_enabled: bool, invited_until: Option<Timestamp>, now: Timestamp) -> Self {
        match invited_until {
            _ if !is_enabled => Self::Disabled,
            None => Self::Active,
            Some(until) if now < until => Self::Invited,
            Some(_) => Self::InvitationExpired,
        }
    }
}

/// A person who signs in, or has been invited to; the rows of the lists are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Assigned by the server, time-ordered.
    pub id: UserId,
    /// Whom the person belongs to.
    pub of: People,
    /// The person's name.
    pub name: Name,
    /// The sign-in, unique within the reseller.
    pub email: Email,
    /// Whether the person can sign in.
    pub status: UserStatus,
    /// The last sign-in, if there was one.
    pub last_sign_in_at: Option<Timestamp>,
    /// Whether signing in takes a second factor.
    pub has_two_factor: bool,
}

/// A device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInDevice {
    /// Whether it is the one that asks.
    pub is_current: bool,
    /// When they signed in.
    pub since: Timestamp,
    /// When they were last here, to the minute.
    pub last_seen_at: Timestamp,
    /// Where the sign-in came from, if that is known.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub agent: String,
}

impl User {
    /// Whether the person has yet to register.
    pub const fn is_invited(&self) -> bool {
        matches!(
            self.status,
            UserStatus::Invited | UserStatus::InvitationExpired
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_follows_from_what_is_stored() {
        let at = Timestamp::from_micros;
        let status = |is_enabled, until| UserStatus::of(is_enabled, until, at(10));
        assert_eq!(status(true, None), UserStatus::Active);
        assert_eq!(status(true, Some(at(11))), UserStatus::Invited);
        assert_eq!(status(true, Some(at(10))), UserStatus::InvitationExpired);
        assert_eq!(status(false, Some(at(11))), UserStatus::Disabled);
        assert_eq!(status(false, None), UserStatus::Disabled);
    }
}
