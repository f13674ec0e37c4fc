//! Getting in: the sign-in page, the set-up page of the first reseller, and invitations.

mod door;
mod invitation;
mod login;
mod setup;
mod strength;

pub use door::{Door, Ended, LinkDoor};
pub(crate) use invitation::InvitationPage;
pub(crate) use login::LoginPage;
pub(crate) use setup::SetupPage;
