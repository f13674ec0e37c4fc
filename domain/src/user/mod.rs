//! People who sign in.

mod password;
mod port;
mod viewer;

pub use password::{PASSWORD_MAX, PASSWORD_MIN, check_password};
pub use port::Users;
pub use viewer::{Organisation, Viewer};

use serde::{Deserialize, Serialize};

/// What a person is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// Belongs to a reseller.
    Reseller,
    /// Belongs to one customer of a reseller.
    Resellee,
}
