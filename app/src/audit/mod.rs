//! The audit log: everything that was changed, by whom and when.

mod api;
mod page;
mod query;

pub use api::ListAuditEvents;
pub(crate) use page::AuditPage;
pub use query::filter_from_query;
