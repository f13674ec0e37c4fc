//! The second factor: one-time codes from an app (TOTP, RFC 6238), and recovery codes for when the
//! app is gone.

mod port;
mod totp;

pub use port::{Proof, TwoFactors};
pub use totp::TotpSecret;

use serde::{Deserialize, Serialize};

/// How many recovery codes somebody is given.
pub const RECOVERY_CODES: usize = 10;
/// How many wrong codes in a row are looked at without a pause.
pub const FREE_TRIES: i32 = 5;
/// How long it takes after that before the next one is looked at.
pub const PAUSE_SECONDS: i64 = 60;

/// What is known of somebody's second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoFactor {
    /// Whether signing in takes a code.
    pub is_on: bool,
    /// How many recovery codes are left.
    pub recovery_left: u64,
}
