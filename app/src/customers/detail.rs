//! The page of one customer: its details on one side, its rooms on the other.

use super::api::get_customer;
use super::cells::{status_badge, team_type_words};
use super::dialogs::{self, About};
use super::form::{DetailsForm, EditState};
use super::tabs::{CustomerRooms, Room, RoomStates};
use crate::billing::BillingState;
use crate::changes::Changes;
use crate::failure::Failure;
use crate::frame::name_in_trail;
use crate::history::HistoryState;
use crate::leave::LeaveQuestion;
use crate::ledger::{LedgerDialogs, LedgerState, MoneyState};
use crate::not_found::NotFound;
use crate::on_demand::on_demand;
use crate::support::SupportButtons;
use crate::tokens::{TokenDialogs, TokenListState};
use crate::transcriptions::{TranscriptionDetails, TranscriptionListState};
use crate::ui::{
    ChangingTitle, CopyText, Erase, Failed, Glyph, LinkButton, Loaded, Look, PageHead, Tone, badge,
    day, inert, moment, tag_list,
};
use crate::unsaved;
use crate::usage::UsageState;
use crate::users::{UserDialogs, UserListState};
use crate::words::t;
use domain::customer::Customer;
use domain::error::Error;
use domain::id::CustomerId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

/// One customer. Which one, and which room of it, stands in the address.
#[component]
pub(crate) fn CustomerPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| {
            params
                .get("id")
                .and_then(|id| id.parse::<CustomerId>().ok())
        })
    });
    let path = use_location().pathname;
    let room = Memo::new(move |_| path.with(|path| Room::from_word(path.split('/').nth(3))));
    // A change of the room alone leaves the page as it is, with what was typed into it.
    let found = Memo::new(move |_| id.get().filter(|_| room.with(Option::is_some)));
    let room = Memo::new(move |_| room.get().unwrap_or(Room::Subscription));
    view! {
        {move || match found.get() {
            Some(id) => view! { <Found id room/> }.erase(),
            None => view! { <NotFound/> }.erase(),
        }}
        // The rooms are routes of their own, though this page shows them: the router is not done
        // with an address before they have had their place.
        <Outlet/>
    }
}

#[component]
fn Found(id: CustomerId, room: Memo<Room>) -> impl IntoView {
    let customer = Resource::new(|| (), move |()| get_customer(id));
    let history = HistoryState::new(Some(id), Memo::new(move |_| room.get() == Room::History));
    let shows_users = Memo::new(move |_| room.get() == Room::Users);
    let base = format!("/customers/{id}/users");
    let users = UserListState::new(Some(id), base, shows_users);
    let shows_billing = Memo::new(move |_| room.get() == Room::Billing);
    let billing = BillingState::new(Some(id), shows_billing);
    let money = MoneyState::new(Some(id), shows_billing);
    let ledger = LedgerState::new(Some(id), format!("/customers/{id}/billing"), shows_billing);
    let shows_tokens = Memo::new(move |_| room.get() == Room::Tokens);
    let tokens = TokenListState::new(Some(id), format!("/customers/{id}/tokens"), shows_tokens);
    let shows_sessions = Memo::new(move |_| room.get() == Room::Transcriptions);
    let base = format!("/customers/{id}/transcriptions");
    let transcriptions = TranscriptionListState::new(Some(id), base, shows_sessions);
    let shows_usage = Memo::new(move |_| room.get() == Room::Usage);
    let usage = UsageState::new(Some(id), format!("/customers/{id}/usage"), shows_usage);
    let states = StoredValue::new(RoomStates {
        history,
        users,
        billing,
        money,
        ledger,
        tokens,
        transcriptions,
        usage,
    });
    view! {
        // First, because what waits for the customer is made at another time on the server than in
        // the browser, and both have to make what they load in the same order.
        <OpenDialog id/>
        {move || shows_users.get().then(|| view! { <UserDialogs state=users/> })}
        {move || shows_billing.get().then(|| view! { <LedgerDialogs state=ledger/> })}
        {move || shows_tokens.get().then(|| view! { <TokenDialogs state=tokens/> })}
        {move || shows_sessions.get().then(|| view! { <TranscriptionDetails state=transcriptions/> })}
        <Loaded resource=customer fallback=|| view! { <p class="loading" role="status">{t!("Loading…")}</p> }>
            {move || customer.get().map(|answer| match answer {
                Ok(customer) => view! { <Details customer room states/> }.erase(),
                Err(Failure(Error::NotFound)) => view! { <NotFound/> }.erase(),
                Err(Failure(error)) => {
                    view! { <Failed error retry=format!("/customers/{id}")/> }.erase()
                }
            })}
        </Loaded>
    }
}

