//! Secrets that only their holder has: session cookies, set-up links, uploaded files.

use crate::randomness::Randomness;
use domain::Error;
use domain::sign_in::SecretHash;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// 256 random bits, written as 64 hexadecimal digits. What is stored is their SHA-256: guessing
/// is hopeless at this length, so that a slow hash would only cost time.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A new one, from the operating system's random numbers.
    pub fn random() -> Result<Self, Error> {
        Self::of(&Randomness::OfTheSystem)
    }

    /// A new one.
    pub fn of(randomness: &Randomness) -> Result<Self, Error> {
        randomness.bytes().map(Self)
    }

    /// Reads one as its holder sends it.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    /// What is kept in its place.
    pub fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.0).into())
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// What its holder keeps.
impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            write!(text, "{byte:02x}")?;
        }
        f.write_str(&text)
    }
}

/// Never the secret itself: debug output ends in logs.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_is_written() {
        let secret = Secret::random().unwrap();
        assert_eq!(Secret::parse(&secret.to_string()), Some(secret));
        assert_ne!(Secret::random().unwrap(), secret);
        assert_eq!(Secret::parse("0"), None);
        assert_eq!(Secret::parse(&"g".repeat(64)), None);
    }
}
