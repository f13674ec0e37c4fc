//! The account email of an organisation.

mod api;
mod card;

pub use api::{AccountEmailOf, KeepAccountEmail, SendVerification};
pub(crate) use card::{AccountCard, AccountState, VerifyNotice};
