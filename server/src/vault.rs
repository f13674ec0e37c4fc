//! Random links and passwords, for pages to hand out.

use crate::clock::Clock;
use crate::config::PublicUrl;
use crate::passwords::{Passwords, check_strength};
use crate::secret::Secret;
use domain::email::Email;
use domain::field::Issue;
use domain::link::NewLink;
use domain::secrets::{IssuedLink, Secrets};
use domain::{Error, Result};
use std::sync::Arc;

/// The characters of random passwords: no `0` and `O`, no `1`, `I` and `l`.
const CHARACTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// How many a random password has: 115 bits.
const LENGTH: usize = 20;

/// What makes secrets.
pub struct Vault {
    public_url: PublicUrl,
    clock: Clock,
    passwords: Arc<Passwords>,
}

impl Vault {
    /// Its links lead to this address.
    pub const fn new(public_url: PublicUrl, clock: Clock, passwords: Arc<Passwords>) -> Self {
        Self {
            public_url,
            clock,
            passwords,
        }
    }
}

#[async_trait::async_trait]
impl Secrets for Vault {
    fn issue_link(&self, path: &'static str, seconds: i64) -> Result<IssuedLink> {
        let secret = Secret::random()?;
        Ok(IssuedLink {
            url: format!("{}{path}/{secret}", self.public_url),
            link: NewLink {
                token: secret.hash(),
                expires_at: self.clock.now().plus_seconds(seconds),
            },
        })
    }

    async fn random_password(&self) -> Result<String> {
        let mut password = String::with_capacity(LENGTH);
        while password.len() < LENGTH {
            let mut byte = [0];
            getrandom::fill(&mut byte).map_err(|cause| {
                tracing::error!(%cause, "there is no randomness");
                Error::Internal(None)
            })?;
            // A byte beyond the characters is thrown away, so that each of them is as likely.
            if let Some(character) = CHARACTERS.get(usize::from(byte[0] & 63)) {
                password.push(char::from(*character));
            }
        }
        Ok(password)
    }

    fn check_password(&self, password: &str, email: &Email, known: &[&str]) -> Result<(), Issue> {
        check_strength(password, email, known)
    }

    async fn hash_password(&self, password: String) -> Result<String> {
        self.passwords.hash(password).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::timestamp::Timestamp;

    #[tokio::test]
    async fn a_random_password_is_strong_and_has_no_look_alikes() {
        let passwords = Arc::new(Passwords::new().unwrap());
        let clock = Clock::from_fn(|| Timestamp::from_micros(0));
        let vault = Vault::new("http://127.0.0.1".parse().unwrap(), clock, passwords);
        let email = Email::parse("ana@alba.example").unwrap();
        let mut seen = std::collections::HashSet::new();
        for _ in 0..200 {
            let password = vault.random_password().await.unwrap();
            assert_eq!(password.len(), LENGTH);
            assert!(!password.contains(['0', 'O', 'o', '1', 'I', 'l', 'i', 'L']));
            assert_eq!(vault.check_password(&password, &email, &[]), Ok(()));
            assert!(seen.insert(password));
        }
    }
}
