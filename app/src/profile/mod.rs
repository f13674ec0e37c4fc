//! One's own profile: name, password, devices.

mod api;
mod device;
mod page;

pub use api::{OwnDevices, RenameSelf, SignOutOthers};
pub(crate) use page::ProfilePage;
