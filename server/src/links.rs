//! What pages of links that work once have in common.

use crate::flash;
use crate::secret::Secret;
use crate::site::Site;
use axum::response::{IntoResponse, Redirect, Response};
use domain::error::{Error, Result};
use domain::link::{LinkKind, LinkState};

/// The path of the pages of a kind of link, before its token.
pub const fn path(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Invitation => "/invitation",
        LinkKind::PasswordReset => "/reset",
        LinkKind::CustomerInvitation => "/join",
        LinkKind::Verification => "/verify",
    }
}

/// What the token in a link is worth.
pub async fn state(site: &Site, kind: LinkKind, token: &str) -> Result<LinkState> {
    match Secret::parse(token) {
        Some(secret) => {
            let now = site.clock.now();
            site.sign_ins.link(kind, secret.hash(), now).await
        }
        None => Ok(LinkState::Unknown),
    }
}

/// Back to the page of a link, which says what it is worth.
pub fn back(kind: LinkKind, token: &str) -> Response {
    // Only what may be a token goes into the address; anything else has no page anyway.
    let token = Secret::parse(token).map(|secret| secret.to_string());
    let token = token.unwrap_or_default();
    Redirect::to(&format!("{}/{token}", path(kind))).into_response()
}

/// Back to the page of a link, with the refusal and what was typed.
pub fn refused(
    site: &Site,
    kind: LinkKind,
    token: &str,
    error: Error,
    fields: Vec<(String, String)>,
) -> Response {
    flash::refused(site, back(kind, token), path(kind), error, fields)
}
