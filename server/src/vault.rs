//! Random links and passwords, for pages to hand out.

use crate::api_token;
use crate::clock::Clock;
use crate::config::PublicUrl;
use crate::passwords::{Passwords, check_strength, random_password};
use crate::randomness::Randomness;
use crate::secret::Secret;
use domain::api_token::TokenKind;
use domain::email::Email;
use domain::field::Issue;
use domain::id::BookingKey;
use domain::link::NewLink;
use domain::secrets::{IssuedLink, IssuedToken, Secrets};
use domain::sign_in::SecretHash;
use domain::two_factor::{Proof, RECOVERY_CODES, TotpSecret};
use domain::{Error, Result};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What makes secrets.
pub struct Vault {
    public_url: PublicUrl,
    clock: Clock,
    passwords: Arc<Passwords>,
    randomness: Randomness,
}

impl Vault {
    /// Its links lead to this address.
    pub const fn new(public_url: PublicUrl, clock: Clock, passwords: Arc<Passwords>) -> Self {
        Self {
            public_url,
            clock,
            passwords,
            randomness: Randomness::OfTheSystem,
        }
    }

    /// Its links and tokens are made of this.
    #[must_use]
    pub fn of(self, randomness: Randomness) -> Self {
        Self { randomness, ..self }
    }
}

/// How many characters a recovery code has, in two groups: 58 bits.
const RECOVERY_LENGTH: usize = 12;

/// A recovery code: characters of a random password, in lower case.
fn random_code() -> Result<String> {
    let password = random_password(&Randomness::OfTheSystem)?.to_lowercase();
    let code: String = password.chars().take(RECOVERY_LENGTH).collect();
    let (first, second) = code.split_at(RECOVERY_LENGTH / 2);
    Ok(format!("{first}-{second}"))
}

/// What is stored of a recovery code; nothing for what cannot be one.
fn recovery_hash(typed: &str) -> Option<SecretHash> {
    let code: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    let is_code = code.len() == RECOVERY_LENGTH;
    is_code.then(|| SecretHash(Sha256::digest(code.as_bytes()).into()))
}

#[async_trait::async_trait]
impl Secrets for Vault {
    fn issue_link(&self, path: &'static str, seconds: i64) -> Result<IssuedLink> {
        let secret = Secret::of(&self.randomness)?;
        Ok(IssuedLink {
            url: format!("{}{path}/{secret}", self.public_url),
            link: NewLink {
                token: secret.hash(),
                expires_at: self.clock.now().plus_seconds(seconds),
            },
        })
    }

    fn issue_token(&self, kind: TokenKind) -> Result<IssuedToken> {
        api_token::issue(&self.randomness, kind)
    }

    fn booking_key(&self) -> Result<BookingKey> {
        let bytes = self.randomness.bytes()?;
        let uuid = uuid::Builder::from_random_bytes(bytes).into_uuid();
        Ok(BookingKey::from(uuid))
    }

    async fn random_password(&self) -> Result<String> {
        random_password(&self.randomness)
    }

    fn check_password(&self, password: &str, email: &Email, known: &[&str]) -> Result<(), Issue> {
        check_strength(password, email, known)
    }

    fn totp_secret(&self) -> Result<TotpSecret> {
        let mut bytes = vec![0; TotpSecret::LENGTH];
        getrandom::fill(&mut bytes).map_err(|cause| {
            tracing::error!(%cause, "there is no randomness");
            Error::Internal(None)
        })?;
        Ok(TotpSecret::new(bytes))
    }

    fn recovery_codes(&self) -> Result<Vec<(String, SecretHash)>> {
        let code = || {
            let code = random_code()?;
            let hash = recovery_hash(&code).ok_or(Error::Internal(None))?;
            Ok((code, hash))
        };
        (0..RECOVERY_CODES).map(|_| code()).collect()
    }

    fn proof(&self, code: &str) -> Proof {
        Proof {
            code: code.to_owned(),
            recovery: recovery_hash(code),
        }
    }

    async fn hash_password(&self, password: String) -> Result<String> {
        self.passwords.hash(password).await
    }
}
