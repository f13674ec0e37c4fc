//! Customers as files: in and out, in the browser and on the command line.

mod applying;
mod checking;
mod desk;
pub mod export;
mod reading;
mod upload;

pub use applying::apply;
pub(crate) use checking::failed;
pub use checking::{Checked, check};
pub use desk::Desk;
pub use upload::{apply_uploaded, upload};
