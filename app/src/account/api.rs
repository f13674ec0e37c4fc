//! The server functions of the account email: authorise, parse, ask the store.

#![expect(
    missing_docs,
    reason = "arguments become fields of a struct, which only programs see"
)]

use crate::failure::Failure;
use crate::json::Json;
use domain::account::AccountEmail;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::backend::{allowed, backend, now, secrets, session},
    crate::mail,
    domain::access,
    domain::account::VERIFICATION_SECONDS,
    domain::email::Email,
    domain::error::Error,
    domain::field::Field,
};

/// The account email of one's own organisation.
#[server(name = AccountEmailOf, endpoint = "account_email", input = Json, output = Json)]
pub async fn account_email() -> Result<AccountEmail, Failure> {
    let permit = allowed::<access::ViewBilling>()?;
    let own = permit.scope().customer().ok_or(Failure(Error::NotFound))?;
    Ok(backend()?.account_email(&permit, own).await?)
}

/// Sends a link that verifies the account email, or another one that is to take its place.
#[server(endpoint = "send_verification", output = Json)]
pub async fn send_verification(#[server(default)] email: String) -> Result<AccountEmail, Failure> {
    let permit = allowed::<access::EditAccountEmail>()?;
    let email = Email::parse(&email).map_err(|issue| Error::invalid(Field::Email, issue))?;
    let viewer = backend()?.viewer(&session()?).await?;
    let organisation = viewer.organisation.ok_or(Failure(Error::NotFound))?;
    let issued = secrets()?.issue_link("/verify", VERIFICATION_SECONDS)?;
    let head = backend()?.letterhead(&session()?).await?;
    let mail = mail::verification(&head, &organisation.name, &issued.url, &email);
    Ok(backend()?
        .send_verification(&permit, issued.link, mail, now()?)
        .await?)
}

/// Keeps the account email as it is, though it was asked to change it.
#[server(endpoint = "keep_account_email", output = Json)]
pub async fn keep_account_email() -> Result<AccountEmail, Failure> {
    let permit = allowed::<access::EditAccountEmail>()?;
    Ok(backend()?.keep_account_email(&permit).await?)
}
