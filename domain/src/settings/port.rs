//! What can be asked about a reseller's settings, and done to them.

use super::{Settings, StoredSettings};
use crate::access::{EditSettings, Permit, Session, ViewSettings};
use crate::brand::{Letterhead, Logo};
use crate::error::Result;
use crate::id::LogoId;
use async_trait::async_trait;

/// A reseller's settings. Every change is written together with its audit event.
#[async_trait]
pub trait ResellerSettings {
    /// The settings.
    async fn settings(&self, permit: &Permit<ViewSettings>) -> Result<StoredSettings>;

    /// Sets them. Refuses a change made from a version that is not the present one
    /// (`Conflict::Changed`); a host name that another reseller has is `Taken` on `Host`.
    async fn set_settings(
        &self,
        permit: &Permit<EditSettings>,
        settings: Settings,
        version: i32,
    ) -> Result<StoredSettings>;

    /// Sets the logo, or takes it away.
    async fn set_logo(
        &self,
        permit: &Permit<EditSettings>,
        logo: Option<Logo>,
    ) -> Result<Option<LogoId>>;

    /// What the mails are written on that somebody's doing sends.
    async fn letterhead(&self, session: &Session) -> Result<Letterhead>;
}
