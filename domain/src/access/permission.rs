//! The permissions, each an enum entry for data and a type for arguments.

use serde::{Deserialize, Serialize};

/// A type that stands for one permission.
pub trait Grants: Send + Sync + 'static {
    /// The permission it stands for.
    const PERMISSION: Permission;
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Everything that somebody may or may not do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Permission {
            $($(#[$doc])* $name),+
        }

        impl Permission {
            /// All permissions.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Grants for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )+
    };
}

permissions! {
    /// See the reseller's customers.
    ViewCustomers,
    /// Add customers, one by one.
    CreateCustomers,
    /// Change customers.
    EditCustomers,
    /// Delete customers for good.
    DeleteCustomers,
    /// Add many customers from a file.
    ImportCustomers,
    /// Take customers out as a file.
    ExportCustomers,
    /// See who changed what.
    ViewHistory,
    /// See the console of one's own organisation.
    ViewConsole,
}
