//! `customers import` and `customers export`.

use super::progress::Progress;
use super::{Export, Import, Trouble};
use crate::customers::export::{CHUNK, Wanted, csv};
use crate::customers::{Checked, apply, check};
use app::ui::issue_words;
use domain::access::{ExportCustomers, Grants, ImportCustomers, Permit, Session, ViewCustomers};
use domain::customer::{
    CustomerFilter, CustomerRecord, CustomerSelection, CustomerSort, Customers, ImportFault,
    ImportProblem, ImportReport,
};
use domain::field::Field;
use domain::listing::Direction;
use domain::phone::Country;
use domain::reseller::Realm;
use domain::sign_in::SignIns;
use futures::{StreamExt, pin_mut};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// Checks a file and, unless it is a dry run, imports it.
pub(super) async fn import(store: &Store, options: Import) -> Result<(), Trouble> {
    let country = Country::by_code(&options.country)
        .map_err(|issue| Trouble::Refused(issue_words(Field::Country, &issue)))?;
    let permit = permit::<ImportCustomers>(store, options.reseller.as_deref()).await?;
    let file = open(&options.file)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let name = options.file.display().to_string();
    let progress = Progress::new("Checking", size);
    let set = |position| progress.set(position);
    let Checked { report, rows } = check(store, &permit, file, name, country, &set).await?;
    drop(progress);
    if report.fault_count > 0 {
        return Err(Trouble::Refused(faults(&report)));
    }
    let ImportReport { new, existing, .. } = report;
    if options.dry_run {
        println!("{new} new, {existing} already there. Nothing was changed.");
        return Ok(());
    }
    let progress = Progress::new("Importing", new + existing);
    let set = |done| progress.set(done);
    let applied = tokio::select! {
        applied = apply(store, &permit, rows, &set) => applied?,
        _ = tokio::signal::ctrl_c() => {
            return Err(Trouble::failure("interrupted. Nothing was changed."));
        }
    };
    drop(progress);
    println!(
        "{} new, {} already there.",
        applied.created, applied.existing
    );
    Ok(())
}

fn open(path: &Path) -> Result<File, Trouble> {
    File::open(path).map_err(|cause| Trouble::failure(format!("{}: {cause}", path.display())))
}

/// Every fault on a line of its own, as compilers write them.
fn faults(report: &ImportReport) -> String {
    let mut lines: Vec<String> = report
        .faults
        .iter()
        .map(|it| line(&report.file, it))
        .collect();
    let more = report.fault_count - report.faults.len() as u64;
    if more > 0 {
        lines.push(format!("… and {more} more faults"));
    }
    lines.push(format!(
        "{} faults. Nothing was changed.",
        report.fault_count
    ));
    format!("the file has faults\n{}", lines.join("\n"))
}

fn line(file: &str, fault: &ImportFault) -> String {
    let column = fault
        .column
        .as_deref()
        .map(|column| format!(": {column}"))
        .unwrap_or_default();
    let value = match fault.value.as_str() {
        "" => String::new(),
        value => format!(" ({value})"),
    };
    format!("{file}:{}{column}: {}{value}", fault.line, words(fault))
}

fn words(fault: &ImportFault) -> String {
    let field = CustomerRecord::COLUMNS
        .into_iter()
        .find(|field| fault.column.as_deref() == Some(field.as_str()));
    match &fault.problem {
        ImportProblem::Issue(issue) => issue_words(field.unwrap_or(Field::Name), issue),
        ImportProblem::MissingColumn => "There is no such column, and it is needed.".to_owned(),
        ImportProblem::UnknownColumn => {
            let known = CustomerRecord::COLUMNS.map(Field::as_str).join(", ");
            format!("This column is not known. Known are: {known}.")
        }
        ImportProblem::RepeatedColumn => "This column stands twice in the header.".to_owned(),
        ImportProblem::CellCount { expected, found } => {
            format!("There are {found} cells where the header has {expected}.")
        }
        ImportProblem::NotUtf8 => "This is not UTF-8 text: save the file as UTF-8.".to_owned(),
        ImportProblem::Empty => "There is no customer in this file.".to_owned(),
    }
}

/// Writes all customers.
pub(super) async fn export(store: &Store, options: Export) -> Result<(), Trouble> {
    let reseller = options.reseller.as_deref();
    let filter = CustomerFilter::default();
    let counting = permit::<ViewCustomers>(store, reseller).await?;
    let expected = store.count_customers(&counting, &filter).await?;
    let selection = CustomerSelection::Matching { filter, expected };
    let wanted = Wanted {
        selection,
        order: (CustomerSort::Id, Direction::Ascending),
    };
    let lines = csv(
        Arc::new(store.clone()),
        permit::<ExportCustomers>(store, reseller).await?,
        wanted,
    );
    pin_mut!(lines);
    let mut output: Box<dyn AsyncWrite + Unpin> = match &options.output {
        Some(path) => Box::new(
            tokio::fs::File::create(path)
                .await
                .map_err(Trouble::failure)?,
        ),
        None => Box::new(tokio::io::stdout()),
    };
    let progress = options
        .output
        .is_some()
        .then(|| Progress::new("Exporting", expected));
    let mut done = 0;
    while let Some(chunk) = lines.next().await {
        let chunk = chunk?;
        output.write_all(&chunk).await.map_err(Trouble::failure)?;
        if let Some(progress) = &progress {
            done += u64::from(CHUNK);
            progress.set(done);
        }
    }
    output.flush().await.map_err(Trouble::failure)
}

/// The operator's own permit, for the reseller that is meant.
async fn permit<P: Grants>(store: &Store, slug: Option<&str>) -> Result<Permit<P>, Trouble> {
    let realm = realm(store, slug).await?;
    Ok(Permit::ask(&Session::of_operator(realm.reseller))?)
}

pub(super) async fn realm(store: &Store, slug: Option<&str>) -> Result<Realm, Trouble> {
    if let Some(slug) = slug {
        let found = store.realm_by_slug(slug).await?;
        return found.ok_or_else(|| Trouble::Refused(format!("there is no reseller {slug}")));
    }
    let mut realms = store.realms().await?;
    match (realms.len(), realms.pop()) {
        (1, Some(realm)) => Ok(realm),
        (0, _) => Err(Trouble::Refused(
            "there is no reseller yet: see reseller create".into(),
        )),
        _ => Err(Trouble::Refused(
            "there are several resellers: say which with --reseller".into(),
        )),
    }
}
