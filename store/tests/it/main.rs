//! The store, on both databases.

mod customers;
mod listing;
mod support;
