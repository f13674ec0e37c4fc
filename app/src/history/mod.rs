//! The history of a customer: every change with who, when, and from what to what.

mod api;
mod list;
mod words;

pub(crate) use list::{EventLine, HistoryList, HistoryState};
pub(crate) use words::{kind_words, support_words};
