//! One typed identifier per noun, so that a user's ID cannot stand where a customer's is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The text was not a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an ID")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The UUID itself, for the edges that store it.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A reseller: the tenant.
    ResellerId
);
id!(
    /// A customer of a reseller.
    CustomerId
);
id!(
    /// A person who signs in.
    UserId
);
id!(
    /// One entry of the audit log.
    AuditEventId
);
id!(
    /// A mail on its way out.
    MailId
);
id!(
    /// An invitation of a customer.
    InvitationId
);
id!(
    /// A support login.
    SupportId
);
id!(
    /// A reseller's logo: another one for every picture, so that an address never shows another.
    LogoId
);
id!(
    /// An API token: the key's name, not the key.
    TokenId
);
id!(
    /// A transcription session.
    TranscriptionId
);
id!(
    /// One entry of a customer's ledger.
    LedgerEntryId
);
id!(
    /// A decision to book something: what comes twice with the same key is booked once.
    BookingKey
);
id!(
    /// A request, as its log lines and the error shown to a person name it.
    RequestId
);
