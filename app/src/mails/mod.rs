//! The reseller's outbox: what was sent, what waits, and what nobody took.

mod api;
mod list;

pub use api::{ListMails, OutboxPage, ResendMail};
pub(crate) use list::{MailList, latest};
