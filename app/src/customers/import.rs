//! Bringing in a file of customers: it is checked first, and applied whole or not at all.

use crate::flash::{Flash, flash_of};
use crate::ui::{
    Alert, Button, ButtonKind, Card, Glyph, Icon, LinkButton, Look, PageHead, count, issue_words,
};
use crate::words::{t, t_view};
use domain::customer::{CheckedFile, CustomerRecord, ImportFault, ImportProblem, ImportReport};
use domain::field::Field;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where a file is posted to, and what its flash is called.
const FORM: &str = "/customers/import";

/// Takes a file, shows what is in it, and asks before anything is written.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let checked = checked_file();
    let refusal = flash_of(FORM).as_ref().and_then(Flash::error).cloned();
    let has_report = checked.is_some();
    view! {
        <Title text=t!("Import customers")/>
        <PageHead
            title=t!("Import customers")
            subtitle=t!("From a CSV file. It is checked first; nothing is written before you say so.")
        />
        <Alert error=Signal::stored(refusal)/>
        {checked.map(|checked| view! { <Report checked/> })}
        <Card title=if has_report { t!("Another file") } else { t!("File") }>
            <UploadForm/>
        </Card>
    }
}

/// The file that the address names, the same in the browser as on the server.
fn checked_file() -> Option<CheckedFile> {
    SharedValue::new(|| {
        #[cfg(feature = "ssr")]
        {
            use_context::<crate::backend::Context>().and_then(|context| context.import)
        }
        #[cfg(not(feature = "ssr"))]
        {
            None
        }
    })
    .into_inner()
}

#[component]
fn UploadForm() -> impl IntoView {
    let busy = RwSignal::new(false);
    let columns = CustomerRecord::COLUMNS.map(Field::as_str).join(", ");
    view! {
        <form
            class="form card-form"
            method="post"
            action=FORM
            enctype="multipart/form-data"
            on:submit=move |_| busy.set(true)
        >
            <div class="field">
                <div class="field-label">
                    <label for="import-file">{t!("CSV file")}</label>
                </div>
                <input
                    id="import-file"
                    class="input"
                    type="file"
                    name="file"
                    accept=".csv,text/csv"
                    required
                    aria-describedby="import-hint"
                />
                <p class="hint" id="import-hint">
                    {t_view!(
                        "UTF-8, with a header. Columns: {columns}. Only name and email have to be \
                         there. Customers whose email is known already are left as they are.",
                        columns = columns
                    )}
                </p>
            </div>
            <div class="form-foot">
                <Button look=Look::Primary kind=ButtonKind::Submit busy>
                    {t!("Check file")}
                </Button>
            </div>
        </form>
    }
}

#[component]
fn Report(checked: CheckedFile) -> impl IntoView {
    let CheckedFile { token, report } = checked;
    let title = report.file.clone();
    let verdict = verdict(&report);
    let may_apply = report.fault_count == 0 && report.new > 0 && !report.applied;
    let busy = RwSignal::new(false);
    let new = report.new;
    let glyph = if report.fault_count > 0 {
        Glyph::Warning
    } else {
        Glyph::Check
    };
    view! {
        <Card title>
            <div class="card-text">
                <p role="status" class="verdict" data-faults=(report.fault_count > 0).then_some("")>
                    <Icon glyph/>
                    <b>{verdict}</b>
                </p>
                <dl class="facts">
                    <dt>{t!("Rows")}</dt><dd>{count(report.rows)}</dd>
                    <dt>{if report.applied { t!("Created") } else { t!("New") }}</dt><dd>{count(report.new)}</dd>
                    <dt>{t!("Here already")}</dt><dd>{count(report.existing)}</dd>
                    <dt>{t!("Faults")}</dt><dd>{count(report.fault_count)}</dd>
                </dl>
            </div>
            {(!report.faults.is_empty()).then(|| view! { <Faults report=report.clone()/> })}
            <div class="card-actions">
                {may_apply.then(|| view! {
                    <form
                        method="post"
                        action=format!("{FORM}/{token}/apply")
                        on:submit=move |_| busy.set(true)
                    >
                        <Button look=Look::Primary kind=ButtonKind::Submit busy>
                            {t!("Import {number} customers", number = count(new))}
                        </Button>
                    </form>
                })}
                <LinkButton href="/customers">{t!("Go to customers")}</LinkButton>
            </div>
        </Card>
    }
}

fn verdict(report: &ImportReport) -> String {
    let new = count(report.new);
    match report {
        ImportReport { applied: true, .. } => t!("{number} customers imported.", number = new),
        ImportReport {
            fault_count: 0,
            new: 0,
            ..
        } => t!("Nothing to import: all of these customers are here already.").to_owned(),
        ImportReport { fault_count: 0, .. } => {
            t!(
                "The file is in order. {number} customers would be created.",
                number = new
            )
        }
        ImportReport { fault_count: 1, .. } => {
            t!("The file has a fault. Nothing is imported until it is mended.").to_owned()
        }
        ImportReport { fault_count, .. } => t!(
            "The file has {number} faults. Nothing is imported until they are mended.",
            number = count(*fault_count)
        ),
    }
}

#[component]
fn Faults(report: ImportReport) -> impl IntoView {
    let unlisted = report.fault_count - report.faults.len() as u64;
    let rows = report
        .faults
        .into_iter()
        .map(|fault| view! { <Fault fault/> })
        .collect_view();
    view! {
        <div class="table-scroll">
            <table class="plain-table">
                <caption class="unseen">{t!("Faults of the file")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!("Line")}</th>
                        <th scope="col">{t!("Column")}</th>
                        <th scope="col">{t!("Value")}</th>
                        <th scope="col">{t!("Reason")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(unlisted > 0).then(|| view! {
            <p class="card-text aside">{t!("And {number} more.", number = count(unlisted))}</p>
        })}
    }
}

#[component]
fn Fault(fault: ImportFault) -> impl IntoView {
    let words = problem_words(&fault);
    view! {
        <tr>
            <td>{fault.line}</td>
            <td>{fault.column}</td>
            <td><bdi class="mono">{fault.value}</bdi></td>
            <td>{words}</td>
        </tr>
    }
}

/// What is wrong with a line of a file, and what to do about it.
pub fn problem_words(fault: &ImportFault) -> String {
    match &fault.problem {
        ImportProblem::Issue(issue) => {
            let column = fault.column.as_deref().unwrap_or_default();
            let known = CustomerRecord::COLUMNS
                .into_iter()
                .find(|field| field.as_str() == column);
            issue_words(known.unwrap_or(Field::Name), issue)
        }
        ImportProblem::MissingColumn => {
            t!("The file has no such column, but needs one.").to_owned()
        }
        ImportProblem::UnknownColumn => {
            t!("There is no such column. Remove or rename it.").to_owned()
        }
        ImportProblem::RepeatedColumn => t!("This column stands twice in the header.").to_owned(),
        ImportProblem::CellCount { expected, found } => {
            t!(
                "The line has {found} cells, but the header {expected}.",
                found = found,
                expected = expected
            )
        }
        ImportProblem::NotUtf8 => t!("The line is not UTF-8. Save the file as UTF-8.").to_owned(),
        ImportProblem::Empty => t!("The file has no customers.").to_owned(),
    }
}
