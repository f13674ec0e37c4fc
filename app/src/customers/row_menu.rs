//! The menu of a customer, the same for every way to open it.

use super::api::set_status_of_customers;
use super::cells::customer_href;
use super::query::{CustomersQuery, Dialog};
use crate::changes::Changes;
use crate::dialog::go_beneath;
use crate::failure::Failure;
use crate::support::SupportEntries;
use crate::ui::{
    Anchor, CopyItem, Erase, Glyph, Menu, MenuItem, MenuLink, MenuSeparator, ToastKind,
    error_words, use_toaster,
};
use crate::words::t;
use domain::customer::{Customer, CustomerSelection, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The customer that a menu is about, and where it opens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) customer: Customer,
    pub(super) at: Anchor,
}

/// What can be done with one customer of the list.
#[component]
pub(super) fn RowMenu(
    query: Memo<CustomersQuery>,
    target: RwSignal<Option<Target>>,
) -> impl IntoView {
    let at = RwSignal::new(None::<Anchor>);
    Effect::new(move |_| {
        if let Some(target) = target.get() {
            at.set(Some(target.at));
        }
    });
    let label = move || {
        target.with(|target| {
            target
                .as_ref()
                .map(|it| t!("Actions for {name}", name = it.customer.name))
                .unwrap_or_default()
        })
    };
    view! {
        <Menu label=Signal::derive(label) at>
            {move || {
                target.get().map(|target| view! { <Entries query customer=target.customer/> })
            }}
        </Menu>
    }
}

#[component]
fn Entries(query: Memo<CustomersQuery>, customer: Customer) -> impl IntoView {
    let (id, status) = (customer.id, customer.status);
    let go = go_beneath();
    let open = move |dialog: Dialog| {
        let go = go.clone();
        Callback::new(move |()| {
            go(&query.with_untracked(|query| query.with_dialog(dialog).href()));
        })
    };
    let activate = activation(&customer);
    let turn = match status {
        Status::Active => view! {
            <MenuItem
                glyph=Glyph::Power
                label=t!("Deactivate…")
                on_pick=open(Dialog::Deactivate(id))
            />
        }
        .erase(),
        Status::Inactive => {
            view! { <MenuItem glyph=Glyph::Power label=t!("Activate") on_pick=activate/> }.erase()
        }
    };
    view! {
        <MenuLink glyph=Glyph::Eye label=t!("View") href=customer_href(&customer) keys=t!("Enter")/>
        <CopyItem glyph=Glyph::Copy label=t!("Copy ID") value=id.to_string() copied=t!("Customer ID copied")/>
        <CopyItem
            glyph=Glyph::Mail
            label=t!("Copy email")
            value=customer.email.to_string()
            copied=t!("Email copied")
        />
        <MenuSeparator/>
        <SupportEntries id/>
        <MenuSeparator/>
        <MenuItem
            glyph=Glyph::Key
            label=t!("Reset password…")
            on_pick=open(Dialog::ResetPassword(id))
        />
        <MenuItem
            glyph=Glyph::Wallet
            label=t!("Manage balance…")
            on_pick=open(Dialog::Balance(id))
        />
        <MenuItem glyph=Glyph::Gift label=t!("Manage credits…") on_pick=open(Dialog::Credits(id))/>
        <MenuItem glyph=Glyph::Tag label=t!("Set tags…") on_pick=open(Dialog::Tags(id))/>
        <MenuLink
            glyph=Glyph::Receipt
            label=t!("Billing details")
            href=format!("{}/billing", customer_href(&customer))
        />
        {turn}
        <MenuSeparator/>
        <MenuItem glyph=Glyph::Trash label=t!("Delete…") danger=true on_pick=open(Dialog::Delete(id))/>
    }
}

/// Turns a customer on; that takes nothing from anybody, so nobody is asked.
fn activation(customer: &Customer) -> Callback<()> {
    let (id, name) = (customer.id, customer.name.to_string());
    let (changes, toaster) = (Changes::here(), use_toaster());
    Callback::new(move |()| {
        let name = name.clone();
        let selection = CustomerSelection::These(vec![id]);
        // The menu is gone by the time of the answer; the message outlives it.
        spawn_local(async move {
            match set_status_of_customers(selection, Status::Active).await {
                Ok(_) => {
                    changes.note();
                    toaster.done(t!("{name} is active", name = name));
                }
                Err(Failure(error)) => toaster.show(ToastKind::Failed, error_words(&error)),
            }
        });
    })
}
