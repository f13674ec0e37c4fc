//! The server functions about oneself.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::user::SignedInDevice;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, token},
    domain::access,
    domain::error::Error,
    domain::field::Field,
    domain::name::Name,
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
