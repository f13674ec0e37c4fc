//! Sending the mail of the outbox.

mod courier;
mod smtp;

pub use courier::deliver;
pub use smtp::{MailServer, SenderAddress};
