//! The server functions of the settings: authorise, parse, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::ledger::LedgerCheck;
use domain::settings::{SettingsDraft, StoredSettings};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, installation},
    crate::words::currency_name,
    domain::access,
    domain::currency,
    domain::error::Error,
    domain::field::{Field, Issue},
    domain::time_zone::TimeZone,
};

/// The settings, and what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPageData {
    /// As they are.
    pub stored: StoredSettings,
    /// Currencies: code and name.
    pub currencies: Vec<(String, String)>,
    /// Names of time zones.
    pub time_zones: Vec<String>,
    /// Where the mail of this installation comes from, if any does.
    pub mail_from: Option<String>,
    /// When the ledger was checked last, and what came of it.
    pub ledger_check: Option<LedgerCheck>,
}

/// The settings.
#[server(name = SettingsOf, endpoint = "settings", input = Json, output = Json)]
pub async fn settings() -> Result<SettingsPageData, Failure> {
    let permit = allowed::<access::ViewSettings>()?;
    let currencies = currency::all().into_iter().map(|(code, english)| {
        let name = currency_name(&code, english);
        (code, name)
    });
    Ok(SettingsPageData {
        stored: backend()?.settings(&permit).await?,
        currencies: currencies.collect(),
        time_zones: TimeZone::all().map(str::to_owned).collect(),
        mail_from: installation()?.mail_from.clone(),
        ledger_check: backend()?.last_ledger_check(&permit).await?,
    })
}

/// Sets them.
#[server(endpoint = "set_settings", output = Json)]
pub async fn set_settings(
    #[server(default)] version: i32,
    #[server(flatten)] draft: SettingsDraft,
) -> Result<StoredSettings, Failure> {
    let permit = allowed::<access::EditSettings>()?;
    let settings = draft.parse()?;
    // Of several resellers, none may take the address that all others are at.
    if settings.host.as_deref() == Some(&installation()?.host) {
        let look = allowed::<access::ViewSettings>()?;
        let before = backend()?.settings(&look).await?;
        if before.settings.host != settings.host {
            return Err(Error::invalid(Field::Host, Issue::HostOfAll).into());
        }
    }
    Ok(backend()?.set_settings(&permit, settings, version).await?)
}

/// Takes the logo away.
#[server(endpoint = "remove_logo", output = Json)]
pub async fn remove_logo() -> Result<(), Failure> {
    let permit = allowed::<access::EditSettings>()?;
    backend()?.set_logo(&permit, None).await?;
    Ok(())
}
