//! What stands in the cells of the customers table: plain text and attributes, no listeners.

use crate::ui::{Badge, CopyButton, CopyCell, Erase, TagList, Tone, When, short_id};
use domain::customer::{Customer, CustomerSort, Status, TeamType};
use domain::name::Name;
use domain::phone::Phone;
use leptos::prelude::*;

/// The page of a customer.
pub(super) fn customer_href(customer: &Customer) -> String {
    format!("/customers/{}", customer.id)
}

/// One cell.
pub(super) fn cell(column: CustomerSort, customer: &Customer) -> AnyView {
    match column {
        CustomerSort::Id => id_cell(customer).erase(),
        CustomerSort::Name => {
            let name = customer.name.to_string();
            view! { <a class="name" dir="auto" href=customer_href(customer)>{name}</a> }.erase()
        }
        CustomerSort::Email => email_cell(customer).erase(),
        CustomerSort::Phone => customer
            .phone
            .as_ref()
            .map(|phone| Phone::international(phone).to_owned())
            .erase(),
        CustomerSort::Registered => view! { <When at=customer.registered_at/> }.erase(),
        CustomerSort::Status => view! { <StatusBadge status=customer.status/> }.erase(),
        CustomerSort::Tags => {
            let tags = customer.tags.iter().map(ToString::to_string).collect();
            view! { <TagList tags/> }.erase()
        }
        CustomerSort::TeamType => team_type_words(customer.team_type).erase(),
        CustomerSort::Company => {
            let company = customer.company_name.as_ref().map(Name::to_string);
            view! { <span dir="auto">{company}</span> }.erase()
        }
        CustomerSort::LastActivity => customer
            .last_activity_at
            .map(|at| view! { <When at with_time=true/> })
            .erase(),
    }
}

fn id_cell(customer: &Customer) -> impl IntoView + use<> {
    let id = customer.id.to_string();
    let text = short_id(&id);
    view! { <CopyCell value=id text copied="Customer ID copied"/> }
}

fn email_cell(customer: &Customer) -> impl IntoView + use<> {
    let email = customer.email.to_string();
    view! {
        <span class="with-copy">
            <a href=customer_href(customer) tabindex="-1">
                {email.clone()}
            </a>
            <CopyButton value=email label="Copy email" copied="Email copied"/>
        </span>
    }
}

/// Whether a customer is active, in word, colour and shape.
#[component]
pub(crate) fn StatusBadge(
    /// The status.
    status: Status,
) -> impl IntoView {
    let tone = match status {
        Status::Active => Tone::Ok,
        Status::Inactive => Tone::Off,
    };
    view! { <Badge tone>{status_words(status)}</Badge> }
}

/// The word for a status.
pub(super) const fn status_words(status: Status) -> &'static str {
    match status {
        Status::Active => "Active",
        Status::Inactive => "Inactive",
    }
}

/// The word for a team type.
pub(super) const fn team_type_words(team_type: TeamType) -> &'static str {
    match team_type {
        TeamType::Default => "Default",
        TeamType::Individual => "Individual",
        TeamType::Enterprise => "Enterprise",
    }
}
