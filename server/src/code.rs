//! The second factor, between the right password and everything else.

use crate::flash;
use crate::http::failure;
use crate::secret::Secret;
use crate::session::{self, Step, Visitor};
use crate::sign_in;
use crate::site::Site;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::error::{Error, Result};
use http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;

/// The page that asks for it.
pub const PAGE: &str = "/code";

/// What is typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// `POST /code`: goes on with the session whose password was right.
pub async fn show(
    State(site): State<Arc<Site>>,
    parts: Parts,
    Form(form): Form<Typed>,
) -> Response {
    match shown(&site, &parts, &form.code).await {
        Ok(response) => response,
        Err(error @ Error::Invalid(_)) => {
            let back = Redirect::to(PAGE).into_response();
            flash::refused(&site, back, PAGE, error, Vec::new())
        }
        Err(Error::SignedOut) => Redirect::to(sign_in::FORM).into_response(),
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn shown(site: &Site, parts: &Parts, code: &str) -> Result<Response> {
    let visitor = Visitor::of(&parts.extensions);
    let (Some((person, Step::Code)), Some(token)) = (visitor.pending, visitor.token) else {
        return Err(Error::SignedOut);
    };
    let secret = Secret::random()?;
    let proof = site.secrets.proof(code);
    site.sign_ins
        .prove_code(&person, token, secret.hash(), proof, site.clock.now())
        .await?;
    let mut response = Redirect::to("/").into_response();
    session::renew(site, response.headers_mut(), &secret);
    Ok(response)
}
