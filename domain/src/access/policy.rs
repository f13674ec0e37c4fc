//! The one place that says who may do what.

use super::{Permission, Subject};
use crate::user::Role;

/// Why a permission is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The thing is in another room of the house, whose existence is nobody's business.
    NotFound,
}

/// Why a person in this role, signed in for this subject, may not have a permission; `None`
/// means that they may.
pub const fn refusal(subject: Subject, permission: Permission) -> Option<Refusal> {
    let is_for_them = match permission {
        Permission::ViewCustomers
        | Permission::CreateCustomers
        | Permission::EditCustomers
        | Permission::DeleteCustomers
        | Permission::ImportCustomers
        | Permission::ExportCustomers
        | Permission::ViewHistory
        | Permission::ResetPasswords
        | Permission::ViewMails
        | Permission::SendMails => matches!(subject.role(), Role::Reseller),
        Permission::ViewConsole => matches!(subject.role(), Role::Resellee),
        // Both have people of their own; whose, the scope says.
        Permission::ViewUsers | Permission::ManageUsers => true,
    };
    if is_for_them {
        None
    } else {
        Some(Refusal::NotFound)
    }
}
