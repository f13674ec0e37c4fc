//! The store, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends at the first fault"
)]
#![expect(
    clippy::cast_possible_truncation,
    reason = "the numbers of a test are small"
)]
#![expect(
    clippy::too_many_lines,
    reason = "a list of everything is as long as it is"
)]
#![expect(clippy::disallowed_methods, reason = "tests look behind the store")]

mod api_tokens;
mod audit_chain;
mod customers;
mod dashboard;
mod history;
mod import_export;
mod isolation;
mod ledger;
mod listing;
mod mails;
mod metering;
mod migrations;
mod passwords;
mod plans;
mod ranks;
mod registrations;
mod search;
mod settings;
mod sign_in;
mod support;
mod transactions;
mod transcriptions;
mod two_factor;
mod usage;
mod users;
