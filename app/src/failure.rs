//! Domain errors on their way from a server function to the page.

use crate::json::JsonText;
use bytes::Bytes;
use domain::error::Error;
use serde::{Deserialize, Serialize};
use server_fn::Encodes;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// What a server function answers when it refuses or fails: the domain's error, as JSON, with
/// the HTTP status that says the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Failure(pub Error);

impl Failure {
    /// The HTTP status for an error (RFC 9110).
    pub const fn status(error: &Error) -> u16 {
        match error {
            Error::BadRequest => 400,
            Error::SignedOut => 401,
            Error::Forbidden(_) | Error::ReadOnly => 403,
            Error::NotFound => 404,
            Error::Conflict(_) => 409,
            Error::SupportOver => 410,
            Error::Invalid(_) => 422,
            Error::Internal(_) => 500,
            Error::Unavailable | Error::Unreachable => 503,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        #[cfg(feature = "ssr")]
        let error = match error {
            Error::Internal(None) => Error::Internal(crate::backend::request()),
            error => error,
        };
        Self(error)
    }
}

impl From<domain::field::FieldErrors> for Failure {
    fn from(errors: domain::field::FieldErrors) -> Self {
        Self(Error::Invalid(errors))
    }
}

/// The encodings have an error type of their own. Its text may hold internals, so that it ends
/// here; only its kind goes on.
impl FromServerFnError for Failure {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(match error {
            ServerFnErrorErr::Request(_) => Error::Unreachable,
            // An answer that cannot be read comes from a server that is newer than this page, or
            // from something between the two.
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::Deserialization(_) => Error::BadRequest,
            _ => Error::Internal(None),
        })
    }

    fn ser(&self) -> Bytes {
        #[cfg(feature = "ssr")]
        set_status(&self.0);
        JsonText::encode(self).unwrap_or_default()
    }
}

/// Server functions answer every error with 500 unless told otherwise.
#[cfg(feature = "ssr")]
fn set_status(error: &Error) {
    let status = http::StatusCode::from_u16(Failure::status(error));
    if let (Some(options), Ok(status)) = (
        leptos::prelude::use_context::<leptos_axum::ResponseOptions>(),
        status,
    ) {
        options.set_status(status);
    }
}
