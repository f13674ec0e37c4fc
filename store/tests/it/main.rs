//! The store, on both databases.

mod customers;
mod support;
