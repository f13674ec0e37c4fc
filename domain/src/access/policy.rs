//! The one place that says who may do what.

use super::{Permission, PermissionKind, Subject};
use crate::api_token::{TokenScope, TokenScopes};
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
    /// The token was not made for this.
    NotByToken,
}

/// By what somebody is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// By a sign-in of their own, or by sitting at the machine itself.
    InPerson,
    /// By a support login: a reseller's person in the console of a customer.
    InSupport(SupportMode),
    /// By an API token, which was made for some things only.
    ByToken(TokenScopes),
}

/// Why somebody who works on a subject may not have a permission; `None` means that they may.
///
/// What is refused in a support login is refused here, for every operation alike: a read-only one
/// has no permission of the kind [`PermissionKind::Change`], and every permission has to say its
/// kind. So it is with tokens: every permission says which scope gives it.
pub const fn refusal(subject: Subject, means: Means, permission: Permission) -> Option<Refusal> {
    if !is_for(subject.role(), means, permission) {
        return Some(Refusal::NotFound);
    }
    match means {
        Means::InPerson => None,
        Means::InSupport(mode) => refusal_in_support(mode, permission),
        Means::ByToken(scopes) => match grant(permission) {
            Grant::Always => None,
            Grant::Scope(scope) if scopes.contains(scope) => None,
            Grant::Either(one, other) if scopes.contains(one) || scopes.contains(other) => None,
            Grant::Never | Grant::Scope(_) | Grant::Either(..) => Some(Refusal::NotByToken),
        },
    }
}

/// Whether there is such a thing for people in a role.
const fn is_for(role: Role, means: Means, permission: Permission) -> bool {
    match permission {
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
        | Permission::EditSettings
        | Permission::ViewDashboard
        | Permission::ManageMoney => matches!(role, Role::Reseller),
        Permission::ViewConsole | Permission::EditAccountEmail => matches!(role, Role::Resellee),
        // Programs report work, not people.
        Permission::ReportTranscriptions | Permission::ReportUsage => {
            matches!(role, Role::Resellee) && matches!(means, Means::ByToken(_))
        }
        // Both have some of their own; whose, the scope says.
        Permission::ViewUsers
        | Permission::ManageUsers
        | Permission::ViewHistory
        | Permission::ViewBilling
        | Permission::EditBilling
        | Permission::ViewOwnAccount
        | Permission::EditOwnAccount
        | Permission::ViewTokens
        | Permission::ManageTokens
        | Permission::ViewTranscriptions
        | Permission::ViewUsage
        | Permission::ViewMoney => true,
    }
}

const fn refusal_in_support(mode: SupportMode, permission: Permission) -> Option<Refusal> {
    let is_own_affair = matches!(
        permission,
        Permission::ViewOwnAccount | Permission::EditOwnAccount | Permission::EditAccountEmail
    );
    match (mode, permission.kind()) {
        (SupportMode::ReadOnly, PermissionKind::Change) => Some(Refusal::ReadOnly),
        _ if is_own_affair => Some(Refusal::NotInSupport),
        _ => None,
    }
}

/// What a token needs for a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grant {
    /// Nothing but to be good.
    Always,
    /// A scope.
    Scope(TokenScope),
    /// One of two scopes.
    Either(TokenScope, TokenScope),
    /// No token has it.
    Never,
}

const fn grant(permission: Permission) -> Grant {
    match permission {
        Permission::ViewConsole => Grant::Always,
        Permission::ViewCustomers | Permission::ExportCustomers | Permission::ViewBilling => {
            Grant::Scope(TokenScope::CustomersRead)
        }
        Permission::CreateCustomers
        | Permission::EditCustomers
        | Permission::DeleteCustomers
        | Permission::ImportCustomers
        | Permission::EditBilling => Grant::Scope(TokenScope::CustomersWrite),
        Permission::ViewUsers => Grant::Scope(TokenScope::UsersRead),
        Permission::ManageUsers | Permission::ResetPasswords | Permission::ResetTwoFactor => {
            Grant::Scope(TokenScope::UsersWrite)
        }
        Permission::ViewTokens => Grant::Scope(TokenScope::TokensRead),
        Permission::ManageTokens => Grant::Scope(TokenScope::TokensWrite),
        Permission::ViewTranscriptions => Grant::Scope(TokenScope::SessionsRead),
        Permission::ReportTranscriptions => {
            Grant::Either(TokenScope::SessionsBatch, TokenScope::SessionsRealtime)
        }
        Permission::ViewUsage | Permission::ViewDashboard => Grant::Scope(TokenScope::UsageRead),
        Permission::ReportUsage => Grant::Scope(TokenScope::UsageWrite),
        Permission::ViewHistory | Permission::ViewAudit => Grant::Scope(TokenScope::AuditRead),
        // People's own affairs, and the house itself.
        Permission::ViewMails
        | Permission::SendMails
        | Permission::SupportCustomers
        | Permission::ViewOwnAccount
        | Permission::EditOwnAccount
        | Permission::EditAccountEmail
        | Permission::ViewSettings
        | Permission::EditSettings => Grant::Never,
        Permission::ViewMoney => Grant::Scope(TokenScope::MoneyRead),
        Permission::ManageMoney => Grant::Scope(TokenScope::MoneyWrite),
    }
}
