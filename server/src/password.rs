//! Other passwords: asked for by mail, chosen by a link, and chosen because one has to.

use crate::flash;
use crate::http::failure;
use crate::links;
use crate::local_path::LocalPath;
use crate::passwords::check_strength;
use crate::secret::Secret;
use crate::session::{Step, Visitor};
use crate::sign_in::realm::{self, Found};
use crate::sign_in::{self, Suspect, Way};
use crate::site::Site;
use app::flash::{Flash, Outcome};
use app::words::{self, speaking};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Permit, Session};
use domain::email::Email;
use domain::error::{Error, Result};
use domain::field::{Field, FieldErrors, Issue};
use domain::link::{LinkKind, LinkState, PASSWORD_RESET_SECONDS};
use domain::name::Name;
use domain::reseller::Realm;
use domain::sign_in::OwnCredential;
use http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;

/// The page on which somebody chooses another password because they have to.
pub const PAGE: &str = "/password";
/// The page on which somebody says that they have forgotten theirs.
const FORGOT: &str = "/forgot";
/// The page about oneself, and its form for the password.
const PROFILE: &str = "/profile";
const CHANGE: &str = "/profile/password";
/// What the links are for.
const KIND: LinkKind = LinkKind::PasswordReset;

/// Who has forgotten their password.
#[derive(Deserialize)]
pub struct Forgetful {
    #[serde(default)]
    email: String,
}

/// What is chosen.
#[derive(Deserialize)]
pub struct Choice {
    #[serde(default)]
    password: String,
}

/// `POST /forgot`.
pub async fn forgot(
    State(site): State<Arc<Site>>,
    parts: Parts,
    Form(form): Form<Forgetful>,
) -> Response {
    ask(&site, &parts, None, &form.email).await
}

/// `POST /forgot/{slug}`.
pub async fn forgot_at(
    State(site): State<Arc<Site>>,
    Path(slug): Path<String>,
    parts: Parts,
    Form(form): Form<Forgetful>,
) -> Response {
    ask(&site, &parts, Some(slug), &form.email).await
}

/// Answers everybody alike and at once; what follows happens behind the answer.
async fn ask(site: &Arc<Site>, parts: &Parts, slug: Option<String>, email: &str) -> Response {
    let realm = match realm::find(site, parts, slug.as_deref()).await {
        Ok(Found::Realm(realm)) => realm,
        Ok(Found::Several | Found::None) => return Redirect::to(sign_in::FORM).into_response(),
        Err(error) => return failure::answer(&error, parts),
    };
    let outcome = match Email::parse(email) {
        Ok(email) => {
            let (site, address) = (Arc::clone(site), failure::origin(parts).address);
            let sending = async move {
                let suspects = [
                    Some(Suspect::Forgetful(realm.reseller, email.key())),
                    address.map(Suspect::asking),
                ];
                if let Err(error) = send(&site, &realm, email, suspects).await {
                    tracing::error!(%error, "a link for a forgotten password could not be kept");
                }
            };
            tokio::spawn(speaking(words::language(), sending));
            Outcome::Done
        }
        Err(issue) => Outcome::Refused {
            error: Error::invalid(Field::Email, issue),
            fields: vec![(Field::Email.as_str().to_owned(), email.to_owned())],
        },
    };
    let page = slug.map_or(FORGOT.to_owned(), |slug| format!("{FORGOT}/{slug}"));
    let mut response = Redirect::to(&page).into_response();
    let path = FORGOT.to_owned();
    flash::leave(site, response.headers_mut(), Flash { path, outcome });
    response
}

/// Puts a link into the outbox, unless it was asked for too often: nobody's mailbox is filled.
async fn send(
    site: &Site,
    realm: &Realm,
    email: Email,
    suspects: [Option<Suspect>; 2],
) -> Result<()> {
    let now = site.clock.now();
    for suspect in suspects.into_iter().flatten() {
        let mut asked = site.attempts.of(suspect, now).await;
        if asked.wait(now).is_some() {
            tracing::info!(reseller = %realm.reseller, "a password was forgotten too often");
            return Ok(());
        }
        asked.add(now);
    }
    let issued = site
        .secrets
        .issue_link(links::path(KIND), PASSWORD_RESET_SECONDS)?;
    let head = site.sign_ins.letterhead_of(realm).await?;
    let mail = app::mail::password_reset(&head, &issued.url, &email);
    site.sign_ins
        .request_reset(realm, &email, issued.link, mail)
        .await
}

