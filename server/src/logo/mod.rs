//! Logos: taken in and made safe, and shown to everybody.

mod png;
mod svg;

use crate::assets::FOR_EVER;
use crate::flash;
use crate::http::failure;
use crate::session::{Visitor, allowed};
use crate::site::Site;
use axum::extract::multipart::{Field as Part, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::EditSettings;
use domain::brand::{Logo, LogoKind};
use domain::error::{Error, Result};
use domain::field::{Field, Issue};
use domain::id::LogoId;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::request::Parts;
use std::sync::Arc;

/// Where a logo is posted to, and what its flash is called.
pub const FORM: &str = "/settings/logo";
/// The page of that form.
const PAGE: &str = "/settings";
/// What a picture may do if somebody opens it by itself: nothing but be seen.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// `GET /logo/{id}`: another picture has another address, so that browsers may keep this one.
pub async fn show(State(site): State<Arc<Site>>, Path(id): Path<String>, parts: Parts) -> Response {
    let logo = match id.parse::<LogoId>() {
        Ok(id) => site.sign_ins.logo(id).await,
        Err(_) => Ok(None),
    };
    match logo {
        Ok(Some(logo)) => {
            let headers = [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static(logo.kind.media_type()),
                ),
                (CACHE_CONTROL, FOR_EVER),
                (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
            ];
            (headers, logo.bytes).into_response()
        }
        Ok(None) => failure::answer(&Error::NotFound, &parts),
        Err(error) => failure::answer(&error, &parts),
    }
}

/// `POST /settings/logo`: makes the picture in the field `logo` safe and keeps it.
pub async fn upload(State(site): State<Arc<Site>>, parts: Parts, upload: Multipart) -> Response {
    match take(&site, &parts, upload).await {
        Ok(()) => flash::done(&site, Redirect::to(PAGE).into_response(), FORM),
        Err(error) => flash::refused_upload(&site, &parts, (PAGE, FORM), error),
    }
}

async fn take(site: &Site, parts: &Parts, mut upload: Multipart) -> Result<()> {
    let permit = allowed::<EditSettings>(&Visitor::of(&parts.extensions))?;
    // Pictures take memory while they are looked at, as files of customers do.
    let _place = site.desk.import_place()?;
    while let Some(part) = upload.next_field().await.map_err(|error| failed(&error))? {
        if part.name() == Some(Field::Logo.as_str()) {
            let bytes = read(part).await?;
            let logo = tokio::task::spawn_blocking(move || safe(&bytes)).await;
            let logo = logo.map_err(|cause| {
                tracing::error!(%cause, "a picture could not be looked at");
                Error::Internal(None)
            })?;
            let logo = logo.map_err(|issue| Error::invalid(Field::Logo, issue))?;
            site.backend.set_logo(&permit, Some(logo)).await?;
            return Ok(());
        }
    }
    Err(Error::BadRequest)
}

/// The bytes of a picture. What is too large is read to its end, so that the browser hears why it
/// was refused.
async fn read(mut part: Part<'_>) -> Result<Vec<u8>> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(chunk) = part.chunk().await.map_err(|error| failed(&error))? {
        length = length.saturating_add(chunk.len());
        if length <= Logo::BYTES_MAX {
            bytes.extend_from_slice(&chunk);
        }
    }
    match length {
        0 => Err(Error::invalid(Field::Logo, Issue::Required)),
        1..=Logo::BYTES_MAX => Ok(bytes),
        _ => Err(Error::invalid(Field::Logo, Issue::TooManyBytes)),
    }
}

/// The picture in a file, drawn anew: what is not part of the picture is left behind.
fn safe(bytes: &[u8]) -> std::result::Result<Logo, Issue> {
    let (kind, bytes) = if bytes.starts_with(png::SIGNATURE) {
        (LogoKind::Png, png::safe(bytes)?)
    } else {
        (LogoKind::Svg, svg::safe(bytes)?)
    };
    if bytes.len() > Logo::BYTES_MAX {
        return Err(Issue::TooManyBytes);
    }
    Ok(Logo { kind, bytes })
}

fn failed(error: &MultipartError) -> Error {
    tracing::info!(%error, "an upload came to nothing");
    Error::BadRequest
}
