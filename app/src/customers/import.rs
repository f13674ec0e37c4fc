//! Bringing in a file of customers: it is checked first, and applied whole or not at all.

use crate::flash::{Flash, flash_of};
use crate::ui::{
    Alert, Button, ButtonKind, Card, Glyph, Icon, LinkButton, Look, PageHead, count, issue_words,
};
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
        <Title text="Import customers"/>
        <PageHead
            title="Import customers"
            subtitle="From a CSV file. It is checked first; nothing is written before you say so."
        />
        <Alert error=Signal::stored(refusal)/>
        {checked.map(|checked| view! { <Report checked/> })}
        <Card title=if has_report { "Another file" } else { "File" }>
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
                    <label for="import-file">"CSV file"</label>
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
                    "UTF-8, with a header. Columns: " {columns}
                    ". Only name and email have to be there. Customers whose email is known already \
                    are left as they are."
                </p>
            </div>
            <div class="form-foot">
                <Button look=Look::Primary kind=ButtonKind::Submit busy>
                    "Check file"
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
                    <dt>"Rows"</dt><dd>{count(report.rows)}</dd>
                    <dt>{if report.applied { "Created" } else { "New" }}</dt><dd>{count(report.new)}</dd>
                    <dt>"Here already"</dt><dd>{count(report.existing)}</dd>
                    <dt>"Faults"</dt><dd>{count(report.fault_count)}</dd>
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
                            {format!("Import {} customers", count(new))}
                        </Button>
                    </form>
                })}
                <LinkButton href="/customers">"Go to customers"</LinkButton>
            </div>
        </Card>
    }
}

fn verdict(report: &ImportReport) -> String {
    let new = count(report.new);
    match report {
        ImportReport { applied: true, .. } => format!("{new} customers imported."),
        ImportReport {
            fault_count: 0,
            new: 0,
            ..
        } => "Nothing to import: all of these customers are here already.".to_owned(),
        ImportReport { fault_count: 0, .. } => {
            format!("The file is in order. {new} customers would be created.")
        }
        ImportReport { fault_count: 1, .. } => {
            "The file has a fault. Nothing is imported until it is mended.".to_owned()
        }
        ImportReport { fault_count, .. } => format!(
            "The file has {} faults. Nothing is imported until they are mended.",
            count(*fault_count)
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
                <caption class="unseen">"Faults of the file"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Line"</th>
                        <th scope="col">"Column"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Reason"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(unlisted > 0).then(|| view! {
            <p class="card-text aside">{format!("And {} more.", count(unlisted))}</p>
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

fn problem_words(fault: &ImportFault) -> String {
    match &fault.problem {
        ImportProblem::Issue(issue) => {
            let column = fault.column.as_deref().unwrap_or_default();
            let known = CustomerRecord::COLUMNS
                .into_iter()
                .find(|field| field.as_str() == column);
            issue_words(known.unwrap_or(Field::Name), issue)
        }
        ImportProblem::MissingColumn => "The file has no such column, but needs one.".to_owned(),
        ImportProblem::UnknownColumn => "There is no such column. Remove or rename it.".to_owned(),
        ImportProblem::RepeatedColumn => "This column stands twice in the header.".to_owned(),
        ImportProblem::CellCount { expected, found } => {
            format!("The line has {found} cells, but the header {expected}.")
        }
        ImportProblem::NotUtf8 => "The line is not UTF-8. Save the file as UTF-8.".to_owned(),
        ImportProblem::Empty => "The file has no customers.".to_owned(),
    }
}
