//! The product as people see it: pages, components, server functions.
//!
//! Three hops: a view calls a server function, which calls the store through [`backend`].

#![recursion_limit = "256"]

pub mod account;
mod address;
mod arrival;
pub mod audit;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod billing;
pub mod brand;
mod changes;
pub mod console;
pub mod customers;
pub mod dashboard;
mod dialog;
mod document;
mod failure;
pub mod flash;
mod frame;
mod history;
pub mod invitations;
pub mod json;
mod jump;
mod leave;
pub mod ledger;
mod list_query;
#[cfg(feature = "ssr")]
pub mod mail;
pub mod mails;
mod not_found;
mod older;
pub mod on_demand;
mod part;
pub mod profile;
#[cfg(feature = "ssr")]
pub mod refusal;
pub mod routes;
pub mod settings;
pub mod shell;
mod shortcuts;
pub mod sign_in;
mod submission;
pub mod support;
pub mod theme;
pub mod tokens;
pub mod transcriptions;
pub mod ui;
mod unsaved;
pub mod usage;
pub mod users;
pub mod viewer;
pub mod words;

pub use document::{App, document};
pub use failure::Failure;
