//! Sign-in sessions: the cookie, and who it stands for.

use crate::code;
use crate::cookie;
use crate::http::failure;
use crate::password;
use crate::secret::Secret;
use crate::site::Site;
use crate::support;
use app::words::speaking;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::access::Session;
use domain::language::Language;
use domain::sign_in::{SecretHash, SessionEnd, SessionState};
use domain::timestamp::Timestamp;
use domain::user::Role;
use domain::{Error, Result};
use http::{HeaderMap, HeaderValue};
use std::sync::Arc;

/// The cookie's name, before what `cookie::name_at` puts in front.
const COOKIE: &str = "session";
/// Remembers the realm somebody signed in to last, so that an ended session finds its door again.
const REALM_COOKIE: &str = "realm";
/// How long a realm is remembered, in seconds: a year.
const REALM_SECONDS: u32 = 365 * 24 * 60 * 60;
/// How often a session's last request is written down, in microseconds: once a minute.
const TOUCH_MICROS: i64 = 60 * 1_000_000;

/// What has to be done between the right password and everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Showing the second factor.
    Code,
    /// Choosing another password.
    Password,
}

impl Step {
    /// The page it is done on.
    pub const fn page(self) -> &'static str {
        match self {
            Self::Code => code::PAGE,
            Self::Password => password::PAGE,
        }
    }
}

/// Who sends a request. In the extensions of requests, and of answers for the log.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Who is signed in.
    pub session: Option<Session>,
    /// Who is signed in but has something to do before anything else.
    pub pending: Option<(Session, Step)>,
    /// Why nobody is, although a cookie says so.
    pub ended: Option<SessionEnd>,
    /// The session that the cookie stands for, good or not.
    pub token: Option<SecretHash>,
    /// Whether nobody is signed in because the request is made in a support login that is over.
    pub is_support_over: bool,
    /// The language that they have chosen, if any.
    pub language: Option<Language>,
}

impl Visitor {
    /// What the visitor is here, if signed in.
    pub fn role(&self) -> Option<Role> {
        self.session
            .as_ref()
            .map(|session| session.subject().role())
    }

    /// Whether the visitor is in the console of a customer to support it.
    pub fn is_in_support(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.support().is_some())
    }

    /// The visitor of a request that came past [`recognise`].
    pub fn of(extensions: &http::Extensions) -> Self {
        extensions.get().cloned().unwrap_or_default()
    }
}

/// Finds out who sends a request, and has it answered in the language they
/// have chosen. A store that cannot be asked is no reason to call somebody
/// signed out: then the request fails.
pub async fn recognise(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visitor = match visitor(&site, &parts, true).await {
        Ok(visitor) => visitor,
        Err(error) => return failure::answer(&error, &parts),
    };
    parts.extensions.insert(visitor.clone());
    let answer = next.run(Request::from_parts(parts, body));
    let mut response = match visitor.language {
        Some(language) => speaking(language, answer).await,
        None => answer.await,
    };
    response.extensions_mut().insert(visitor);
    response
}

/// Who has sent a request that is still being answered, as it is now. It is no sign of them.
pub async fn visitor_again(site: &Site, parts: &http::request::Parts) -> Result<Visitor> {
    visitor(site, parts, false).await
}

async fn visitor(site: &Site, parts: &http::request::Parts, is_sign: bool) -> Result<Visitor> {
    let name = cookie::name_at(&site.config.public_url, COOKIE);
    let Some(secret) = cookie::read(&parts.headers, &name).and_then(Secret::parse) else {
        return Ok(Visitor::default());
    };
    let (token, now) = (secret.hash(), site.clock.now());
    let mut visitor = Visitor {
        token: Some(token),
        ..Visitor::default()
    };
    match site.sign_ins.session(token, now).await? {
        SessionState::Live {
            reseller,
            user,
            subject,
            last_seen_at,
            must_change_password,
            awaits_code,
            language,
        } => {
            visitor.language = language;
            if is_sign {
                touch(site, token, last_seen_at, now).await;
            }
            let origin = failure::origin(parts);
            let session = Session::of_user(reseller, subject, user, origin);
            match (awaits_code, must_change_password) {
                (true, _) => visitor.pending = Some((session, Step::Code)),
                (false, true) => visitor.pending = Some((session, Step::Password)),
                (false, false) => visitor.session = Some(session),
            }
        }
        SessionState::Ended(end) => visitor.ended = Some(end),
        SessionState::Unknown => {}
    }
    support::look(site, parts, visitor).await
}

/// A session that could not be touched ends a minute early; the request itself is fine.
async fn touch(site: &Site, token: SecretHash, last_seen: Timestamp, now: Timestamp) {
    if now.micros() - last_seen.micros() >= TOUCH_MICROS
        && let Err(error) = site.sign_ins.touch_session(token, now).await
    {
        tracing::warn!(%error, "a session could not be touched");
    }
}

/// Makes the browser keep a new session, and the realm it belongs to.
pub fn keep(site: &Site, headers: &mut HeaderMap, secret: &Secret, slug: &str) {
    renew(site, headers, secret);
    let url = &site.config.public_url;
    append(
        headers,
        cookie::set(url, REALM_COOKIE, slug, Some(REALM_SECONDS)),
    );
}

/// Makes the browser keep what its session is found by from now on.
pub fn renew(site: &Site, headers: &mut HeaderMap, secret: &Secret) {
    let url = &site.config.public_url;
    append(headers, cookie::set(url, COOKIE, &secret.to_string(), None));
}

/// Makes the browser forget its session.
pub fn forget(site: &Site, headers: &mut HeaderMap) {
    append(
        headers,
        cookie::set(&site.config.public_url, COOKIE, "", Some(0)),
    );
}

/// The slug of the realm that was signed in to last.
pub fn last_realm<'a>(site: &Site, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie::read(
        headers,
        &cookie::name_at(&site.config.public_url, REALM_COOKIE),
    )
}

fn append(headers: &mut HeaderMap, line: Option<HeaderValue>) {
    if let Some(line) = line {
        headers.append(http::header::SET_COOKIE, line);
    }
}

/// What a plain route's handler is given: the permit, or the refusal.
pub fn allowed<P: domain::access::Grants>(visitor: &Visitor) -> Result<domain::access::Permit<P>> {
    let nobody = if visitor.is_support_over {
        Error::SupportOver
    } else {
        Error::SignedOut
    };
    domain::access::Permit::ask(visitor.session.as_ref().ok_or(nobody)?)
}
