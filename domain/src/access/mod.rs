//! Who may do what.
//!
//! A [`Session`] comes from a cookie, and only the server makes one. The [`policy`] turns it into
//! a [`Permit`] for one permission. The permit is an argument of every operation that needs it,
//! and carries the [`Scope`] that the operation is confined to; without it nothing compiles.

mod permission;
mod permit;
mod policy;
mod session;

pub use permission::*;
pub use permit::{Permit, Scope};
pub use policy::{Means, Refusal, refusal};
pub use session::{Origin, Session, Subject};
