//! People who sign in: a customer's, as the reseller and as they themselves see them, and the
//! reseller's own team.

mod api;
mod cells;
pub(crate) mod dialogs;
mod invite;
mod list;
mod query;
mod reset_password;
mod results;
mod row_menu;

#[cfg(feature = "ssr")]
pub(crate) use api::invitation;
pub use api::{
    GeneratePassword, GetUser, InviteUser, Invited, ListUsers, RemoveUser, RenewInvitation,
    ResetPassword, RevokeInvitation, SetUserEnabled,
};
pub(crate) use invite::offer_link;
pub(crate) use list::{UserDialogs, UserList, UserListState};
pub(crate) use reset_password::ResetPasswordDialog;
