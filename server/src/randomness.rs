//! Where secrets come from.

use domain::once::Once;
use domain::{Error, Result};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where secrets come from.
#[derive(Debug)]
pub enum Randomness {
    /// From the operating system.
    OfTheSystem,
    /// From something that is secret itself: the same ones, in the same order, whenever the same
    /// request is sent again.
    Derived {
        /// What they are made of.
        seed: [u8; 32],
        /// How many have been made.
        made: AtomicU64,
    },
}

impl Randomness {
    /// Secrets for a request that has its effect once: made of its sender's own secret, so that
    /// nobody else can make them, and of what is asked.
    pub fn of_request(secret: &[u8], once: Once) -> Result<Self> {
        let seed = keyed(secret, &[b"entrepot once", &once.key, &once.fingerprint])?;
        Ok(Self::Derived {
            seed,
            made: AtomicU64::new(0),
        })
    }

    /// So many random bytes, 32 at most.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        match self {
            Self::OfTheSystem => getrandom::fill(&mut bytes).map_err(|cause| {
                tracing::error!(%cause, "the operating system gives no random numbers");
                Error::Internal(None)
            })?,
            Self::Derived { seed, made } => {
                let number = made.fetch_add(1, Ordering::Relaxed).to_be_bytes();
                let derived = keyed(seed, &[&number])?;
                for (byte, derived) in bytes.iter_mut().zip(derived) {
                    *byte = derived;
                }
            }
        }
        Ok(bytes)
    }
}

/// HMAC-SHA-256 (RFC 2104). A key may have any length.
fn keyed(key: &[u8], parts: &[&[u8]]) -> Result<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| Error::Internal(None))?;
    for part in parts {
        mac.update(part);
    }
    Ok(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_request_makes_the_same_secrets() {
        let of = |secret: &str, key| {
            let once = Once {
                key: [key; 32],
                fingerprint: [0; 32],
            };
            let made = Randomness::of_request(secret.as_bytes(), once).unwrap();
            (made.bytes::<32>().unwrap(), made.bytes::<32>().unwrap())
        };
        assert_eq!(of("a", 1), of("a", 1));
        assert_ne!(of("a", 1), of("a", 2));
        assert_ne!(of("a", 1), of("b", 1));
        let (first, second) = of("a", 1);
        assert_ne!(first, second);
    }
}