#[component]
fn Details(customer: Customer, room: Memo<Room>, states: StoredValue<RoomStates>) -> impl IntoView {
    let id = customer.id;
    let stored = RwSignal::new(customer);
    let state = EditState::new(stored);
    let name = Memo::new(move |_| stored.with(|customer| customer.name.to_string()));
    let dirty = Memo::new(move |_| state.unsaved() > 0);
    let wanted = unsaved::guard(dirty.into(), format!("/customers/{id}"));
    name_in_trail(name.into());
    follow_changes(id, stored, state);
    let status = move || {
        view! {
            {move || stored.with(|customer| {
                let team_type = badge(Tone::Info, team_type_words(customer.team_type));
                view! { {inert(status_badge(customer.status))} {inert(team_type)} }
            })}
        }
    };
    view! {
        <ChangingTitle text=Signal::derive(move || t!("{name} · Customers", name = name.get()))/>
        <PageHead
            title=Signal::derive(move || name.get())
            beside=status
            beneath=move || view! {
                <CopyText value=id.to_string() label=t!("Copy customer ID") copied=t!("Customer ID copied")/>
            }
        >
            <Actions id/>
        </PageHead>
        <div class="columns" data-inactive=move || stored.with(|it| (!it.status.is_active()).then_some(""))>
            <section class="card" aria-labelledby="details-title">
                <header class="card-head"><h2 id="details-title">{t!("Details")}</h2></header>
                <DetailsForm state/>
                <Facts stored/>
            </section>
            <section class="rooms" aria-label=t!("Rooms")>
                <CustomerRooms id room states/>
            </section>
        </div>
        <LeaveQuestion wanted text=t!("Your changes to this customer have not been saved.")/>
    }
}

/// What can be done with the customer as a whole.
#[component]
fn Actions(id: CustomerId) -> impl IntoView {
    let path = use_location().pathname;
    let href = move |dialog: &'static str| {
        Signal::derive(move || format!("{}?dialog={dialog}", path.get()))
    };
    view! {
        <SupportButtons id/>
        <LinkButton href=href("reset-password") icon=Glyph::Key stay=true>
            {t!("Reset password")}
        </LinkButton>
        <LinkButton href=href("tags") icon=Glyph::Tag stay=true>{t!("Set tags")}</LinkButton>
        <LinkButton href=href("delete") look=Look::Danger icon=Glyph::Trash stay=true>
            {t!("Delete")}
        </LinkButton>
    }
}

/// What cannot be edited in the form.
#[component]
fn Facts(stored: RwSignal<Customer>) -> impl IntoView {
    let tags = move || inert(stored.with(|customer| tag_list(customer.tags.iter())));
    view! {
        <dl class="facts card-facts">
            <div>
                <dt>{t!("Registered")}</dt>
                <dd>{inert(stored.with_untracked(|customer| day(customer.registered_at)))}</dd>
            </div>
            <div>
                <dt>{t!("Tags")}</dt>
                <dd>{tags}</dd>
            </div>
            {stored.with_untracked(|customer| customer.company_name.clone()).map(|company| view! {
                <div>
                    <dt>{t!("Company")}</dt>
                    <dd dir="auto">{company.to_string()}</dd>
                </div>
            })}
            {stored.with_untracked(|customer| customer.last_activity_at).map(|at| view! {
                <div>
                    <dt>{t!("Last activity")}</dt>
                    <dd>{inert(moment(at))}</dd>
                </div>
            })}
        </dl>
    }
}

/// The dialog that the address names. It loads what it speaks of by itself, so that it has its place
/// outside of what waits for the customer.
#[component]
fn OpenDialog(id: CustomerId) -> impl IntoView {
    let (query, path) = (use_query_map(), use_location().pathname);
    let dialog = Memo::new(move |_| query.with(|query| query.get("dialog")));
    move || {
        let close_href = path.get_untracked();
        let about = match dialog.get().as_deref() {
            Some("tags") => About::Tags,
            Some("delete") => About::Delete(Some("/customers")),
            Some("deactivate") => About::Deactivate,
            Some("reset-password") => About::ResetPassword,
            Some("balance") => About::Balance,
            Some("credits") => About::Credits,
            Some("credit-limit") => About::CreditLimit,
            _ => return ().erase(),
        };
        on_demand(dialogs::row_dialog(about, id, close_href))
    }
}

/// After a change in a dialog the page goes on from what is stored now.
fn follow_changes(id: CustomerId, stored: RwSignal<Customer>, state: EditState) {
    Changes::here().follow(move || {
        spawn_local(async move {
            if let Ok(customer) = get_customer(id).await
                && stored.try_with_untracked(|it| it.version != customer.version) == Some(true)
            {
                state.accept_beside(customer);
            }
        });
    });
}
