//! What a request has made, and where it is from now on.

use axum::Json;
use http::header::LOCATION;
use http::{HeaderName, StatusCode};
use std::fmt::Display;

/// Something new, with its address.
pub type Made<T> = (StatusCode, [(HeaderName, String); 1], Json<T>);

/// Something new in a collection, such as `users`.
pub fn made<T>(collection: &str, id: &impl Display, thing: T) -> Made<T> {
    let address = [(LOCATION, address(collection, id))];
    (StatusCode::CREATED, address, Json(thing))
}

/// Where something is.
pub fn address(collection: &str, id: &impl Display) -> String {
    format!("{}/{collection}/{id}", super::BASE)
}
