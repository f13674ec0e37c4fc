//! The console: what a RESELLEE sees of its own organisation, in rooms with an address each.

mod overview;
mod room;

pub(crate) use room::Room;

use crate::account::{AccountCard, AccountState};
use crate::billing::{BillingCard, BillingState};
use crate::frame::use_frame;
use crate::history::{HistoryList, HistoryState};
use crate::ledger::{LedgerCard, LedgerDialogs, LedgerState, MoneyCard, MoneyState};
use crate::not_found::NotFound;
use crate::support::SupportBanner;
use crate::tokens::{TokenDialogs, TokenList, TokenListState};
use crate::transcriptions::{TranscriptionDetails, TranscriptionList, TranscriptionListState};
use crate::ui::{Card, ChangingTitle, Empty, Erase, Glyph, PageHead};
use crate::usage::{UsageState, UsageView};
use crate::users::{UserDialogs, UserList, UserListState};
use crate::viewer::console_base;
use crate::words::t;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;
use overview::{Overview, OverviewState};

/// One room of the console. Which one stands in the address.
#[component]
pub(crate) fn ConsolePage() -> impl IntoView {
    let path = use_location().pathname;
    let base = base();
    let href = |room: Room| room.href(&base);
    let (users_href, tokens_href) = (href(Room::Users), href(Room::Tokens));
    let (sessions_href, usage_href) = (href(Room::Transcriptions), href(Room::Usage));
    let (overview_href, billing_href) = (href(Room::Overview), href(Room::Billing));
    let room = Memo::new(move |_| path.with(|path| Room::at(path, &base)));
    let shows = move |wanted: Room| Memo::new(move |_| room.get() == Some(wanted));
    let shows_users = shows(Room::Users);
    let users = UserListState::new(None, users_href, shows_users);
    let shows_tokens = shows(Room::Tokens);
    let tokens = TokenListState::new(None, tokens_href, shows_tokens);
    let shows_sessions = shows(Room::Transcriptions);
    let transcriptions = TranscriptionListState::new(None, sessions_href, shows_sessions);
    let usage = UsageState::new(None, usage_href, shows(Room::Usage));
    let history = HistoryState::new(None, shows(Room::History));
    let shows_billing = shows(Room::Billing);
    let billing = BillingState::new(None, shows_billing);
    let money = MoneyState::new(None, shows_billing);
    let ledger = LedgerState::new(None, billing_href, shows_billing);
    let shows_account =
        Memo::new(move |_| matches!(room.get(), Some(Room::Billing | Room::Overview)));
    let account = AccountState::new(shows_account);
    let overview = OverviewState::new(&overview_href, shows(Room::Overview));
    let title = Signal::derive(move || room.get().map_or("", Room::label).to_owned());
    let content = move || match room.get() {
        None => view! { <NotFound/> }.erase(),
        Some(room) => view! {
            <ChangingTitle text=title/>
            {match room {
                Room::Overview => view! { <Overview account state=overview/> }.erase(),
                Room::Users => view! {
                    <PageHead
                        title=t!("Users")
                        subtitle=t!("Who signs in for your organisation.")
                    />
                    <UserList state=users/>
                }
                .erase(),
                Room::Billing => view! {
                    <PageHead
                        title=t!("Billing")
                        subtitle=t!("What you have, who is billed, and where. Your invoices will \
                                     stand here once there are any.")
                    />
                    <div class="profile">
                        <MoneyCard state=money/>
                        <LedgerCard state=ledger/>
                        <BillingCard state=billing/>
                        <AccountCard state=account/>
                    </div>
                }
                .erase(),
                Room::History => view! {
                    <PageHead
                        title=t!("History")
                        subtitle=t!("Who changed what in your organisation, and when your provider \
                                     was in.")
                    />
                    <HistoryList state=history/>
                }
                .erase(),
                Room::Usage => view! {
                    <PageHead
                        title=t!("Usage")
                        subtitle=t!("What your organisation has had transcribed.")
                    />
                    <UsageView state=usage/>
                }
                .erase(),
                Room::Tokens => view! {
                    <PageHead
                        title=t!("API tokens")
                        subtitle=t!("What your programs sign in with.")
                    />
                    <TokenList state=tokens/>
                }
                .erase(),
                Room::Transcriptions => view! {
                    <PageHead
                        title=t!("Transcriptions")
                        subtitle=t!("What your programs have begun, and what became of it.")
                    />
                    <TranscriptionList state=transcriptions/>
                }
                .erase(),
                Room::Subscription => view! { <NoSubscription/> }.erase(),
            }}
        }
        .erase(),
    };
    view! {
        <SupportBanner/>
        {content}
        {move || shows_users.get().then(|| view! { <UserDialogs state=users/> })}
        {move || shows_billing.get().then(|| view! { <LedgerDialogs state=ledger/> })}
        {move || shows_tokens.get().then(|| view! { <TokenDialogs state=tokens/> })}
        {move || shows_sessions.get().then(|| view! { <TranscriptionDetails state=transcriptions/> })}
        <Outlet/>
    }
}

/// The address that all rooms begin with.
fn base() -> String {
    let viewer = use_frame().map(|frame| frame.with_untracked(|it| console_base(&it.viewer)));
    viewer.unwrap_or_default()
}

/// Why there is nothing in this room now.
#[component]
fn NoSubscription() -> impl IntoView {
    view! {
        <PageHead title=t!("Subscription")/>
        <Card>
            <Empty
                glyph=Glyph::Layers
                title=t!("No subscription")
                text=t!(
                    "Your plan, its period and its next invoice will stand here. Your provider has \
                     not given you one yet."
                )
            />
        </Card>
    }
}
