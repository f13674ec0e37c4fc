//! Usage: how much audio a customer has had transcribed, as the reseller and as the customer itself
//! sees it.

mod api;
mod controls;
mod picture;
mod query;
mod results;
mod table;
mod tiles;
mod view;
mod words;

pub use api::GetUsage;
pub use query::{UsageAsked, asked_from_query};
pub(crate) use view::{UsageState, UsageView};
