//! Time-based one-time passwords (RFC 6238): six digits of HMAC-SHA-1, a new one every 30 seconds,
//! which is what every app understands.

use std::fmt;
#[cfg(not(target_family = "wasm"))]
use {
    crate::timestamp::Timestamp,
    totp_rs::{Algorithm, TOTP},
};

/// How long a code is shown.
#[cfg(not(target_family = "wasm"))]
const STEP_SECONDS: u64 = 30;
/// How many steps before and after the present one are taken: clocks differ, and people type.
#[cfg(not(target_family = "wasm"))]
const SKEW: u64 = 1;

/// What an app makes its codes of.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Vec<u8>);

impl TotpSecret {
    /// How many random bytes it has: as many as HMAC-SHA-1 has (RFC 4226, 4).
    pub const LENGTH: usize = 20;

    /// A secret of random bytes, or one that is stored.
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes, for the place that stores them.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Codes are made and looked at by the server only.
#[cfg(not(target_family = "wasm"))]
impl TotpSecret {
    /// As it is typed into an app: Base32 (RFC 4648).
    pub fn text(&self) -> String {
        self.totp().get_secret_base32()
    }

    /// The step whose code this is: the present one, the one before or the one after. A step is
    /// used once only, so that a code that somebody has seen is worth nothing any more.
    pub fn step(&self, code: &str, now: Timestamp) -> Option<i64> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let now = u64::try_from(now.micros() / 1_000_000).ok()? / STEP_SECONDS;
        let totp = self.totp();
        (now.saturating_sub(SKEW)..=now + SKEW)
            .find(|step| is_same(&totp.generate(step * STEP_SECONDS), &digits))
            .and_then(|step| i64::try_from(step).ok())
    }

    fn totp(&self) -> TOTP {
        // Nothing of this comes from outside, so that there is nothing to check.
        TOTP::new_unchecked(Algorithm::SHA1, 6, 0, STEP_SECONDS, self.0.clone())
    }
}

/// Compared in full, so that the time it takes tells nothing.
#[cfg(not(target_family = "wasm"))]
fn is_same(code: &str, typed: &str) -> bool {
    let differences = code
        .bytes()
        .zip(typed.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    code.len() == typed.len() && differences == 0
}

/// Never the secret itself: debug output ends in logs.
impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret::new(b"12345678901234567890".to_vec())
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    /// RFC 6238, appendix B; the last six of its eight digits.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(secret().step(code, at(seconds)), Some(seconds / 30));
        }
        assert_eq!(secret().text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn the_clock_before_and_after_is_taken_and_no_other() {
        let code = "081804";
        let step = 1_111_111_109 / 30;
        for (seconds, taken) in [
            (-60, false),
            (-30, true),
            (0, true),
            (30, true),
            (60, false),
        ] {
            let found = secret().step(code, at(step * 30 + seconds));
            assert_eq!(found, taken.then_some(step), "{seconds}");
        }
    }

    #[test]
    fn spaces_are_no_matter_and_nothing_else_is_a_code() {
        assert!(secret().step(" 081 804 ", at(1_111_111_109)).is_some());
        for wrong in ["", "81804", "0818040", "081805", "abcdef"] {
            assert_eq!(secret().step(wrong, at(1_111_111_109)), None, "{wrong}");
        }
    }
}
