//! The console: what a RESELLEE sees of its own organisation, in rooms with an address each.

mod room;

pub(crate) use room::Room;

use crate::account::{AccountCard, AccountState, VerifyNotice};
use crate::billing::{BillingCard, BillingState};
use crate::customers::status_badge;
use crate::frame::use_frame;
use crate::history::{HistoryList, HistoryState};
use crate::not_found::NotFound;
use crate::support::SupportBanner;
use crate::ui::{Card, ChangingTitle, Empty, Erase, PageHead, inert};
use crate::users::{UserDialogs, UserList, UserListState};
use crate::viewer::console_base;
use crate::words::{t, t_view};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// One room of the console. Which one stands in the address.
#[component]
pub(crate) fn ConsolePage() -> impl IntoView {
    let path = use_location().pathname;
    let base = base();
    let users_href = Room::Users.href(&base);
    let room = Memo::new(move |_| path.with(|path| Room::at(path, &base)));
    let shows = move |wanted: Room| Memo::new(move |_| room.get() == Some(wanted));
    let shows_users = shows(Room::Users);
    let users = UserListState::new(None, users_href, shows_users);
    let history = HistoryState::new(None, shows(Room::History));
    let billing = BillingState::new(None, shows(Room::Billing));
    let shows_account =
        Memo::new(move |_| matches!(room.get(), Some(Room::Billing | Room::Overview)));
    let account = AccountState::new(shows_account);
    let title = Signal::derive(move || room.get().map_or("", Room::label).to_owned());
    let content = move || match room.get() {
        None => view! { <NotFound/> }.erase(),
        Some(room) => view! {
            <ChangingTitle text=title/>
            {match room {
                Room::Overview => view! { <Overview account/> }.erase(),
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
                        subtitle=t!("Who is billed, and where. Your balance and your invoices will \
                                     stand here once there are any.")
                    />
                    <div class="profile">
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
                room => view! { <NothingYet room/> }.erase(),
            }}
        }
        .erase(),
    };
    view! {
        <SupportBanner/>
        {content}
        {move || shows_users.get().then(|| view! { <UserDialogs state=users/> })}
        <Outlet/>
    }
}

/// The address that all rooms begin with.
fn base() -> String {
    let viewer = use_frame().map(|frame| frame.with_untracked(|it| console_base(&it.viewer)));
    viewer.unwrap_or_default()
}

/// The organisation's name and status. What it uses comes with what measures it.
#[component]
fn Overview(account: AccountState) -> impl IntoView {
    let frame = use_frame();
    let organisation =
        move || frame.and_then(|frame| frame.with(|frame| frame.viewer.organisation.clone()));
    view! {
        {move || {
            organisation()
                .map(|organisation| {
                    let (name, status) = (organisation.name.to_string(), organisation.status);
                    view! {
                        <PageHead
                            title=name
                            subtitle=t!("Your organisation.")
                            beside=move || inert(status_badge(status))
                        />
                    }
                })
        }}
        <VerifyNotice state=account href=Room::Billing.href(&base())/>
        <Card title=t!("Welcome")>
            <p class="card-text">
                {t_view!(
                    "Usage, tokens and invoices will stand on this page as soon as there are any. \
                     Your colleagues get in by an invitation: {users}. Who is billed stands under \
                     {billing}.",
                    users = view! {
                        <a class="link" href=Room::Users.href(&base())>{t!("Users")}</a>
                    },
                    billing = view! {
                        <a class="link" href=Room::Billing.href(&base())>{t!("Billing")}</a>
                    }
                )}
            </p>
        </Card>
    }
}

/// What will stand in a room, and why it is empty now.
#[component]
fn NothingYet(room: Room) -> impl IntoView {
    let (title, text) = room.nothing_yet();
    view! {
        <PageHead title=room.label()/>
        <Card>
            <Empty glyph=room.glyph() title text/>
        </Card>
    }
}
