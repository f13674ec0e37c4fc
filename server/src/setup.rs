//! Setting up a reseller and its first user.

use crate::config::PublicUrl;
use crate::flash;
use crate::http::failure;
use crate::passwords::check_strength;
use crate::secret::Secret;
use crate::sign_in::{self, Way};
use crate::site::Site;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Subject;
use domain::error::{Error, Result};
use domain::field::{Field, FieldErrors};
use domain::reseller::{NewReseller, ResellerDraft};
use domain::sign_in::{SETUP_LINK_SECONDS, SignIns};
use domain::timestamp::Timestamp;
use http::request::Parts;
use std::sync::Arc;

/// Makes a link by which a reseller can be set up once; earlier unused ones stop working.
pub async fn offer(
    sign_ins: &(dyn SignIns + Sync),
    url: &PublicUrl,
    now: Timestamp,
) -> Result<String> {
    let secret = Secret::random()?;
    sign_ins
        .offer_setup(secret.hash(), now.plus_seconds(SETUP_LINK_SECONDS))
        .await?;
    Ok(format!("{url}/setup/{secret}"))
}

/// Whether the token in a set-up link can still be used.
pub async fn is_offered(site: &Site, token: &str) -> Result<bool> {
    match Secret::parse(token) {
        Some(secret) => {
            site.sign_ins
                .is_setup_offered(secret.hash(), site.clock.now())
                .await
        }
        None => Ok(false),
    }
}

/// Checks everything about a new reseller, the password's strength too.
pub fn check(draft: &ResellerDraft) -> Result<NewReseller, FieldErrors> {
    let new = draft.parse()?;
    let known = [draft.organisation.as_str(), draft.name.as_str()];
    check_strength(&draft.password, &new.email, &known)
        .map_err(|issue| FieldErrors::of(Field::Password, issue))?;
    Ok(new)
}

/// `POST /setup/{token}`: makes the reseller and signs its first user in.
pub async fn set_up(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    parts: Parts,
    Form(draft): Form<ResellerDraft>,
) -> Response {
    match create(&site, &parts, &token, &draft).await {
        Ok(response) => response,
        Err(error @ Error::Invalid(_)) => refused(&site, &token, error, draft),
        // The page says that the link cannot be used.
        Err(Error::NotFound) => Redirect::to(&page(&token)).into_response(),
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn create(
    site: &Site,
    parts: &Parts,
    token: &str,
    draft: &ResellerDraft,
) -> Result<Response> {
    let secret = Secret::parse(token).ok_or(Error::NotFound)?;
    if !is_offered(site, token).await? {
        return Err(Error::NotFound);
    }
    let new = check(draft)?;
    let hashed = site.passwords.hash(draft.password.clone()).await?;
    let (realm, user) = site
        .sign_ins
        .create_reseller(new, hashed, Some(secret.hash()))
        .await?;
    tracing::info!(reseller = %realm.reseller, "a reseller was set up");
    sign_in::enter(
        site,
        parts,
        &realm,
        (user, Subject::Reseller),
        Way::default(),
    )
    .await
}

fn refused(site: &Site, token: &str, error: Error, draft: ResellerDraft) -> Response {
    let fields = [
        (Field::Organisation, draft.organisation),
        (Field::Name, draft.name),
        (Field::Email, draft.email),
    ];
    let fields = fields
        .map(|(field, typed)| (field.as_str().to_owned(), typed))
        .into();
    let back = Redirect::to(&page(token)).into_response();
    flash::refused(site, back, "/setup", error, fields)
}

fn page(token: &str) -> String {
    // Only what may be a token goes into the address; anything else has no page anyway.
    let token = Secret::parse(token)
        .map(|secret| secret.to_string())
        .unwrap_or_default();
    format!("/setup/{token}")
}
