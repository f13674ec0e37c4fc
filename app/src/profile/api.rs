//! The server functions about oneself. They need no permit but being signed in.

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
    crate::backend::{backend, now, session, token},
    domain::error::Error,
    domain::field::Field,
    domain::name::Name,
};

/// Where one is signed in.
#[server(endpoint = "own_devices", input = Json, output = Json)]
pub async fn own_devices() -> Result<Vec<SignedInDevice>, Failure> {
    Ok(backend()?
        .own_sign_ins(&session()?, token()?, now()?)
        .await?)
}

/// Signs out everywhere else. Answers how many sessions that ended.
#[server(endpoint = "sign_out_others", output = Json)]
pub async fn sign_out_others() -> Result<u64, Failure> {
    Ok(backend()?.end_other_sign_ins(&session()?, token()?).await?)
}

/// Takes another name.
#[server(endpoint = "rename_self", output = Json)]
pub async fn rename_self(#[server(default)] name: String) -> Result<(), Failure> {
    let session = session()?;
    let name = Name::parse(&name).map_err(|issue| Error::invalid(Field::Name, issue))?;
    Ok(backend()?.rename_self(&session, name).await?)
}
