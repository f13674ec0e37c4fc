//! What is true in Entrepot: nouns, rules, permissions and errors.
//!
//! Nothing here does I/O, so every rule runs alike in the browser, where it answers at once, and
//! on the server, where it decides.

pub mod access;
pub mod account;
pub mod api_token;
pub mod audit;
pub mod backend;
pub mod billing;
pub mod brand;
pub mod csv_cell;
pub mod currency;
pub mod customer;
pub mod dashboard;
pub mod day;
pub mod email;
pub mod error;
pub mod field;
pub mod id;
pub mod invitation;
pub mod language;
pub mod ledger;
pub mod link;
pub mod listing;
pub mod mail;
pub mod money;
pub mod name;
pub mod once;
pub mod phone;
pub mod reseller;
pub mod secrets;
pub mod settings;
pub mod sign_in;
pub mod support;
pub mod tag;
pub mod text;
pub mod time_zone;
pub mod timestamp;
pub mod transcription;
pub mod two_factor;
pub mod usage;
pub mod user;
pub mod vat;

pub use backend::Backend;
pub use error::{Error, Result};
