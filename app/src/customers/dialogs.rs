//! The dialogs of the customers pages, each loaded when it opens.
#![cfg_attr(
    not(feature = "split"),
    expect(
        clippy::unused_async,
        reason = "a function in a file of its own has to be waited for"
    )
)]

use super::bulk::{Asked, Chosen};
use super::bulk_dialogs::{BulkDelete, BulkStatus, BulkTags};
use super::new::NewCustomerDialog;
use super::row_dialogs::{DeactivateDialog, DeleteDialog, ResetDialog, TagsDialog};
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
    }
}

/// A question about all chosen customers.
#[cfg_attr(feature = "split", lazy)]
pub(crate) async fn bulk_dialog(asked: Asked, chosen: Chosen, on_close: Callback<()>) -> AnyView {
    match asked {
        Asked::Status(status) => view! { <BulkStatus chosen status on_close/> }.erase(),
        Asked::Tags => view! { <BulkTags chosen on_close/> }.erase(),
        Asked::Delete => view! { <BulkDelete chosen on_close/> }.erase(),
    }
}
