//! Which sign-in page an address stands for.

use domain::link::LinkState;
use leptos::prelude::SharedValue;
use serde::{Deserialize, Serialize};

/// What the server found out about a request before anybody is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The name of the reseller whose sign-in page this is; none if the address does not say
    /// which of several is meant.
    pub reseller: Option<String>,
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
    /// For the page of a link: what the link is worth.
    pub link: Option<LinkDoor>,
}

/// What a link that lets somebody in is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkDoor {
    /// It can be used.
    Open {
        /// The reseller's name.
        reseller: String,
        /// The person's customer; none for somebody of the reseller's team.
        organisation: Option<String>,
        /// The person's name.
        name: String,
        /// The person's sign-in.
        email: String,
    },
    /// It has been used.
    Used,
    /// Its time is over.
    Expired,
    /// Another one took its place, or it was taken back.
    Revoked,
    /// No such link.
    Unknown,
}

impl From<LinkState> for LinkDoor {
    fn from(state: LinkState) -> Self {
        match state {
            LinkState::Open(holder) => Self::Open {
                reseller: holder.reseller.to_string(),
                organisation: holder.organisation.map(|name| name.to_string()),
                name: holder.name.to_string(),
                email: holder.email.to_string(),
            },
            LinkState::Used => Self::Used,
            LinkState::Expired => Self::Expired,
            LinkState::Revoked => Self::Revoked,
            LinkState::Unknown => Self::Unknown,
        }
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
