//! All customers together: the figures, who used the most, who is new, and what needs attention.

mod api;
mod attention;
mod attention_page;
mod attention_query;
mod figures;
mod newest;
mod page;
mod query;
mod top;

pub use api::{GetAttention, GetDashboard, GetTopCustomers};
pub(crate) use attention_page::AttentionPage;
pub(crate) use page::DashboardPage;
pub use query::range_from_query;
