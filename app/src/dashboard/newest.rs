//! Who came last, and how many customers there are.

use crate::ui::{Markup, Tone, badge, count, day, html};
use crate::words::t;
use domain::dashboard::{Dashboard, NewestCustomer};
use domain::usage::UsageRange;

/// The latest customers, and how many there are of each status.
pub(super) fn newest((_, dashboard): &(UsageRange, Dashboard)) -> Markup {
    let counts = dashboard.customers;
    if dashboard.newest.is_empty() {
        return html! { p.part-note { (t!("No customers yet.")) } };
    }
    html! {
        ul.part-list { @for customer in &dashboard.newest { (row(customer)) } }
        p.part-note {
            a href="/customers?status=active" {
                (t!("{number} active", number = count(counts.active)))
            }
            " · "
            a href="/customers?status=inactive" {
                (t!("{number} inactive", number = count(counts.inactive)))
            }
        }
    }
}

fn row(customer: &NewestCustomer) -> Markup {
    html! {
        li {
            div {
                a href={ "/customers/" (customer.id) } { (customer.name) }
                p { (day(customer.registered_at)) }
            }
            @if !customer.is_active { (badge(Tone::Off, t!("Inactive"))) }
        }
    }
}
