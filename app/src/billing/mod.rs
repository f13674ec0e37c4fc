//! Who is billed for a customer.

mod api;
mod form;

pub use api::{BillingProfileOf, SetBillingProfile};
pub(crate) use form::{BillingCard, BillingState};
