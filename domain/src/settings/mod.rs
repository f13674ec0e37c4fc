//! What a reseller decides for its whole house.

mod draft;
mod port;

pub use draft::{SettingsDraft, Slot};
pub use port::ResellerSettings;

use crate::brand::Hue;
use crate::currency::Currency;
use crate::email::Email;
use crate::id::LogoId;
use crate::name::Name;
use crate::phone::Country;
use crate::time_zone::TimeZone;
use serde::{Deserialize, Serialize};

/// How many days an invitation can be used, at least and at most.
pub const INVITATION_DAYS: (u16, u16) = (1, 90);
/// How many days it can be used until somebody decides otherwise.
pub const INVITATION_DAYS_FIRST: u16 = 7;
/// The most characters of a signature, which may have several lines.
pub const SIGNATURE_MAX: u16 = 500;

/// What a reseller has decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Its name.
    pub name: Name,
    /// The host name that leads to its sign-in page, if it has one of its own.
    pub host: Option<String>,
    /// The country that phone numbers are read for, and that a new customer is in.
    pub country: Country,
    /// The currency of new prices.
    pub currency: Currency,
    /// Where its days, months and periods begin and end.
    pub time_zone: TimeZone,
    /// Its colour.
    pub hue: Hue,
    /// The name that its mails come from; without one it is its own.
    pub sender_name: Option<Name>,
    /// Where answers to its mails go; without it to where they came from.
    pub reply_to: Option<Email>,
    /// What stands beneath its mails; may be empty.
    pub signature: String,
    /// How many days its invitations can be used.
    pub invitation_days: u16,
}

/// Settings as they are stored, and what a change of them has to name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSettings {
    /// What was decided.
    pub settings: Settings,
    /// The logo, if there is one. It is a file, and changed by itself.
    pub logo: Option<LogoId>,
    /// Counts the changes, but for those of the logo.
    pub version: i32,
}
