//! Random links and passwords, for pages to hand out.

use crate::clock::Clock;
use crate::config::PublicUrl;
use crate::passwords::{Passwords, check_strength, random_password};
use crate::secret::Secret;
use domain::Result;
use domain::email::Email;
use domain::field::Issue;
use domain::link::NewLink;
use domain::secrets::{IssuedLink, Secrets};
use std::sync::Arc;

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
        random_password()
    }

    fn check_password(&self, password: &str, email: &Email, known: &[&str]) -> Result<(), Issue> {
        check_strength(password, email, known)
    }

    async fn hash_password(&self, password: String) -> Result<String> {
        self.passwords.hash(password).await
    }
}
