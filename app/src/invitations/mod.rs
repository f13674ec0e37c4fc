//! Invitations of customers: who has the link registers an organisation of their own.

mod api;
mod invite;
mod page;

pub use api::{
    InviteCustomer, ListCustomerInvitations, RenewCustomerInvitation, RevokeCustomerInvitation,
};
pub(crate) use page::InvitationsPage;
