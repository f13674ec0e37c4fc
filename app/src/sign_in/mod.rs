//! Getting in: the sign-in page, the set-up page of the first reseller, and invitations.

mod closed;
mod door;
mod forgot;
mod invitation;
mod login;
mod new_password;
mod password;
mod setup;
mod strength;

pub use door::{Door, Ended, LinkDoor};
pub(crate) use forgot::ForgotPage;
pub(crate) use invitation::InvitationPage;
pub(crate) use login::LoginPage;
pub(crate) use new_password::{NewPassword, Username};
pub(crate) use password::{PasswordPage, ResetPage};
pub(crate) use setup::SetupPage;
