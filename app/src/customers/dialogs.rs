//! The dialogs of the customers pages, each loaded when it opens.
#![cfg_attr(
    not(feature = "split"),
    expect(
        clippy::unused_async,
        reason = "a function in a file of its own has to be waited for"
    )
)]

use super::bulk::{Asked, Bar, Bulk, Chosen};
use super::bulk_dialogs::{BulkDelete, BulkStatus, BulkTags};
use super::new::NewCustomerDialog;
use super::row_dialogs::{DeactivateDialog, DeleteDialog, ResetDialog, TagsDialog};
use crate::ledger::{BalanceDialog, CreditLimitDialog, CreditsDialog};
use crate::ui::Erase;
use domain::id::CustomerId;
use leptos::prelude::*;

/// A question about one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// Which tags it has.
    Tags,
    /// Whether to delete it, and where to go then if not back.
    Delete(Option<&'static str>),
    /// Whether to make it inactive.
    Deactivate,
    /// Which password to give to whom of its people.
    ResetPassword,
    /// What to add to its balance, or to take from it.
    Balance,
    /// What its credits are to be.
    Credits,
    /// How far below nothing its balance may go.
    CreditLimit,
}

/// A new customer.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn new_customer(close_href: String) -> AnyView {
    view! { <NewCustomerDialog close_href/> }.erase()
}

/// A question about one customer.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn row_dialog(about: About, id: CustomerId, close_href: String) -> AnyView {
    match about {
        About::Tags => view! { <TagsDialog id close_href/> }.erase(),
        About::Delete(None) => view! { <DeleteDialog id close_href/> }.erase(),
        About::Delete(Some(after)) => view! { <DeleteDialog id close_href after/> }.erase(),
        About::Deactivate => view! { <DeactivateDialog id close_href/> }.erase(),
        About::ResetPassword => view! { <ResetDialog id close_href/> }.erase(),
        About::Balance => view! { <BalanceDialog customer=id close_href/> }.erase(),
        About::Credits => view! { <CreditsDialog customer=id close_href/> }.erase(),
        About::CreditLimit => view! { <CreditLimitDialog customer=id close_href/> }.erase(),
    }
}

/// What is shown about all chosen customers.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn bulk(what: Bulk, chosen: Chosen) -> AnyView {
    match what {
        Bulk::Bar(page, asked) => view! { <Bar chosen page asked/> }.erase(),
        Bulk::Dialog(Asked::Status(status), on_close) => {
            view! { <BulkStatus chosen status on_close/> }.erase()
        }
        Bulk::Dialog(Asked::Tags, on_close) => view! { <BulkTags chosen on_close/> }.erase(),
        Bulk::Dialog(Asked::Delete, on_close) => view! { <BulkDelete chosen on_close/> }.erase(),
    }
}
