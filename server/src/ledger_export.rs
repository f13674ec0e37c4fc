//! A ledger as a CSV file (RFC 4180), streamed: one line for each entry, latest first.

use crate::csv_file::{self, failed};
use crate::http::failure;
use crate::pages::query_value;
use crate::session::{Visitor, allowed};
use crate::site::Site;
use app::ledger::ledger_from_query;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Permit, ViewMoney};
use domain::csv_cell::guard;
use domain::id::CustomerId;
use domain::ledger::{LedgerEntry, LedgerFilter};
use domain::{Backend, Error, Result};
use futures::stream::{Stream, try_unfold};
use http::request::Parts;
use std::sync::Arc;

/// Entries that are asked for in one go.
const CHUNK: u32 = 500;
/// The columns, in the order in which they are written.
const COLUMNS: [&str; 14] = [
    "number",
    "id",
    "at",
    "bucket",
    "reason",
    "amount",
    "total",
    "currency",
    "expires_at",
    "comment",
    "actor",
    "support",
    "reverses",
    "reversed_by",
];

/// `GET /ledger/export?…`: exactly what the page with the same query shows, all of it. `customer` says
/// whose it is; without one it is the signed-in person's own organisation.
pub async fn export(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    match exported(&site, &parts).await {
        Ok(response) => response,
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn exported(site: &Site, parts: &Parts) -> Result<Response> {
    let permit = allowed::<ViewMoney>(&Visitor::of(&parts.extensions))?;
    let place = site.desk.export_place()?;
    let wanted = query_value(parts, "customer").map(|id| id.parse().map_err(|_| Error::NotFound));
    let customer = wanted.transpose()?.or(permit.scope().customer());
    let customer = customer.ok_or(Error::NotFound)?;
    // Whose ledger is not there is said before the file begins.
    site.backend.account(&permit, customer).await?;
    let filter = ledger_from_query(parts.uri.query().unwrap_or_default());
    let lines = csv(Arc::clone(&site.backend), permit, customer, filter);
    Ok(csv_file::download(site, "ledger", place, lines))
}

/// How far an export has come.
enum Progress {
    Header,
    Before(Option<u64>),
    Done,
}

/// The lines of the file, header first.
pub fn csv(
    backend: Arc<dyn Backend>,
    permit: Permit<ViewMoney>,
    customer: CustomerId,
    filter: LedgerFilter,
) -> impl Stream<Item = Result<Bytes>> + Send {
    let state = (backend, permit, filter, Progress::Header);
    try_unfold(
        state,
        move |(backend, permit, filter, progress)| async move {
            let (bytes, progress) = match progress {
                Progress::Header => (lines([COLUMNS.map(str::to_owned)])?, Progress::Before(None)),
                Progress::Done => return Ok(None),
                Progress::Before(before) => {
                    let entries = backend
                        .ledger_before(&permit, customer, &filter, before, CHUNK)
                        .await?;
                    let next = match entries.last() {
                        Some(last) if entries.len() == CHUNK as usize => {
                            Progress::Before(Some(last.number))
                        }
                        Some(_) | None => Progress::Done,
                    };
                    (lines(entries.iter().map(record))?, next)
                }
            };
            Ok(Some((bytes, (backend, permit, filter, progress))))
        },
    )
}

/// The line of one entry, safe to open in a spreadsheet.
fn record(entry: &LedgerEntry) -> [String; 14] {
    let text = |text: Option<&String>| guard(text.map_or("", String::as_str)).into_owned();
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        entry.number.to_string(),
        entry.id.to_string(),
        entry.at.to_string(),
        entry.bucket.as_str().to_owned(),
        entry.reason.as_str().to_owned(),
        entry.amount.plain(),
        entry.total.plain(),
        entry.amount.currency().code().to_owned(),
        entry.expire_at.map(|at| at.to_string()).unwrap_or_default(),
        text(entry.comment.as_ref()),
        text(entry.actor_name.as_ref()),
        entry.support.map_or("", |mode| mode.as_str()).to_owned(),
        number(entry.reverses),
        number(entry.reversed_by),
    ]
}

fn lines(records: impl IntoIterator<Item = [String; 14]>) -> Result<Bytes> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(&record).map_err(failed)?;
    }
    writer.into_inner().map(Bytes::from).map_err(failed)
}
