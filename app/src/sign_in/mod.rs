//! Getting in: the sign-in page and the set-up page of the first reseller.

mod door;
mod login;
mod setup;

pub use door::{Door, Ended};
pub(crate) use login::LoginPage;
pub(crate) use setup::SetupPage;
