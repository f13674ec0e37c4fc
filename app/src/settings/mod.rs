//! The reseller's settings, in rooms with an address each.

mod api;
mod draft;
mod general;
mod hue;
mod ledger_check;
mod logo;

pub use api::{RemoveLogo, SetSettings, SettingsOf, SettingsPageData};

use crate::mails::{self, MailList};
use crate::not_found::NotFound;
use crate::tokens::{TokenDialogs, TokenList, TokenListState};
use crate::ui::{ChangingTitle, Erase, PageHead, Tab, TabPanel, Tabs};
use crate::users::{UserDialogs, UserList, UserListState};
use crate::words::t;
use general::General;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// A room of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    General,
    Team,
    Tokens,
    Mail,
}

impl Room {
    const ALL: [Self; 4] = [Self::General, Self::Team, Self::Tokens, Self::Mail];

    const fn key(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Team => "team",
            Self::Tokens => "tokens",
            Self::Mail => "mail",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::General => t!("General"),
            Self::Team => t!("Team"),
            Self::Tokens => t!("API tokens"),
            Self::Mail => t!("Mail"),
        }
    }

    /// The room that an address names; the first one if it names none.
    fn at(path: &str) -> Option<Self> {
        match path.split('/').nth(2).filter(|word| !word.is_empty()) {
            None => Some(Self::General),
            Some(word) => Self::ALL.into_iter().find(|room| room.key() == word),
        }
    }
}

/// What the reseller decides for the whole house. Which room it is stands in the address.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let path = use_location().pathname;
    let room = Memo::new(move |_| path.with(|path| Room::at(path)));
    let settings = general::loaded(Memo::new(move |_| room.get() == Some(Room::General)));
    let shows_team = Memo::new(move |_| room.get() == Some(Room::Team));
    let team = UserListState::new(None, "/settings/team".to_owned(), shows_team);
    let shows_tokens = Memo::new(move |_| room.get() == Some(Room::Tokens));
    let tokens = TokenListState::new(None, "/settings/tokens".to_owned(), shows_tokens);
    let mails = mails::latest(Memo::new(move |_| room.get() == Some(Room::Mail)));
    let tabs = Room::ALL
        .map(|room| Tab {
            key: room.key(),
            label: room.label().to_owned(),
            href: format!("/settings/{}", room.key()),
            aside: false,
        })
        .to_vec();
    let title = Signal::derive(move || {
        let label = room.get().map_or("", Room::label);
        t!("{label} · Settings", label = label)
    });
    let content = move || match room.get() {
        None => view! { <NotFound/> }.erase(),
        Some(room) => view! {
            <ChangingTitle text=title/>
            <PageHead title=t!("Settings") subtitle=t!("What holds for all of your customers.")/>
            <Tabs
                label=t!("Settings")
                tabs=Signal::stored(tabs.clone())
                current=Signal::stored(room.key().to_owned())
            />
            <TabPanel key=room.key()>
                {match room {
                    Room::General => view! { <General settings/> }.erase(),
                    Room::Team => view! { <UserList state=team/> }.erase(),
                    Room::Tokens => view! { <TokenList state=tokens/> }.erase(),
                    Room::Mail => view! { <MailList latest=mails/> }.erase(),
                }}
            </TabPanel>
        }
        .erase(),
    };
    view! {
        {content}
        {move || shows_team.get().then(|| view! { <UserDialogs state=team/> })}
        {move || shows_tokens.get().then(|| view! { <TokenDialogs state=tokens/> })}
        <Outlet/>
    }
}
