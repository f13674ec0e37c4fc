//! The rooms of a customer, each with an address of its own.

use crate::billing::{BillingCard, BillingState};
use crate::history::{HistoryList, HistoryState};
use crate::ui::{Card, Empty, Erase, Glyph, Tab, TabPanel, Tabs};
use crate::users::{UserList, UserListState};
use crate::words::t;
use domain::id::CustomerId;
use leptos::prelude::*;

/// A room of the customer page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    Subscription,
    Usage,
    Tokens,
    Users,
    Transcriptions,
    Billing,
    History,
}

impl Room {
    const ALL: [Self; 7] = [
        Self::Subscription,
        Self::Usage,
        Self::Tokens,
        Self::Users,
        Self::Transcriptions,
        Self::Billing,
        Self::History,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Subscription => "subscription",
            Self::Usage => "usage",
            Self::Tokens => "tokens",
            Self::Users => "users",
            Self::Transcriptions => "transcriptions",
            Self::Billing => "billing",
            Self::History => "history",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Subscription => t!("Subscription"),
            Self::Usage => t!("Usage"),
            Self::Tokens => t!("Tokens"),
            Self::Users => t!("Users"),
            Self::Transcriptions => t!("Transcriptions"),
            Self::Billing => t!("Billing"),
            Self::History => t!("History"),
        }
    }

    /// The room that an address names; the first one if it names none.
    pub(super) fn from_word(word: Option<&str>) -> Option<Self> {
        match word {
            None => Some(Self::Subscription),
            Some(word) => Self::ALL.into_iter().find(|room| room.key() == word),
        }
    }
}

/// The tabs, and what the chosen one shows.
#[component]
pub(super) fn CustomerRooms(
    id: CustomerId,
    room: Memo<Room>,
    history: HistoryState,
    users: UserListState,
    billing: BillingState,
) -> impl IntoView {
    let tabs = Room::ALL
        .map(|room| Tab {
            key: room.key(),
            label: room.label().to_owned(),
            href: format!("/customers/{id}/{}", room.key()),
            aside: room == Room::History,
        })
        .to_vec();
    let panel = move || {
        let room = room.get();
        view! {
            <TabPanel key=room.key()>
                {match room {
                    Room::History => view! { <HistoryList state=history/> }.erase(),
                    Room::Billing => view! { <BillingCard state=billing/> }.erase(),
                    Room::Users => view! { <UserList state=users/> }.erase(),
                    room => view! { <NothingYet room/> }.erase(),
                }}
            </TabPanel>
        }
    };
    view! {
        <Tabs
            label=t!("Customer")
            tabs=Signal::stored(tabs)
            current=Signal::derive(move || room.get().key().to_owned())
        />
        {panel}
    }
}

/// What will stand in a room, and why it is empty now.
#[component]
fn NothingYet(room: Room) -> impl IntoView {
    let (glyph, title, text) = match room {
        Room::Subscription => (
            Glyph::Layers,
            t!("No subscription"),
            t!(
                "The plan of this customer, its period and its next invoice will stand here. It has \
                 no plan, because this installation has none to offer yet."
            ),
        ),
        Room::Usage => (
            Glyph::Chart,
            t!("No usage"),
            t!(
                "Audio hours and transcriptions over time will stand here. Nothing has been reported \
                 for this customer."
            ),
        ),
        Room::Tokens => (
            Glyph::Key,
            t!("No API tokens"),
            t!(
                "The keys with which this customer's programs sign in will stand here. It has none."
            ),
        ),
        Room::Transcriptions => (
            Glyph::AudioLines,
            t!("No transcriptions"),
            t!(
                "Each transcription session with its status will stand here. None has been reported \
                 for this customer."
            ),
        ),
        // These are never without a list of their own.
        Room::Users | Room::Billing | Room::History => return ().erase(),
    };
    view! {
        <Card>
            <Empty glyph title text/>
        </Card>
    }
    .erase()
}
