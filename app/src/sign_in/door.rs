//! Which sign-in page an address stands for.

use domain::account::Verification;
use domain::invitation::OpenInvitation;
use domain::link::LinkState;
use leptos::prelude::SharedValue;
use serde::{Deserialize, Serialize};

/// What the server found out about a request before anybody is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// Whether it is known whose sign-in page this is: the address may not say which of several
    /// resellers is meant.
    pub has_realm: bool,
    /// Whether there is no reseller yet, so that set-up comes first.
    pub needs_setup: bool,
    /// For the set-up page: whether its link can be used.
    pub is_setup_offered: bool,
    /// The session that brought the person here, if it ended by itself.
    pub ended: Option<Ended>,
    /// Where to go after signing in: a path of this site.
    pub next: Option<String>,
    /// For whoever has to choose another password: their sign-in.
    pub email: Option<String>,
    /// For the page of a person's link: what the link is worth.
    pub link: Option<LinkDoor<Invited>>,
    /// For the page on which an organisation registers: what its link is worth.
    pub join: Option<LinkDoor<Joining>>,
    /// For the page on which an email is verified: what its link is worth.
    pub verify: Option<LinkDoor<Verifying>>,
}

/// Whom a person's link is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The reseller's name.
    pub reseller: String,
    /// The person's customer; none for somebody of the reseller's team.
    pub organisation: Option<String>,
    /// The person's name.
    pub name: String,
    /// The person's sign-in.
    pub email: String,
}

/// An organisation that may register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// The reseller's name.
    pub reseller: String,
    /// The country that phone numbers are read for, as a form shows it.
    pub country: String,
    /// The account email, if it is settled already.
    pub email: Option<String>,
    /// A word of the reseller's; may be empty.
    pub note: String,
}

/// An email that may be verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verifying {
    /// The organisation.
    pub organisation: String,
    /// The email.
    pub email: String,
}

/// What a link that lets somebody in is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkDoor<T> {
    /// It can be used.
    Open(T),
    /// It has been used.
    Used,
    /// Its time is over.
    Expired,
    /// Another one took its place, or it was taken back.
    Revoked,
    /// No such link.
    Unknown,
}

impl<T> LinkDoor<T> {
    fn of<H>(state: LinkState<H>, open: impl FnOnce(H) -> T) -> Self {
        match state {
            LinkState::Open(holder) => Self::Open(open(holder)),
            LinkState::Used => Self::Used,
            LinkState::Expired => Self::Expired,
            LinkState::Revoked => Self::Revoked,
            LinkState::Unknown => Self::Unknown,
        }
    }
}

impl From<LinkState> for LinkDoor<Invited> {
    fn from(state: LinkState) -> Self {
        Self::of(state, |holder| Invited {
            reseller: holder.brand.name.to_string(),
            organisation: holder.organisation.map(|name| name.to_string()),
            name: holder.name.to_string(),
            email: holder.email.to_string(),
        })
    }
}

impl From<LinkState<OpenInvitation>> for LinkDoor<Joining> {
    fn from(state: LinkState<OpenInvitation>) -> Self {
        Self::of(state, |open| Joining {
            reseller: open.letterhead.brand.name.to_string(),
            country: open.country.to_string(),
            email: open.email.map(|email| email.to_string()),
            note: open.note,
        })
    }
}

impl From<LinkState<Verification>> for LinkDoor<Verifying> {
    fn from(state: LinkState<Verification>) -> Self {
        Self::of(state, |open| Verifying {
            organisation: open.organisation.to_string(),
            email: open.email.to_string(),
        })
    }
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// Nothing was asked for half an hour.
    Idle,
    /// Twelve hours have passed since the sign-in.
    Absolute,
    /// The account was turned off or its password was changed.
    Revoked,
}

/// The door of this page load, the same in the browser as on the server.
pub(super) fn door() -> Door {
    SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        {
            leptos::prelude::use_context::<crate::backend::Context>()
                .map(|context| context.door)
                .unwrap_or_default()
        }
        #[cfg(not(feature = "ssr"))]
        {
            Door::default()
        }
    })
    .into_inner()
}
