//! The reseller's customers: the list, and each of them.

mod api;
mod bulk;
mod bulk_dialogs;
mod cells;
mod columns;
mod conflict;
mod conflict_view;
mod detail;
pub(crate) mod dialogs;
mod form;
mod import;
mod list;
mod new;
mod query;
mod results;
mod row_dialogs;
mod row_menu;
mod tabs;
mod toolbar;

pub(crate) use api::list_customers;
pub use api::{
    CountCustomers, CreateCustomer, CustomerBelongings, CustomerTags, DeleteCustomer,
    DeleteCustomers, GetCustomer, ListCustomers, SetCustomerTags, SetStatusOfCustomers,
    SetTagsOfCustomers, UpdateCustomer,
};
pub(crate) use cells::{status_badge, status_words, team_type_words};
pub(crate) use detail::CustomerPage;
pub(crate) use import::ImportPage;
#[cfg(feature = "ssr")]
pub use import::problem_words;
pub(crate) use list::CustomersPage;
pub use query::listing_from_query;
pub(crate) use results::NothingYet;