/// `POST /reset/{token}`: sets the password and signs the person in.
pub async fn reset(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    parts: Parts,
    Form(form): Form<Choice>,
) -> Response {
    match reset_by(&site, &parts, &token, &form.password).await {
        Ok(response) => response,
        Err(error @ Error::Invalid(_)) => links::refused(&site, KIND, &token, error, Vec::new()),
        Err(Error::NotFound) => links::back(KIND, &token),
        // Set, but the account was turned off since: signing in says so.
        Err(Error::SignedOut) => Redirect::to(sign_in::FORM).into_response(),
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn reset_by(site: &Site, parts: &Parts, token: &str, password: &str) -> Result<Response> {
    let secret = Secret::parse(token).ok_or(Error::NotFound)?;
    let LinkState::Open(holder) = links::state(site, KIND, token).await? else {
        return Err(Error::NotFound);
    };
    let organisation = holder.organisation.as_ref().map_or("", Name::as_str);
    let known = [
        holder.name.as_str(),
        organisation,
        holder.brand.name.as_str(),
    ];
    check_strength(password, &holder.email, &known).map_err(refusal)?;
    let hashed = site.passwords.hash(password.to_owned()).await?;
    let (realm, user, subject) = site
        .sign_ins
        .reset_password_by_link(
            secret.hash(),
            hashed,
            failure::origin(parts),
            site.clock.now(),
        )
        .await?;
    tracing::info!(reseller = %realm.reseller, %user, "a password was chosen by a link");
    sign_in::enter(site, parts, &realm, (user, subject), Way::default()).await
}

/// What is typed to change one's password.
#[derive(Deserialize)]
pub struct Change {
    #[serde(default)]
    current_password: String,
    #[serde(default)]
    password: String,
}

/// `POST /profile/password`: changes the password of somebody who knows the present one.
pub async fn change(
    State(site): State<Arc<Site>>,
    parts: Parts,
    Form(form): Form<Change>,
) -> Response {
    let (outcome, mut response) = match changed(&site, &parts, form).await {
        Ok(response) => (Outcome::Done, response),
        Err(error @ Error::Invalid(_)) => {
            let fields = Vec::new();
            (
                Outcome::Refused { error, fields },
                Redirect::to(PROFILE).into_response(),
            )
        }
        Err(error) => return failure::answer(&error, &parts),
    };
    let path = CHANGE.to_owned();
    flash::leave(&site, response.headers_mut(), Flash { path, outcome });
    response
}

async fn changed(site: &Site, parts: &Parts, form: Change) -> Result<Response> {
    let visitor = Visitor::of(&parts.extensions);
    let session = visitor.session.ok_or(Error::SignedOut)?;
    let own = own(site, &session).await?;
    // Whoever finds an open browser is not to guess the password at leisure.
    let account = Suspect::Account(session.reseller(), own.email.key());
    let now = site.clock.now();
    let mut failures = site.attempts.of(account, now).await;
    if let Some(seconds) = failures.wait(now) {
        return Err(Error::invalid(
            Field::CurrentPassword,
            Issue::TooSoon { seconds },
        ));
    }
    let present = own.password_hash.clone();
    if !site
        .passwords
        .verify(form.current_password, present)
        .await?
    {
        failures.add(now);
        return Err(Error::invalid(Field::CurrentPassword, Issue::DoesNotMatch));
    }
    failures.forgive();
    drop(failures);
    let next = LocalPath::parse(PROFILE);
    replace(site, parts, &session, own, form.password, next).await
}

/// `POST /password`: sets the password of somebody who has to choose another one.
pub async fn choose(
    State(site): State<Arc<Site>>,
    parts: Parts,
    Form(form): Form<Choice>,
) -> Response {
    match chosen(&site, &parts, form.password).await {
        Ok(response) => response,
        Err(error @ Error::Invalid(_)) => {
            let back = Redirect::to(PAGE).into_response();
            flash::refused(&site, back, PAGE, error, Vec::new())
        }
        Err(Error::SignedOut) => Redirect::to(sign_in::FORM).into_response(),
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn chosen(site: &Site, parts: &Parts, password: String) -> Result<Response> {
    let visitor = Visitor::of(&parts.extensions);
    let (session, step) = visitor.pending.ok_or(Error::SignedOut)?;
    if step != Step::Password {
        return Err(Error::SignedOut);
    }
    let own = own(site, &session).await?;
    replace(site, parts, &session, own, password, None).await
}

async fn own(site: &Site, session: &Session) -> Result<OwnCredential> {
    site.sign_ins.own_credential(&Permit::ask(session)?).await
}

/// Sets another password than the present one, and goes on in a new session: all others end.
async fn replace(
    site: &Site,
    parts: &Parts,
    session: &Session,
    own: OwnCredential,
    password: String,
    next: Option<LocalPath>,
) -> Result<Response> {
    let user = session.actor().ok_or(Error::SignedOut)?;
    check_strength(&password, &own.email, &[own.name.as_str()]).map_err(refusal)?;
    let is_same = site.passwords.verify(password.clone(), own.password_hash);
    if is_same.await? {
        return Err(refusal(Issue::SameAsBefore).into());
    }
    let hashed = site.passwords.hash(password).await?;
    let realm = site
        .sign_ins
        .choose_password(&Permit::ask(session)?, hashed)
        .await?;
    let way = Way {
        next,
        is_proven: true,
    };
    sign_in::enter(site, parts, &realm, (user, session.subject()), way).await
}

fn refusal(issue: Issue) -> FieldErrors {
    FieldErrors::of(Field::Password, issue)
}
