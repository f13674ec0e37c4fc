//! What can be asked about people.

use super::Viewer;
use crate::access::Session;
use crate::error::Result;
use async_trait::async_trait;

/// People who sign in.
#[async_trait]
pub trait Users {
    /// The person behind a session, as their own pages show them.
    async fn viewer(&self, session: &Session) -> Result<Viewer>;
}
