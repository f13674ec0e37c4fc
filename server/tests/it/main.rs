//! The server as browsers and programs meet it.
#![expect(clippy::unwrap_used, reason = "a test ends at the first fault")]

mod api;
mod cli;
mod dashboard;
mod files;
mod forms;
mod headers;
mod health;
mod invitations;
mod joins;
mod languages;
mod live;
mod pages;
mod passwords;
mod postgres;
mod sessions;
mod settings;
mod setup;
mod shutdown;
mod sign_in;
mod support;
mod support_logins;
mod two_factor;
mod unauthorized;
