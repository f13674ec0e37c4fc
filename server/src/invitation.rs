//! Registering by an invitation.

use crate::http::failure;
use crate::links;
use crate::passwords::check_strength;
use crate::secret::Secret;
use crate::sign_in::{self, Way};
use crate::site::Site;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::error::{Error, Result};
use domain::field::{Field, FieldErrors};
use domain::link::{LinkHolder, LinkKind, LinkState};
use domain::name::Name;
use http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;

/// What the links are for.
const KIND: LinkKind = LinkKind::Invitation;

/// What is typed to register.
#[derive(Deserialize)]
pub struct Registration {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

/// `POST /invitation/{token}`: registers the person and signs them in.
pub async fn accept(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    parts: Parts,
    Form(form): Form<Registration>,
) -> Response {
    match register(&site, &parts, &token, &form).await {
        Ok(response) => response,
        Err(error @ Error::Invalid(_)) => {
            let fields = vec![(Field::Name.as_str().to_owned(), form.name)];
            links::refused(&site, KIND, &token, error, fields)
        }
        // The page says that the link cannot be used, and why.
        Err(Error::NotFound) => links::back(KIND, &token),
        // Registered, but the organisation was turned off since: signing in says so.
        Err(Error::SignedOut) => Redirect::to(sign_in::FORM).into_response(),
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn register(
    site: &Site,
    parts: &Parts,
    token: &str,
    form: &Registration,
) -> Result<Response> {
    let secret = Secret::parse(token).ok_or(Error::NotFound)?;
    let LinkState::Open(holder) = links::state(site, KIND, token).await? else {
        return Err(Error::NotFound);
    };
    let name = check(&holder, form)?;
    let hashed = site.passwords.hash(form.password.clone()).await?;
    let (origin, now) = (failure::origin(parts), site.clock.now());
    let (realm, user, subject) = site
        .sign_ins
        .register(secret.hash(), name, hashed, origin, now)
        .await?;
    tracing::info!(reseller = %realm.reseller, %user, "an invited person registered");
    sign_in::enter(site, parts, &realm, (user, subject), Way::default()).await
}

/// Checks what was typed, the password's strength too.
fn check(holder: &LinkHolder, form: &Registration) -> Result<Name, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = errors.check(Field::Name, Name::parse(&form.name));
    let organisation = holder.organisation.as_ref().map_or("", Name::as_str);
    let known = [form.name.as_str(), organisation, holder.brand.name.as_str()];
    let strength = check_strength(&form.password, &holder.email, &known);
    errors.check(Field::Password, strength);
    name.filter(|_| errors.is_empty()).ok_or(errors)
}
