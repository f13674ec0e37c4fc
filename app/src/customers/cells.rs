//! What stands in the cells of the customers table: plain text and attributes, no listeners.

use super::api::{Listed, Written};
use crate::ui::{
    Markup, Tone, badge, copy_button, copy_cell, day, html, moment, short_id, tag_list,
};
use crate::words::t;
use domain::customer::{Customer, CustomerSort, Status, TeamType};

/// The page of a customer.
pub(super) fn customer_href(customer: &Customer) -> String {
    format!("/customers/{}", customer.id)
}

/// One cell.
pub(super) fn cell(column: CustomerSort, row: &Listed) -> Markup {
    let customer = &row.customer;
    match column {
        CustomerSort::Balance => amount(row.balance.as_ref()),
        CustomerSort::Credits => amount(row.credits.as_ref()),
        CustomerSort::Available => amount(row.available.as_ref()),
        CustomerSort::Id => {
            let id = customer.id.to_string();
            copy_cell(&id, &short_id(&id), t!("Customer ID copied"))
        }
        CustomerSort::Name => html! {
            a.name dir="auto" href=(customer_href(customer)) { (customer.name) }
        },
        CustomerSort::Email => email_cell(customer),
        CustomerSort::Phone => html! {
            @if let Some(phone) = &customer.phone { (phone.international()) }
        },
        CustomerSort::Registered => day(customer.registered_at),
        CustomerSort::Status => status_badge(customer.status),
        CustomerSort::Tags => tag_list(customer.tags.iter()),
        CustomerSort::TeamType => html! { (team_type_words(customer.team_type)) },
        CustomerSort::Company => html! {
            @if let Some(company) = &customer.company_name { span dir="auto" { (company) } }
        },
        CustomerSort::LastActivity => html! {
            @if let Some(at) = customer.last_activity_at { (moment(at)) }
        },
    }
}

/// How much; less than nothing is told by its colour as well as by its sign.
fn amount(amount: Option<&Written>) -> Markup {
    html! {
        @if let Some(Written { words, is_owed }) = amount {
            span.amount data-owed[*is_owed] { (words) }
        }
    }
}

fn email_cell(customer: &Customer) -> Markup {
    let email = customer.email.to_string();
    html! {
        span.with-copy {
            a href=(customer_href(customer)) tabindex="-1" { (email) }
            (copy_button(&email, t!("Copy email"), t!("Email copied")))
        }
    }
}

/// Whether a customer is active, in word, colour and shape.
pub(crate) fn status_badge(status: Status) -> Markup {
    let tone = match status {
        Status::Active => Tone::Ok,
        Status::Inactive => Tone::Off,
    };
    badge(tone, status_words(status))
}

/// The word for a status.
pub(crate) fn status_words(status: Status) -> &'static str {
    match status {
        Status::Active => t!("Active"),
        Status::Inactive => t!("Inactive"),
    }
}

/// The word for a team type.
pub(crate) fn team_type_words(team_type: TeamType) -> &'static str {
    match team_type {
        TeamType::Default => t!("Default"),
        TeamType::Individual => t!("Individual"),
        TeamType::Enterprise => t!("Enterprise"),
    }
}
