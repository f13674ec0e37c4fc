//! What a form leaves behind for the page that comes after it: a cookie, read once.

use crate::cookie;
use crate::http::failure;
use crate::site::Site;
use app::flash::{Flash, Outcome};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Error;
use http::header::SET_COOKIE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue};

const COOKIE: &str = "flash";
/// How long it waits for its page, in seconds.
const SECONDS: u32 = 60;
/// The most bytes of its value; browsers refuse cookies of more than 4,096 bytes with their name
/// and attributes.
const MAX: usize = 3_800;

/// Leaves a flash. What was typed is left out if it does not fit; the outcome always fits.
pub fn leave(site: &Site, headers: &mut HeaderMap, flash: Flash) {
    let value = Some(encode(&flash)).filter(|value| value.len() <= MAX);
    let value = value.unwrap_or_else(|| encode(&without_fields(flash)));
    append(
        headers,
        cookie::set(&site.config.public_url, COOKIE, &value, Some(SECONDS)),
    );
}

/// An answer that says on the next page that the form which posts to `path` was done.
pub fn done(site: &Site, mut answer: Response, path: &str) -> Response {
    let flash = Flash {
        path: path.to_owned(),
        outcome: Outcome::Done,
    };
    leave(site, answer.headers_mut(), flash);
    answer
}

/// An answer that says on the next page why the form which posts to `path` was refused, with what
/// had been typed into it.
pub fn refused(
    site: &Site,
    mut answer: Response,
    path: &str,
    error: Error,
    fields: Vec<(String, String)>,
) -> Response {
    let flash = Flash {
        path: path.to_owned(),
        outcome: Outcome::Refused { error, fields },
    };
    leave(site, answer.headers_mut(), flash);
    answer
}

/// A refused upload: back to its page with the reason, or for a program the reason itself.
pub fn refused_upload(
    site: &Site,
    parts: &Parts,
    (page, path): (&str, &str),
    error: Error,
) -> Response {
    if failure::wants_page(&parts.headers) {
        let back = Redirect::to(page).into_response();
        refused(site, back, path, error, Vec::new())
    } else {
        failure::answer(&error, parts)
    }
}

/// The flash that came with a request.
pub fn read(site: &Site, headers: &HeaderMap) -> Option<Flash> {
    let value = cookie::read(headers, &cookie::name_at(&site.config.public_url, COOKIE))?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
}

/// Takes the flash away, with the answer that shows it.
pub fn take_away(site: &Site, headers: &mut HeaderMap) {
    append(
        headers,
        cookie::set(&site.config.public_url, COOKIE, "", Some(0)),
    );
}

/// Whether a field may be kept: a password never leaves the request it came with.
pub fn may_keep(field: &str) -> bool {
    !field.contains("password")
}

fn encode(flash: &Flash) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(flash).unwrap_or_default())
}

fn without_fields(flash: Flash) -> Flash {
    let outcome = match flash.outcome {
        whole @ (Outcome::Done | Outcome::Made { .. }) => whole,
        Outcome::Refused { error, .. } => Outcome::Refused {
            error,
            fields: Vec::new(),
        },
    };
    Flash {
        path: flash.path,
        outcome,
    }
}

fn append(headers: &mut HeaderMap, line: Option<HeaderValue>) {
    if let Some(line) = line {
        headers.append(SET_COOKIE, line);
    }
}
