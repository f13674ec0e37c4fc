//! The server functions about oneself.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::user::SignedInDevice;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, secrets, session, token},
    domain::access,
    domain::error::Error,
    domain::field::{Field, Issue},
    domain::language::Language,
    domain::name::Name,
    domain::sign_in::SecretHash,
    domain::two_factor::TwoFactor,
};

/// Where one is signed in.
#[server(endpoint = "own_devices", input = Json, output = Json)]
pub async fn own_devices() -> Result<Vec<SignedInDevice>, Failure> {
    let permit = allowed::<access::ViewOwnAccount>()?;
    Ok(backend()?.own_sign_ins(&permit, token()?, now()?).await?)
}

/// Signs out everywhere else. Answers how many sessions that ended.
#[server(endpoint = "sign_out_others", output = Json)]
pub async fn sign_out_others() -> Result<u64, Failure> {
    let permit = allowed::<access::EditOwnAccount>()?;
    Ok(backend()?.end_other_sign_ins(&permit, token()?).await?)
}

/// Takes another name.
#[server(endpoint = "rename_self", output = Json)]
pub async fn rename_self(#[server(default)] name: String) -> Result<(), Failure> {
    let permit = allowed::<access::EditOwnAccount>()?;
    let name = Name::parse(&name).map_err(|issue| Error::invalid(Field::Name, issue))?;
    Ok(backend()?.rename_self(&permit, name).await?)
}

/// Has one's pages written in a language, by its code; empty leaves it to the browser.
#[server(endpoint = "choose_language", output = Json)]
pub async fn choose_language(#[server(default)] language: String) -> Result<(), Failure> {
    let permit = allowed::<access::EditOwnAccount>()?;
    let language = match language.as_str() {
        "" => None,
        code => {
            let unknown = || Error::invalid(Field::Language, Issue::NotInList);
            Some(Language::by_code(code).ok_or_else(unknown)?)
        }
    };
    Ok(backend()?.choose_language(&permit, language).await?)
}

/// The second factor, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoFactorView {
    /// Whether signing in takes a code.
    pub is_on: bool,
    /// How many recovery codes are left.
    pub recovery_left: u64,
    /// What to give to an app, while it is not on.
    pub setup: Option<TotpSetup>,
}

/// What an app is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotpSetup {
    /// The key to type.
    pub secret: String,
    /// The picture to scan: the path of its dark squares, in SVG.
    pub path: String,
    /// The width and the height of the picture, in squares.
    pub size: usize,
}

/// One's own second factor.
#[server(endpoint = "own_two_factor", input = Json, output = Json)]
pub async fn own_two_factor() -> Result<TwoFactorView, Failure> {
    let permit = allowed::<access::ViewOwnAccount>()?;
    let TwoFactor {
        is_on,
        recovery_left,
    } = backend()?.own_two_factor(&permit).await?;
    let setup = match backend()?.pending_two_factor(&permit).await? {
        Some(secret) if !is_on => {
            let viewer = backend()?.viewer(&session()?).await?;
            let (issuer, account) = (viewer.brand.name.as_str(), viewer.email.as_str());
            Some(super::qr::setup(&secret, issuer, account)?)
        }
        Some(_) | None => None,
    };
    Ok(TwoFactorView {
        is_on,
        recovery_left,
        setup,
    })
}

/// Makes a key for an app.
#[server(endpoint = "begin_two_factor", output = Json)]
pub async fn begin_two_factor() -> Result<(), Failure> {
    let permit = allowed::<access::EditOwnAccount>()?;
    let secret = secrets()?.totp_secret()?;
    Ok(backend()?.begin_two_factor(&permit, secret).await?)
}

/// Turns the second factor on. Answers the recovery codes, which can be read this one time.
#[server(endpoint = "confirm_two_factor", output = Json)]
pub async fn confirm_two_factor(#[server(default)] code: String) -> Result<Vec<String>, Failure> {
    let permit = allowed::<access::EditOwnAccount>()?;
    let (codes, hashes) = recovery_codes()?;
    backend()?
        .confirm_two_factor(&permit, code, hashes, now()?)
        .await?;
    Ok(codes)
}

/// Other recovery codes, which can be read this one time.
#[server(endpoint = "renew_recovery_codes", output = Json)]
pub async fn renew_recovery_codes(#[server(default)] code: String) -> Result<Vec<String>, Failure> {
    let permit = allowed::<access::EditOwnAccount>()?;
    let (codes, hashes) = recovery_codes()?;
    let proof = secrets()?.proof(&code);
    backend()?
        .renew_recovery_codes(&permit, proof, hashes, now()?)
        .await?;
    Ok(codes)
}

/// Turns the second factor off.
#[server(endpoint = "stop_two_factor", output = Json)]
pub async fn stop_two_factor(#[server(default)] code: String) -> Result<(), Failure> {
    let permit = allowed::<access::EditOwnAccount>()?;
    let proof = secrets()?.proof(&code);
    Ok(backend()?.stop_two_factor(&permit, proof, now()?).await?)
}

/// Recovery codes for their holder, and what is stored of them.
#[cfg(feature = "ssr")]
fn recovery_codes() -> Result<(Vec<String>, Vec<SecretHash>), Failure> {
    Ok(secrets()?.recovery_codes()?.into_iter().unzip())
}
