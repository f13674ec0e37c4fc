//! The rooms of a customer, each with an address of its own.

use crate::billing::{BillingCard, BillingState};
use crate::history::{HistoryList, HistoryState};
use crate::ledger::{LedgerCard, LedgerState, MoneyCard, MoneyState};
use crate::tokens::{TokenList, TokenListState};
use crate::transcriptions::{TranscriptionList, TranscriptionListState};
use crate::ui::{Card, Empty, Erase, Glyph, Tab, TabPanel, Tabs};
use crate::usage::{UsageState, UsageView};
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

/// What the rooms show, each loaded while it is looked at.
#[derive(Clone, Copy)]
pub(super) struct RoomStates {
    pub(super) history: HistoryState,
    pub(super) users: UserListState,
    pub(super) billing: BillingState,
    pub(super) money: MoneyState,
    pub(super) ledger: LedgerState,
    pub(super) tokens: TokenListState,
    pub(super) transcriptions: TranscriptionListState,
    pub(super) usage: UsageState,
}

/// The tabs, and what the chosen one shows.
#[component]
pub(super) fn CustomerRooms(
    id: CustomerId,
    room: Memo<Room>,
    states: StoredValue<RoomStates>,
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
        let (room, states) = (room.get(), states.get_value());
        view! {
            <TabPanel key=room.key()>
                {match room {
                    Room::History => view! { <HistoryList state=states.history/> }.erase(),
                    Room::Billing => view! {
                        <MoneyCard state=states.money/>
                        <LedgerCard state=states.ledger/>
                        <BillingCard state=states.billing/>
                    }
                    .erase(),
                    Room::Users => view! { <UserList state=states.users/> }.erase(),
                    Room::Usage => view! { <UsageView state=states.usage/> }.erase(),
                    Room::Tokens => view! { <TokenList state=states.tokens/> }.erase(),
                    Room::Transcriptions => {
                        view! { <TranscriptionList state=states.transcriptions/> }.erase()
                    }
                    Room::Subscription => view! { <NoSubscription/> }.erase(),
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

/// Why there is nothing in this room now.
#[component]
fn NoSubscription() -> impl IntoView {
    view! {
        <Card>
            <Empty
                glyph=Glyph::Layers
                title=t!("No subscription")
                text=t!(
                    "The plan of this customer, its period and its next invoice will stand here. It \
                     has no plan, because this installation has none to offer yet."
                )
            />
        </Card>
    }
}
