//! Letting programs in: who they are, how often they ask, and whether they have asked before.

use super::problem::Refusal;
use crate::api_token;
use crate::http::failure;
use crate::randomness::Randomness;
use crate::session::Visitor;
use crate::site::Site;
use crate::vault::Vault;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::access::{Grants, Permit, Session};
use domain::api_token::{Bearer, Holder, TokenGrant, TokenUse};
use domain::error::Conflict;
use domain::id::CustomerId;
use domain::once::Once;
use domain::{Backend, Error};
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::sync::Arc;

/// The most bytes of a body: a request of 10,000 events.
pub const BODY_MAX: usize = 10 * 1024 * 1024;
/// The name of the header by which a request has its effect once.
const ONCE_HEADER: &str = "idempotency-key";
/// The most characters of its value.
pub const ONCE_MAX: usize = 255;

/// The program that sends a request.
#[derive(Clone)]
pub struct Caller {
    /// Who it is.
    pub session: Session,
    /// Whose token it has.
    pub of: Holder,
    is_active: bool,
    secret: Arc<str>,
}

impl Caller {
    /// The permit for `P`, if the token was made for it and its customer is active.
    pub fn allowed<P: Grants>(&self) -> Result<Permit<P>, Refusal> {
        if !self.is_active {
            return Err(Error::Conflict(Conflict::CustomerInactive).into());
        }
        self.allowed_even_inactive()
    }

    /// The permit for `P`, also for a customer that was turned off: what it has begun it may end.
    pub fn allowed_even_inactive<P: Grants>(&self) -> Result<Permit<P>, Refusal> {
        Ok(Permit::ask(&self.session)?)
    }

    /// The customer whose token it is.
    pub fn customer(&self) -> Result<CustomerId, Refusal> {
        Ok(self.of.customer().ok_or(Error::NotFound)?)
    }

    /// What makes links and tokens: the same ones for a request that is sent again.
    pub fn secrets(&self, site: &Site) -> Result<Vault, Refusal> {
        let vault = site.vault();
        Ok(match self.session.once_only() {
            Some(once) => vault.of(Randomness::of_request(self.secret.as_bytes(), once)?),
            None => vault,
        })
    }
}

/// Beyond the gate there is always a caller.
impl FromRequestParts<Arc<Site>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Site>) -> Result<Self, Refusal> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or_else(|| Error::SignedOut.into())
    }
}

/// The store, as handlers ask it.
pub struct Store(pub Arc<dyn Backend>);

impl FromRequestParts<Arc<Site>> for Store {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, site: &Arc<Site>) -> Result<Self, Infallible> {
        Ok(Self(Arc::clone(&site.backend)))
    }
}

/// Lets a request in, or says why not.
pub async fn let_in(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (secret, bearer) = match bearer(&site, &parts.headers).await {
        Ok(bearer) => bearer,
        Err(problem) => return problem.into_response(),
    };
    let grant = TokenGrant {
        id: bearer.id,
        scopes: bearer.scopes,
    };
    let origin = failure::origin(&parts);
    let session = Session::of_token(bearer.reseller, bearer.of.subject(), grant, origin);
    site.programs.note(TokenUse {
        reseller: bearer.reseller,
        customer: bearer.of.customer(),
        id: bearer.id,
        at: site.clock.now(),
    });
    let standing = site.programs.limits.count(bearer.id);
    let caller = Caller {
        session: session.clone(),
        of: bearer.of,
        is_active: bearer.is_active,
        secret: secret.into(),
    };
    let mut response = match standing.check() {
        Ok(()) => once(&site, caller, parts, body, next).await,
        Err(problem) => problem.into_response(),
    };
    standing.tell(response.headers_mut());
    response.extensions_mut().insert(Visitor {
        session: Some(session),
        ..Visitor::default()
    });
    response
}

/// The token of a request, and whom it stands for.
async fn bearer(site: &Site, headers: &HeaderMap) -> Result<(String, Bearer), Refusal> {
    let refused =
        |code, title, detail: &str| Refusal::new(StatusCode::UNAUTHORIZED, code, title, detail);
    let Some(token) = said(headers) else {
        return Err(refused(
            "token_missing",
            "A token is needed",
            "Send it in the header Authorization, as: Bearer ent_…",
        ));
    };
    let known = match api_token::check(token) {
        Some(hash) => site.programs.bearer(site, hash).await?,
        None => None,
    };
    let Some(bearer) = known else {
        return Err(refused(
            "token_unknown",
            "There is no such token",
            "Look whether it was copied whole.",
        ));
    };
    if bearer.is_revoked {
        return Err(refused(
            "token_revoked",
            "The token was revoked",
            "Make another one in the console.",
        ));
    }
    if bearer.expires_at.is_some_and(|end| site.clock.now() >= end) {
        return Err(refused(
            "token_expired",
            "The time of the token is over",
            "Make another one in the console.",
        ));
    }
    Ok((token.to_owned(), bearer))
}

/// What stands behind `Bearer` (RFC 6750).
fn said(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim())
        .filter(|token| !token.is_empty())
}

/// Passes a request on, and if its sender named it, as one that has its effect once.
async fn once(site: &Arc<Site>, caller: Caller, parts: Parts, body: Body, next: Next) -> Response {
    let named = match (&parts.method, parts.headers.get(ONCE_HEADER)) {
        (&Method::POST, Some(value)) => value.to_str().unwrap_or_default().to_owned(),
        _ => return pass(caller, parts, body, next).await,
    };
    let is_name = (1..=ONCE_MAX).contains(&named.len());
    if !is_name || !named.bytes().all(|it| matches!(it, b' '..=b'~')) {
        return Refusal::new(
            StatusCode::BAD_REQUEST,
            "idempotency_key_invalid",
            "The header Idempotency-Key cannot be read",
            "Use 1 to 255 visible ASCII characters, such as a UUID.",
        )
        .into_response();
    }
    let Ok(body) = to_bytes(body, BODY_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let once = Once {
        key: Sha256::digest(named.as_bytes()).into(),
        fingerprint: fingerprint(&parts, &body),
    };
    let token = caller.session.token().map(|token| token.id);
    let under_way = token.map(|token| site.programs.begin(token, once.key));
    if matches!(under_way, Some(None)) {
        return Refusal::from(Error::Conflict(Conflict::UnderWay)).into_response();
    }
    let caller = Caller {
        session: caller.session.once(once),
        ..caller
    };
    pass(caller, parts, Body::from(body), next).await
}

async fn pass(caller: Caller, mut parts: Parts, body: Body, next: Next) -> Response {
    parts.extensions.insert(caller);
    next.run(Request::from_parts(parts, body)).await
}

/// What a request asks for.
fn fingerprint(parts: &Parts, body: &Bytes) -> [u8; 32] {
    let address = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let mut digest = Sha256::new();
    for part in [parts.method.as_str().as_bytes(), address.as_bytes(), body] {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}
