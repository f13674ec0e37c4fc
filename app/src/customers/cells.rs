//! What stands in the cells of the customers table: plain text and attributes, no listeners.

use super::columns::heading;
use crate::ui::{Badge, CopyCell, CopyText, TagList, Tone, When, short_id};
use domain::customer::{Customer, CustomerSort, Status, TeamType};
use domain::name::Name;
use leptos::prelude::*;

/// The page of a customer.
pub(super) fn customer_href(customer: &Customer) -> String {
    format!("/customers/{}", customer.id)
}

/// One cell.
pub(super) fn cell(column: CustomerSort, customer: &Customer) -> AnyView {
    match column {
        CustomerSort::Id => id_cell(customer).into_any(),
        CustomerSort::Name => name_cell(customer).into_any(),
        CustomerSort::Email => email_cell(customer).into_any(),
        CustomerSort::Phone => phone_cell(customer).into_any(),
        CustomerSort::Registered => view! { <When at=customer.registered_at/> }.into_any(),
        CustomerSort::Status => view! { <StatusBadge status=customer.status/> }.into_any(),
        CustomerSort::Tags => tags_cell(customer).into_any(),
        CustomerSort::TeamType => team_type_words(customer.team_type).into_any(),
        CustomerSort::Company => {
            customer.company_name.as_ref().map(Name::to_string).unwrap_or_default().into_any()
        }
        CustomerSort::LastActivity => {
            customer.last_activity_at.map(|at| view! { <When at/> }).into_any()
        }
    }
}

/// The label of a cell where the table is shown as cards.
pub(super) const fn label(column: CustomerSort) -> &'static str {
    heading(column)
}
