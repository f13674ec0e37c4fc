//! Random links, for pages to hand out.

use crate::clock::Clock;
use crate::config::PublicUrl;
use crate::secret::Secret;
use domain::Result;
use domain::link::NewLink;
use domain::secrets::{IssuedLink, Secrets};

/// What makes secrets.
pub struct Vault {
    public_url: PublicUrl,
    clock: Clock,
}

impl Vault {
    /// Its links lead to this address.
    pub const fn new(public_url: PublicUrl, clock: Clock) -> Self {
        Self { public_url, clock }
    }
}

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
}
