//! Importing in the browser: upload and check, look, apply.

use super::{Checked, apply, check};
use crate::flash;
use crate::http::failure;
use crate::session::{Visitor, allowed};
use crate::site::Site;
use axum::Json;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{ImportCustomers, Permit, Session};
use domain::customer::{CheckedFile, ImportProgress};
use domain::error::{Error, Result};
use http::StatusCode;
use http::request::Parts;
use std::fs::File;
use std::io::Seek;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

/// The page, and what its forms post to.
const PAGE: &str = "/customers/import";

/// Why an upload was not taken.
enum Refusal {
    Error(Error),
    TooLarge,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Error(Error::BadRequest),
        }
    }
}

/// `POST /customers/import`: checks the file in the field `file` and keeps it for a decision.
pub async fn upload(State(site): State<Arc<Site>>, parts: Parts, upload: Multipart) -> Response {
    match take(&site, &parts, upload).await {
        Ok(checked) => shown(&parts, checked),
        Err(Refusal::Error(error)) => flash::refused_upload(&site, &parts, (PAGE, PAGE), error),
        Err(Refusal::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

async fn take(site: &Site, parts: &Parts, mut upload: Multipart) -> Result<CheckedFile, Refusal> {
    let visitor = Visitor::of(&parts.extensions);
    let permit = allowed::<ImportCustomers>(&visitor)?;
    let session = visitor.session.ok_or(Error::SignedOut)?;
    let _place = site.desk.import_place()?;
    while let Some(field) = upload.next_field().await? {
        if field.name() == Some("file") {
            let name = field
                .file_name()
                .unwrap_or_default()
                .chars()
                .take(200)
                .collect();
            let file = store_field(field).await?;
            let Checked { report, rows } =
                check_upload(site, &permit, &session, file, name).await?;
            return Ok(site.desk.keep(&permit, site.clock.now(), report, rows)?);
        }
    }
    Err(Error::BadRequest.into())
}

/// Writes an upload to a temporary file without a name, as it comes in.
async fn store_field(mut field: Field<'_>) -> Result<File, Refusal> {
    let mut file = tempfile::tempfile().map_err(super::checking::failed)?;
    let mut writer = tokio::fs::File::from_std(file.try_clone().map_err(super::checking::failed)?);
    while let Some(bytes) = field.chunk().await? {
        writer
            .write_all(&bytes)
            .await
            .map_err(super::checking::failed)?;
    }
    writer.flush().await.map_err(super::checking::failed)?;
    file.rewind().map_err(super::checking::failed)?;
    Ok(file)
}

async fn check_upload(
    site: &Site,
    permit: &Permit<ImportCustomers>,
    session: &Session,
    file: File,
    name: String,
) -> Result<Checked> {
    let country = site.backend.viewer(session).await?.country;
    check(&*site.backend, permit, file, name, country, &|_| ()).await
}

/// `POST /customers/import/{token}/apply`: imports a checked file, whole or not at all.
pub async fn apply_uploaded(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    parts: Parts,
) -> Response {
    let visitor = Visitor::of(&parts.extensions);
    // In a task of its own: a browser that goes away does not undo what was asked for.
    let work = tokio::spawn({
        let site = Arc::clone(&site);
        async move { apply_file(&site, &visitor, &token).await }
    });
    match work.await {
        Ok(Ok(checked)) => shown(&parts, checked),
        Ok(Err(error)) => flash::refused_upload(&site, &parts, (PAGE, PAGE), error),
        Err(cause) => {
            tracing::error!(%cause, "an import came to nothing");
            flash::refused_upload(
                &site,
                &parts,
                (PAGE, PAGE),
                Error::Internal(failure::request_id(&parts)),
            )
        }
    }
}

async fn apply_file(site: &Site, visitor: &Visitor, token: &str) -> Result<CheckedFile> {
    let permit = allowed::<ImportCustomers>(visitor)?;
    let now = || site.clock.now();
    let found = site
        .desk
        .find(&permit, now(), token)
        .ok_or(Error::NotFound)?;
    // A form that is sent twice is answered as if it had been sent once.
    if found.report.applied {
        return Ok(found);
    }
    let _place = site.desk.import_place()?;
    let mut rows = site.desk.take_rows(&permit, now(), token)?;
    let again = rows.try_clone().map_err(super::checking::failed)?;
    match apply(&*site.backend, &permit, again, &|_| ()).await {
        Ok(ImportProgress { created, existing }) => {
            site.desk.note_applied(now(), token, created, existing);
            site.desk.find(&permit, now(), token).ok_or(Error::NotFound)
        }
        Err(error) => {
            if rows.rewind().is_ok() {
                site.desk.give_back(now(), token, rows);
            }
            Err(error)
        }
    }
}

fn shown(parts: &Parts, checked: CheckedFile) -> Response {
    if failure::wants_page(&parts.headers) {
        Redirect::to(&format!("{PAGE}?file={}", checked.token)).into_response()
    } else {
        Json(checked).into_response()
    }
}
