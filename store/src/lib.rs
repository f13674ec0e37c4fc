//! The database: the only crate that speaks SQL.
//!
//! [`Store`] implements the ports of `domain` on SQLite and PostgreSQL alike. Nothing that belongs
//! to a tenant is read or written but through [`scope`], and every change stands in one
//! transaction with its audit event (see `tx` and `audit`).

#[cfg(target_family = "wasm")]
compile_error!("the store never goes to the browser");

mod account;
mod api_tokens;
mod audit;
mod billing;
mod connect;
mod customers;
mod dashboard;
mod entity;
mod error;
mod fold;
mod history;
mod invitations;
mod kept_answers;
mod ledger;
mod links;
mod live;
mod mails;
mod migration;
mod paging;
mod registrations;
mod scope;
mod settings;
mod sign_ins;
mod support;
mod team_type;
mod tenant;
#[cfg(feature = "testing")]
pub mod testing;
mod transcriptions;
mod two_factor;
mod tx;
mod usage;
mod users;

pub use connect::{ConnectError, ServingLock, Store};
pub use live::{Change, News, NewsReceiver};
