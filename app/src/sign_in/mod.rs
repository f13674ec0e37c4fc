//! Getting in: the sign-in page, the set-up page of the first reseller, and invitations.

mod closed;
mod code;
mod door;
mod forgot;
mod invitation;
mod join;
mod login;
mod new_password;
mod password;
mod setup;
mod strength;
mod verify;

pub(crate) use code::CodePage;
pub use door::{Door, Ended, Invited, Joining, LinkDoor, Verifying};
pub(crate) use forgot::ForgotPage;
pub(crate) use invitation::InvitationPage;
pub(crate) use join::JoinPage;
pub(crate) use login::LoginPage;
pub(crate) use new_password::{NewPassword, Username};
pub(crate) use password::{PasswordPage, ResetPage};
pub(crate) use setup::SetupPage;
pub(crate) use verify::VerifyPage;
