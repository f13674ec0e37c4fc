//! Signing in and out.

mod attempts;
pub mod realm;

pub use attempts::{Attempts, Suspect};

use crate::flash;
use crate::http::failure;
use crate::local_path::LocalPath;
use crate::secret::Secret;
use crate::session::{self, Visitor};
use crate::site::Site;
use app::routes::start_page;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Subject;
use domain::email::Email;
use domain::error::{Error, Result};
use domain::field::{Field, FieldErrors, Issue};
use domain::id::UserId;
use domain::reseller::Realm;
use domain::sign_in::{Credential, Device};
use http::header::USER_AGENT;
use http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;

/// The form that both sign-in pages post.
pub const FORM: &str = "/login";

/// What is typed to sign in.
#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// `POST /login`.
pub async fn sign_in(
    State(site): State<Arc<Site>>,
    parts: Parts,
    Form(form): Form<SignIn>,
) -> Response {
    attempt(&site, &parts, None, form).await
}

/// `POST /login/{slug}`.
pub async fn sign_in_to(
    State(site): State<Arc<Site>>,
    Path(slug): Path<String>,
    parts: Parts,
    Form(form): Form<SignIn>,
) -> Response {
    attempt(&site, &parts, Some(slug), form).await
}

/// `POST /logout`: ends the session, and goes to the door it came in by.
pub async fn sign_out(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    if let Some(token) = Visitor::of(&parts.extensions).token
        && let Err(error) = site.sign_ins.close_session(token).await
    {
        return failure::answer(&error, &parts);
    }
    let mut response = Redirect::to(FORM).into_response();
    session::forget(&site, response.headers_mut());
    response
}

async fn attempt(site: &Site, parts: &Parts, slug: Option<String>, form: SignIn) -> Response {
    let realm = match realm::find(site, parts, slug.as_deref()).await {
        Ok(realm::Found::Realm(realm)) => realm,
        // The page says what to do then.
        Ok(realm::Found::Several | realm::Found::None) => {
            return Redirect::to(FORM).into_response();
        }
        Err(error) => return failure::answer(&error, parts),
    };
    let next = LocalPath::after_sign_in(&form.next);
    match check(site, parts, &realm, &form).await {
        Ok(who) => {
            let way = Way {
                next,
                is_proven: false,
            };
            match enter(site, parts, &realm, who, way).await {
                Ok(response) => response,
                Err(error) => failure::answer(&error, parts),
            }
        }
        Err(error) => {
            let door = slug.map_or(FORM.to_owned(), |_| format!("{FORM}/{}", realm.slug));
            refused(site, door, error, form.email, next)
        }
    }
}

/// Back to the door, with the refusal and the email that was typed.
fn refused(
    site: &Site,
    mut door: String,
    error: Error,
    email: String,
    next: Option<LocalPath>,
) -> Response {
    if let Some(next) = next {
        let next = form_urlencoded::byte_serialize(next.as_str().as_bytes()).collect::<String>();
        door = format!("{door}?next={next}");
    }
    let fields = vec![(Field::Email.as_str().to_owned(), email)];
    let back = Redirect::to(&door).into_response();
    flash::refused(site, back, FORM, error, fields)
}

/// Who it is that gave an email and a password, if they go together.
async fn check(
    site: &Site,
    parts: &Parts,
    realm: &Realm,
    form: &SignIn,
) -> Result<(UserId, Subject)> {
    let mut errors = FieldErrors::default();
    if form.password.is_empty() {
        errors.add(Field::Password, Issue::Required);
    }
    let email = match errors.check(Field::Email, Email::parse(&form.email)) {
        Some(email) if errors.is_empty() => email,
        _ => return Err(errors.into()),
    };
    let origin = failure::origin(parts);
    let now = site.clock.now();
    // The address first, so that a flood from one place does not queue for an account.
    let mut of_address = match origin.address {
        Some(address) => Some(site.attempts.of(Suspect::at(address), now).await),
        None => None,
    };
    if let Some(seconds) = of_address
        .as_deref()
        .and_then(|failures| failures.wait(now))
    {
        return Err(too_soon(seconds));
    }
    // One office signs in side by side: its address is not held while a password is hashed.
    drop(of_address.take());
    let account = Suspect::Account(realm.reseller, email.key());
    let mut of_account = site.attempts.of(account, now).await;
    let now = site.clock.now();
    if let Some(seconds) = of_account.wait(now) {
        return Err(too_soon(seconds));
    }
    let credential = site.sign_ins.credential(realm, &email).await?;
    let hashed = credential
        .as_ref()
        .and_then(|credential| credential.password_hash.clone());
    if site.passwords.verify(form.password.clone(), hashed).await?
        && let Some(credential) = credential
    {
        of_account.forgive();
        return enabled(&credential);
    }
    of_account.add(now);
    if let Some(address) = origin.address {
        site.attempts.of(Suspect::at(address), now).await.add(now);
    }
    tracing::info!(reseller = %realm.reseller, address = ?origin.address, "a sign-in was refused");
    Err(Error::invalid(Field::Password, Issue::DoesNotMatch))
}

/// Whether somebody whose password was right may come in. Told only to them.
fn enabled(credential: &Credential) -> Result<(UserId, Subject)> {
    if credential.is_enabled && credential.status.is_active() {
        Ok((credential.user, credential.subject))
    } else {
        Err(Error::invalid(Field::Password, Issue::TurnedOff))
    }
}

fn too_soon(seconds: u32) -> Error {
    Error::invalid(Field::Password, Issue::TooSoon { seconds })
}

/// What somebody signs in with, as far as it says so itself.
fn device(parts: &Parts) -> Device {
    let agent = parts.headers.get(USER_AGENT);
    Device {
        address: failure::origin(parts).address,
        agent: agent
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
    }
}

/// How somebody comes in.
#[derive(Debug, Default)]
pub struct Way {
    /// Where they want to go.
    pub next: Option<LocalPath>,
    /// Whether they have shown their second factor, if they have one.
    pub is_proven: bool,
}

/// Opens a new session, always under a new ID, and shows the way in. Where a second factor is
/// missing, the way leads past its page.
pub async fn enter(
    site: &Site,
    parts: &Parts,
    realm: &Realm,
    (user, subject): (UserId, Subject),
    Way { next, is_proven }: Way,
) -> Result<Response> {
    let secret = Secret::random()?;
    let now = site.clock.now();
    if !site
        .sign_ins
        .open_session(realm, user, secret.hash(), device(parts), is_proven, now)
        .await?
    {
        return Err(Error::SignedOut);
    }
    if let Some(previous) = Visitor::of(&parts.extensions).token {
        site.sign_ins.close_session(previous).await?;
    }
    let start = start_page(subject.role());
    let mut response = Redirect::to(next.as_ref().map_or(start, LocalPath::as_str)).into_response();
    session::keep(site, response.headers_mut(), &secret, &realm.slug);
    Ok(response)
}
