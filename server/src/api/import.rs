//! Customers from a CSV file over HTTP: all of them or none. For tokens of the reseller.

use super::body::{StrictQuery, all, media_type, not_taken};
use super::gate::{Caller, Store};
use super::house;
use super::paging::flag;
use super::problem::{Answer, FieldProblem, Refusal, coded};
use crate::customers::{Checked, apply, check, failed};
use crate::site::Site;
use app::customers::problem_words;
use app::words::speaking;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Request, State};
use domain::Error;
use domain::access::{ImportCustomers, Permit};
use domain::customer::{ImportFault, ImportProblem, ImportProgress, ImportReport};
use domain::language::Language;
use domain::phone::Country;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Seek, Write};
use std::sync::Arc;
use tokio::task::spawn_blocking;
use utoipa::{IntoParams, ToSchema};

/// What is done with the file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// `true`: only say what would become of it.
    #[param(value_type = Option<bool>)]
    dry_run: Option<String>,
}

/// What became of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportOutcome {
    /// Lines with customers.
    rows: u64,
    /// Customers that are new.
    created: u64,
    /// Customers that were there already, by their email. They are left as they are.
    existing: u64,
    /// Whether nothing was written.
    dry_run: bool,
    /// How much is wrong with the file. With anything wrong nothing is imported.
    error_count: u64,
    /// What is wrong, line by line: 1,000 faults at most. Pointers name lines (RFC 7111).
    errors: Vec<FieldProblem>,
}

/// Add customers from a CSV file with a header, in UTF-8: all of them or none.
#[utoipa::path(
    post, path = "/customers/import", tag = "Customers", operation_id = "import_customers",
    params(ImportQuery),
    request_body(
        description = "The columns of the file that the list is sent as; name and email have to be there. Up to 10 MB",
        content((String = "text/csv")),
    ),
    responses(
        (status = 200, description = "What became of the file", body = ImportOutcome),
    ),
    security(("token" = ["customers:write"]))
)]
pub async fn import(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    StrictQuery(query): StrictQuery<ImportQuery>,
    request: Request,
) -> Answer<Json<ImportOutcome>> {
    let permit = caller.allowed::<ImportCustomers>()?;
    let dry_run = flag("dry_run", query.dry_run.as_deref())?;
    let (parts, body) = request.into_parts();
    if media_type(&parts.headers) != "text/csv" {
        return Err(not_taken("text/csv"));
    }
    let place = site.desk.import_place()?;
    let body = all(body).await?;
    let country = store.settings(&house::permit(&caller)?).await?;
    let country = country.settings.country;
    // In a task of its own: a program that goes away does not undo what it has asked for.
    let work = tokio::spawn(speaking(Language::English, async move {
        let _place = place;
        take(&site, &permit, body, country, dry_run).await
    }));
    let outcome = work.await.map_err(|_| Error::Internal(None))?;
    Ok(Json(outcome?))
}

async fn take(
    site: &Site,
    permit: &Permit<ImportCustomers>,
    body: Bytes,
    country: Country,
    dry_run: bool,
) -> Result<ImportOutcome, Refusal> {
    let file = spawn_blocking(move || file_of(&body)).await;
    let file = file.map_err(failed)??;
    let customers = &*site.backend;
    let Checked { report, rows } =
        check(customers, permit, file, String::new(), country, &|_| ()).await?;
    if dry_run {
        return Ok(outcome(&report, None));
    }
    if report.fault_count > 0 {
        return Err(Refusal::invalid(problems(&report)));
    }
    let progress = apply(customers, permit, rows, &|_| ()).await?;
    Ok(outcome(&report, Some(progress)))
}

/// What was sent, as a file without a name.
fn file_of(body: &[u8]) -> Result<File, Error> {
    let mut file = tempfile::tempfile().map_err(failed)?;
    file.write_all(body).map_err(failed)?;
    file.rewind().map_err(failed)?;
    Ok(file)
}

fn outcome(report: &ImportReport, done: Option<ImportProgress>) -> ImportOutcome {
    ImportOutcome {
        rows: report.rows,
        created: done.map_or(report.new, |done| done.created),
        existing: done.map_or(report.existing, |done| done.existing),
        dry_run: done.is_none(),
        error_count: report.fault_count,
        errors: problems(report),
    }
}

fn problems(report: &ImportReport) -> Vec<FieldProblem> {
    report.faults.iter().map(problem).collect()
}

fn problem(fault: &ImportFault) -> FieldProblem {
    let (code, params) = match &fault.problem {
        ImportProblem::Issue(issue) => coded(issue),
        other => coded(other),
    };
    let column = fault.column.as_deref();
    let words = problem_words(fault);
    FieldProblem {
        pointer: format!("#row={}", fault.line),
        code,
        detail: column.map_or_else(|| words.clone(), |column| format!("{column}: {words}")),
        params,
    }
}
