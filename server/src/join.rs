//! Organisations that register themselves, and the verification of their email.

use crate::flash;
use crate::http::failure;
use crate::links;
use crate::passwords::check_strength;
use crate::secret::Secret;
use crate::session::Visitor;
use crate::sign_in::{self, Way};
use crate::site::Site;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::account::VERIFICATION_SECONDS;
use domain::error::{Error, Result};
use domain::field::{Field, FieldErrors};
use domain::invitation::{NewRegistration, OpenInvitation, RegistrationDraft, Sent};
use domain::link::{LinkKind, LinkState};
use http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;

/// What the links are for.
const JOIN: LinkKind = LinkKind::CustomerInvitation;
const VERIFY: LinkKind = LinkKind::Verification;

/// What is typed to register.
#[derive(Deserialize)]
pub struct Registration {
    #[serde(flatten)]
    draft: RegistrationDraft,
    #[serde(default)]
    password: String,
}

/// `POST /join/{token}`: makes the customer and its first person, and signs them in.
pub async fn join(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    parts: Parts,
    Form(form): Form<Registration>,
) -> Response {
    match register(&site, &parts, &token, &form).await {
        Ok(response) => response,
        Err(error @ Error::Invalid(_)) => {
            let RegistrationDraft {
                organisation,
                name,
                email,
                phone,
                country,
            } = form.draft;
            let fields = [
                (Field::Organisation, organisation),
                (Field::Name, name),
                (Field::Email, email),
                (Field::Phone, phone),
                (Field::Country, country),
            ];
            let fields = fields.map(|(field, value)| (field.as_str().to_owned(), value));
            links::refused(&site, JOIN, &token, error, fields.to_vec())
        }
        // The page says that the link cannot be used, and why.
        Err(Error::NotFound) => links::back(JOIN, &token),
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
    let now = site.clock.now();
    let link = site
        .registrations
        .customer_invitation_link(secret.hash(), now);
    let LinkState::Open(open) = link.await? else {
        return Err(Error::NotFound);
    };
    let new = check(&open, form)?;
    let hashed = site.passwords.hash(form.password.clone()).await?;
    let issued = site
        .secrets
        .issue_link(links::path(VERIFY), VERIFICATION_SECONDS)?;
    let customer = &new.customer;
    let mail = app::mail::verification(
        &open.letterhead,
        &customer.name,
        &issued.url,
        &customer.email,
    );
    let verification = Sent {
        link: issued.link,
        mail: Some(mail),
    };
    let registered = site
        .registrations
        .register_customer(
            secret.hash(),
            new,
            hashed,
            verification,
            failure::origin(parts),
            now,
        )
        .await?;
    tracing::info!(
        reseller = %registered.realm.reseller,
        user = %registered.user,
        "an organisation registered itself"
    );
    let who = (registered.user, registered.subject);
    sign_in::enter(site, parts, &registered.realm, who, Way::default()).await
}

/// Checks what was typed, the password's strength too.
fn check(open: &OpenInvitation, form: &Registration) -> Result<NewRegistration, FieldErrors> {
    let (new, mut errors) = match form.draft.parse(open.email.as_ref()) {
        Ok(new) => (Some(new), FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    let known = [
        form.draft.name.as_str(),
        form.draft.organisation.as_str(),
        open.letterhead.brand.name.as_str(),
    ];
    // Without an email there is nothing to compare the password with, and something else to mend.
    let email = new.as_ref().map(|new| &new.customer.email);
    if let Some(email) = email {
        errors.check(
            Field::Password,
            check_strength(&form.password, email, &known),
        );
    } else if form.password.is_empty() {
        errors.add(Field::Password, domain::field::Issue::Required);
    }
    new.filter(|_| errors.is_empty()).ok_or(errors)
}

/// `POST /verify/{token}`: verifies an email.
pub async fn verify(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    parts: Parts,
) -> Response {
    match verified(&site, &parts, &token).await {
        Ok(response) => response,
        // The page says that the link cannot be used, and why. An email that somebody else has
        // taken in the meantime leaves the link as it is.
        Err(Error::NotFound | Error::Invalid(_)) => links::back(VERIFY, &token),
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn verified(site: &Site, parts: &Parts, token: &str) -> Result<Response> {
    let secret = Secret::parse(token).ok_or(Error::NotFound)?;
    let (origin, now) = (failure::origin(parts), site.clock.now());
    let verified = site
        .backend
        .verify_email(secret.hash(), origin, now)
        .await?;
    tracing::info!(organisation = %verified.organisation, "an email was verified");
    let to = match Visitor::of(&parts.extensions).session {
        Some(_) => "/",
        None => sign_in::FORM,
    };
    let answer = Redirect::to(to).into_response();
    Ok(flash::done(site, answer, links::path(VERIFY)))
}
