//! The product as people see it: pages, components, server functions.
//!
//! Three hops: a view calls a server function, which calls the store through [`backend`].

#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod backend;
pub mod console;
pub mod customers;
mod document;
mod failure;
pub mod flash;
pub mod routes;
pub mod shell;
pub mod sign_in;
pub mod theme;
pub mod ui;
mod viewer;

pub use document::{App, document};
pub use failure::Failure;
