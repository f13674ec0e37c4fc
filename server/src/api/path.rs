//! What an address is about.

use super::problem::Refusal;
use axum::extract::{FromRequestParts, Path};
use domain::Error;
use http::request::Parts;
use std::str::FromStr;

/// The ID in an address. What cannot be one is nothing's.
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &S) -> Result<Self, Refusal> {
        let text = Path::<String>::from_request_parts(parts, site).await;
        let id = text.ok().and_then(|Path(text)| text.parse().ok());
        id.map(Self).ok_or_else(|| Error::NotFound.into())
    }
}
