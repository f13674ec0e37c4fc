//! Customers as a CSV file (RFC 4180), streamed: one page of them is in memory at a time.

use crate::csv_file::{self, failed};
use crate::http::failure;
use crate::session::{Visitor, allowed};
use crate::site::Site;
use app::customers::listing_from_query;
use axum::body::Bytes;
use axum::extract::{RawForm, State};
use axum::response::Response;
use domain::Backend;
use domain::access::{ExportCustomers, Permit, ViewCustomers};
use domain::customer::{Customer, CustomerRecord, CustomerSelection, CustomerSort, Position};
use domain::error::{Error, Result};
use domain::field::Field;
use domain::listing::Direction;
use futures::stream::{Stream, try_unfold};
use http::request::Parts;
use std::sync::Arc;

/// Customers that are asked for in one go.
pub const CHUNK: u32 = 1_000;

/// Which customers, in which order.
pub struct Wanted {
    /// Which.
    pub selection: CustomerSelection,
    /// In which order.
    pub order: (CustomerSort, Direction),
}

/// `GET /customers/export?…`: exactly what the list with the same query shows, on all its pages.
pub async fn matching(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    let listing = listing_from_query(parts.uri.query().unwrap_or_default());
    let visitor = Visitor::of(&parts.extensions);
    let counted = async {
        let permit = allowed::<ViewCustomers>(&visitor)?;
        site.backend.count_customers(&permit, &listing.filter).await
    };
    match counted.await {
        Ok(expected) => {
            let selection = CustomerSelection::Matching {
                filter: listing.filter,
                expected,
            };
            let order = (listing.page.sort, listing.page.direction);
            answer(&site, &parts, Wanted { selection, order })
        }
        Err(error) => failure::answer(&error, &parts),
    }
}

/// `POST /customers/export` with the IDs of the selected customers in the field `ids`, separated by
/// commas.
pub async fn selected(
    State(site): State<Arc<Site>>,
    parts: Parts,
    RawForm(form): RawForm,
) -> Response {
    let ids = form_urlencoded::parse(&form).find(|(name, _)| name == "ids");
    let ids = ids.map(|(_, ids)| {
        ids.split(',')
            .map(str::parse)
            .collect::<Result<Vec<_>, _>>()
    });
    match ids {
        Some(Ok(ids)) if ids.len() <= CustomerSelection::THESE_MAX => {
            let order = (CustomerSort::default(), Direction::Descending);
            answer(
                &site,
                &parts,
                Wanted {
                    selection: CustomerSelection::These(ids),
                    order,
                },
            )
        }
        _ => failure::answer(&Error::BadRequest, &parts),
    }
}

fn answer(site: &Site, parts: &Parts, wanted: Wanted) -> Response {
    let visitor = Visitor::of(&parts.extensions);
    let place = site.desk.export_place();
    let (permit, place) = match allowed::<ExportCustomers>(&visitor).and_then(|it| Ok((it, place?)))
    {
        Ok(both) => both,
        Err(error) => return failure::answer(&error, parts),
    };
    let backend = Arc::clone(&site.backend);
    csv_file::download(site, "customers", place, csv(backend, permit, wanted))
}

/// How far an export has come.
enum Progress {
    Header,
    After(Option<Position>),
    Done,
}

/// The lines of the file, header first. An error breaks the download off, so that nobody takes a
/// part for the whole.
pub fn csv(
    backend: Arc<dyn Backend>,
    permit: Permit<ExportCustomers>,
    wanted: Wanted,
) -> impl Stream<Item = Result<Bytes>> + Send {
    let state = (backend, permit, wanted, Progress::Header);
    try_unfold(state, |(backend, permit, wanted, progress)| async move {
        let (bytes, progress) = match progress {
            Progress::Header => (header()?, Progress::After(None)),
            Progress::Done => return Ok(None),
            Progress::After(after) => {
                let Wanted { selection, order } = &wanted;
                let page =
                    backend.export_customers(&permit, selection, *order, after.as_ref(), CHUNK);
                match page.await? {
                    (customers, _) if customers.is_empty() => return Ok(None),
                    (customers, None) => (lines(&customers)?, Progress::Done),
                    (customers, after) => (lines(&customers)?, Progress::After(after)),
                }
            }
        };
        Ok(Some((bytes, (backend, permit, wanted, progress))))
    })
}

fn header() -> Result<Bytes> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(CustomerRecord::COLUMNS.map(Field::as_str))
        .map_err(failed)?;
    writer.into_inner().map(Bytes::from).map_err(failed)
}

fn lines(customers: &[Customer]) -> Result<Bytes> {
    let mut writer = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(Vec::new());
    for customer in customers {
        writer
            .serialize(CustomerRecord::of(customer))
            .map_err(failed)?;
    }
    writer.into_inner().map(Bytes::from).map_err(failed)
}
