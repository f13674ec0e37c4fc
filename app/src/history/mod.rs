//! The history of a customer: every change with who, when, and from what to what.

mod api;
mod list;
mod words;

pub(crate) use list::{HistoryList, HistoryState};
