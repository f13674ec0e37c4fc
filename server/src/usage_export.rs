//! Usage as a file, as a page shows it.

use crate::http::failure;
use crate::pages::query_value;
use crate::session::{Visitor, allowed};
use crate::site::Site;
use crate::usage_csv;
use app::dashboard::range_from_query;
use app::usage::asked_from_query;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::access::{ViewDashboard, ViewUsage};
use domain::dashboard::Dashboards;
use domain::usage::{UsageReport, UsageReports};
use domain::{Error, Result};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::request::Parts;
use std::sync::Arc;

/// `GET /usage/export`: the usage of a customer, or of one's own organisation, as CSV.
pub async fn export(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    match exported(&site, &parts).await {
        Ok(response) => response,
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn exported(site: &Site, parts: &Parts) -> Result<Response> {
    let permit = allowed::<ViewUsage>(&Visitor::of(&parts.extensions))?;
    let wanted = query_value(parts, "customer").map(|id| id.parse().map_err(|_| Error::NotFound));
    let customer = wanted.transpose()?.or(permit.scope().customer());
    let asked = asked_from_query(parts.uri.query().unwrap_or_default());
    let query = asked.of(customer.ok_or(Error::NotFound)?);
    file(&site.store.usage(&permit, &query, site.clock.now()).await?)
}

/// `GET /dashboard/export`: the usage of all customers, as the dashboard shows it.
pub async fn export_all(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    match exported_all(&site, &parts).await {
        Ok(response) => response,
        Err(error) => failure::answer(&error, &parts),
    }
}

async fn exported_all(site: &Site, parts: &Parts) -> Result<Response> {
    let permit = allowed::<ViewDashboard>(&Visitor::of(&parts.extensions))?;
    let range = range_from_query(parts.uri.query().unwrap_or_default());
    let now = site.clock.now();
    file(&site.store.dashboard(&permit, range, now).await?.usage)
}

fn file(report: &UsageReport) -> Result<Response> {
    let name = format!("usage-{}-{}.csv", report.days.from, report.days.to);
    let headers = [
        (CONTENT_TYPE, usage_csv::MEDIA_TYPE.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, usage_csv::lines(report)?).into_response())
}
