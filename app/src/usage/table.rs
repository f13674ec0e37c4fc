//! The same numbers as a table, for those who would rather read than look.

use super::picture::{Strand, has_begun, slot_names, strands};
use super::query::UsageAsked;
use super::words::{grain_words, percentage, picture_words};
use crate::transcriptions::{duration, hours};
use crate::ui::{Markup, count, html};
use crate::words::t;
use domain::usage::{Usage, UsageReport};

/// A column: its heading, and what stands in it.
struct Column<'a> {
    heading: String,
    cell: Box<dyn Fn(Option<usize>) -> String + 'a>,
}

/// The table. Slots that are yet to come have no row.
pub(crate) fn table(asked: &UsageAsked, report: &UsageReport) -> Markup {
    let strands = strands(asked, report);
    let columns = match strands.as_slice() {
        [all] if all.name.is_none() => columns_of_all(all),
        strands => columns_of_parts(strands),
    };
    let slots = report.slots.iter().zip(slot_names(&report.slots));
    let rows = slots
        .enumerate()
        .filter(|(_, (slot, _))| has_begun(slot, report));
    html! {
        table.plain-table.usage-numbers {
            caption.unseen { (picture_words(asked.grain)) }
            thead {
                tr {
                    th scope="col" { (grain_words(asked.grain)) }
                    @for column in &columns { th scope="col" data-at-end { (column.heading) } }
                }
            }
            tbody {
                @for (at, (_, name)) in rows { (row(&name, &columns, Some(at))) }
            }
            tfoot { (row(t!("Total"), &columns, None)) }
        }
    }
}

/// A row about a slot, or about all of them.
fn row(name: &str, columns: &[Column<'_>], at: Option<usize>) -> Markup {
    html! {
        tr {
            th scope="row" { (name) }
            @for column in columns { td data-at-end { ((column.cell)(at)) } }
        }
    }
}

fn columns_of_all(all: &Strand) -> Vec<Column<'_>> {
    let column = |heading: &str, words: fn(&Usage) -> String| Column {
        heading: heading.to_owned(),
        cell: Box::new(move |at| words(usage(all, at))),
    };
    vec![
        column(t!("Audio hours"), |usage| hours(usage.audio_ms)),
        column(t!("Transcriptions"), |usage| {
            count(usage.transcriptions().unsigned_abs())
        }),
        column(t!("Failure rate"), |usage| {
            let failed = usage.failed_per_mille();
            failed.map_or_else(|| "—".to_owned(), percentage)
        }),
        column(t!("Average length"), |usage| {
            let average = usage.average_ms();
            average.map_or_else(|| "—".to_owned(), duration)
        }),
    ]
}

fn columns_of_parts(strands: &[Strand]) -> Vec<Column<'_>> {
    let mut columns: Vec<Column<'_>> = strands
        .iter()
        .map(|strand| Column {
            heading: strand.name.clone().unwrap_or_default(),
            cell: Box::new(move |at| hours(usage(strand, at).audio_ms)),
        })
        .collect();
    let all = move |at| hours(strands.iter().map(|it| usage(it, at).audio_ms).sum());
    columns.push(Column {
        heading: t!("Total").to_owned(),
        cell: Box::new(all),
    });
    columns
}

/// The usage of a slot, or of all of them.
fn usage(strand: &Strand, at: Option<usize>) -> &Usage {
    let slot = at.and_then(|at| strand.slots.get(at));
    slot.unwrap_or(&strand.total)
}
