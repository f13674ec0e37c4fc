//! The permissions, each an enum entry for data and a type for arguments.

use serde::{Deserialize, Serialize};

/// A type that stands for one permission.
pub trait Grants: Send + Sync + 'static {
    /// The permission it stands for.
    const PERMISSION: Permission;
}

/// A permission to change something. Whatever writes asks for one, so that no permission to look
/// can be taken for it.
pub trait GrantsChange: Grants {}

/// What a permission is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PermissionKind {
    /// Seeing something.
    Look,
    /// Changing something.
    Change,
}

/// Every permission says what it is about, so that none can be forgotten where only looking is
/// allowed.
macro_rules! permissions {
    ($($(#[$doc:meta])* $kind:ident $name:ident),+ $(,)?) => {
        /// Everything that somebody may or may not do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Permission {
            $($(#[$doc])* $name),+
        }

        impl Permission {
            /// All permissions.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Whether it is about looking or about changing.
            pub const fn kind(self) -> PermissionKind {
                match self {
                    $(Self::$name => PermissionKind::$kind),+
                }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Grants for $name {
                const PERMISSION: Permission = Permission::$name;
            }

            permissions!(@ $kind $name);
        )+
    };
    (@ Look $name:ident) => {};
    (@ Change $name:ident) => {
        impl GrantsChange for $name {}
    };
}

permissions! {
    /// See the reseller's customers.
    Look ViewCustomers,
    /// Add customers, one by one.
    Change CreateCustomers,
    /// Change customers.
    Change EditCustomers,
    /// Delete customers for good.
    Change DeleteCustomers,
    /// Add many customers from a file.
    Change ImportCustomers,
    /// Take customers out as a file.
    Look ExportCustomers,
    /// See who changed what.
    Look ViewHistory,
    /// See the console of one's own organisation.
    Look ViewConsole,
    /// See who can sign in.
    Look ViewUsers,
    /// Invite people, turn them on and off, remove them.
    Change ManageUsers,
    /// Give a customer's people another password.
    Change ResetPasswords,
    /// Turn off the second factor of people who have lost it.
    Change ResetTwoFactor,
    /// See the mail on its way out, with the links in it.
    Look ViewMails,
    /// Send mail once more.
    Change SendMails,
    /// Look at one's own account.
    Look ViewOwnAccount,
    /// Change one's own account: name, password, where one is signed in.
    Change EditOwnAccount,
    /// Enter the console of a customer.
    Change SupportCustomers,
    /// See the whole audit log, and take it out as a file.
    Look ViewAudit,
    /// See who is billed for a customer.
    Look ViewBilling,
    /// Change who is billed for a customer.
    Change EditBilling,
    /// Verify and change the account email of one's own organisation.
    Change EditAccountEmail,
    /// See what the reseller has decided for its whole house.
    Look ViewSettings,
    /// Decide that.
    Change EditSettings,
    /// See which API tokens there are.
    Look ViewTokens,
    /// Make, replace and revoke API tokens.
    Change ManageTokens,
    /// See transcription sessions.
    Look ViewTranscriptions,
    /// Begin transcription sessions and report what becomes of them.
    Change ReportTranscriptions,
    /// See what was used.
    Look ViewUsage,
    /// Report what was used.
    Change ReportUsage,
    /// See what goes on with all customers together.
    Look ViewDashboard,
    /// See what customers have, and every movement of it.
    Look ViewMoney,
    /// Move customers' money.
    Change ManageMoney,
}
