//! Support logins: a reseller's person in the console of a customer.

mod banner;
mod buttons;

pub(crate) use banner::SupportBanner;
pub(crate) use buttons::{SupportButtons, SupportEntries};

/// Where the form is posted to that begins one.
pub const BEGIN_FORM: &str = "/support";
/// Where the form is posted to that ends one.
pub const END_FORM: &str = "/leave";

/// The address that everything in a support login is beneath.
pub fn base_of(id: &str) -> String {
    format!("{BEGIN_FORM}/{id}")
}

/// The ID of the support login that an address is in, if it is in one.
pub fn id_in(path: &str) -> Option<&str> {
    let beneath = path.strip_prefix(BEGIN_FORM)?.strip_prefix('/')?;
    beneath.split(['/', '?']).next()
}
