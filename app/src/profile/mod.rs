//! One's own profile: name, password, devices.

mod api;
mod appearance;
mod device;
mod page;
#[cfg(feature = "ssr")]
mod qr;
mod two_factor;

pub use api::{OwnDevices, RenameSelf, SignOutOthers};
pub(crate) use page::ProfilePage;
