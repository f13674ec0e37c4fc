//! The one place that says who may do what.

use super::{Permission, PermissionKind, Subject};
use crate::support::SupportMode;
use crate::user::Role;

/// Why a permission is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The thing is in another room of the house, whose existence is nobody's business.
    NotFound,
    /// It is a person's own affair, and not for whoever supports them.
    NotInSupport,
    /// Nothing can be changed by somebody who is here to look.
    ReadOnly,
}

/// Why somebody who works on a subject may not have a permission; `None` means that they may.
/// `support` is set for a reseller's person in the console of a customer. What is refused there is
/// refused here, for every operation alike: a read-only login has no permission of the kind
/// [`PermissionKind::Change`], and every permission has to say its kind.
pub const fn refusal(
    subject: Subject,
    support: Option<SupportMode>,
    permission: Permission,
) -> Option<Refusal> {
    let is_for_them = match permission {
        Permission::ViewCustomers
        | Permission::CreateCustomers
        | Permission::EditCustomers
        | Permission::DeleteCustomers
        | Permission::ImportCustomers
        | Permission::ExportCustomers
        | Permission::ResetPasswords
        | Permission::ResetTwoFactor
        | Permission::ViewMails
        | Permission::SendMails
        | Permission::SupportCustomers
        | Permission::ViewAudit
        | Permission::ViewSettings
        | Permission::EditSettings => matches!(subject.role(), Role::Reseller),
        Permission::ViewConsole | Permission::EditAccountEmail => {
            matches!(subject.role(), Role::Resellee)
        }
        // Both have some of their own; whose, the scope says.
        Permission::ViewUsers
        | Permission::ManageUsers
        | Permission::ViewHistory
        | Permission::ViewBilling
        | Permission::EditBilling
        | Permission::ViewOwnAccount
        | Permission::EditOwnAccount => true,
    };
    let is_own_affair = matches!(
        permission,
        Permission::ViewOwnAccount | Permission::EditOwnAccount | Permission::EditAccountEmail
    );
    match (is_for_them, support, permission.kind()) {
        (false, ..) => Some(Refusal::NotFound),
        (true, Some(SupportMode::ReadOnly), PermissionKind::Change) => Some(Refusal::ReadOnly),
        (true, Some(_), _) if is_own_affair => Some(Refusal::NotInSupport),
        (true, ..) => None,
    }
}
