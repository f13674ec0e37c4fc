//! Usage: how much audio a customer has had transcribed, as the reseller and as the customer itself
//! sees it.

mod api;
mod card;
mod controls;
mod picture;
mod query;
mod results;
mod table;
mod tiles;
mod view;
mod words;

pub use api::GetUsage;
pub(crate) use api::get_usage;
pub(crate) use card::PictureCard;
pub(crate) use picture::picture;
pub(crate) use query::{UsageAddress, default_grain};
pub use query::{UsageAsked, asked_from_query};
pub(crate) use results::{note, summary};
pub(crate) use table::table;
pub(crate) use tiles::{Change, Growth, since, tile, tiles};
pub(crate) use view::{UsageState, UsageView};
pub(crate) use words::{
    days_words, hours_words, percentage, picture_words, range_words, slot_words,
};
