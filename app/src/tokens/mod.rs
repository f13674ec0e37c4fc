//! API tokens, by which programs sign in: a customer's, as the reseller and as they themselves see
//! them, and the reseller's own.

mod api;
mod cells;
mod create;
pub(crate) mod dialogs;
mod list;
mod made;
mod query;
mod results;
mod rotate;
mod row_menu;
mod scopes;

pub use api::{CreateToken, GetToken, ListTokens, NewApiToken, RevokeToken, RotateToken};
pub(crate) use list::{TokenDialogs, TokenList, TokenListState};
