//! Who used the most.

use crate::transcriptions::hours;
use crate::ui::{Markup, count, html, moment};
use crate::usage::percentage;
use crate::words::{t, t_html};
use domain::dashboard::{TopCustomer, TopCustomers};
use domain::usage::Usage;

/// The customers with the most audio, as a table.
pub(super) fn top(top: &TopCustomers) -> Markup {
    if top.customers.is_empty() {
        return html! { p.part-note { (t!("Nothing was used in these days.")) } };
    }
    html! {
        div.table-scroll role="group" tabindex="0" aria-labelledby="top-title" {
            table.plain-table.usage-numbers {
                thead {
                    tr {
                        th scope="col" { (t!("Name")) }
                        th scope="col" data-at-end { (t!("Audio hours")) }
                        th scope="col" data-at-end { (t!("Transcriptions")) }
                        th scope="col" data-at-end { (t!("Failure rate")) }
                        th scope="col" { (t!("Share")) }
                    }
                }
                tbody { @for customer in &top.customers { (row(customer, &top.total)) } }
            }
        }
        p.part-note { (note(top)) }
    }
}

fn row(customer: &TopCustomer, total: &Usage) -> Markup {
    let TopCustomer { id, name, usage } = customer;
    let share = per_mille(usage.audio_ms, total.audio_ms);
    let failed = usage.failed_per_mille();
    html! {
        tr {
            th scope="row" { a href={ "/customers/" (id) "/usage" } { (name) } }
            td data-at-end { (hours(usage.audio_ms)) }
            td data-at-end { (count(usage.transcriptions().unsigned_abs())) }
            td data-at-end { (failed.map_or_else(|| "—".to_owned(), percentage)) }
            td { (bar(share)) (percentage(share)) }
        }
    }
}

/// A share in thousandths as a picture of its own; the number stands beside it.
fn bar(share: i64) -> Markup {
    html! {
        svg.share viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(share) height="4" {}
        }
    }
}

/// How many of 1,000 a part is of all.
fn per_mille(part: i64, all: i64) -> i64 {
    let share = (i128::from(part) * 1_000 + i128::from(all) / 2).checked_div(i128::from(all));
    share
        .and_then(|it| i64::try_from(it).ok())
        .unwrap_or_default()
}

fn note(top: &TopCustomers) -> Markup {
    t_html!(
        "Of {number} customers with usage. As of {time}.",
        number = html! { (count(top.users)) },
        time = moment(top.as_of)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_never_of_nothing() {
        assert_eq!(per_mille(1, 3), 333);
        assert_eq!(per_mille(2, 3), 667);
        assert_eq!(per_mille(0, 0), 0);
        assert_eq!(per_mille(i64::MAX, i64::MAX), 1_000);
    }
}
