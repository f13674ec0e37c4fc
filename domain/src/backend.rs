//! Everything the pages can ask for, as one object.

use crate::audit::History;
use crate::customer::Customers;
use crate::mail::Mails;
use crate::user::Users;

/// All ports together: what the pages and the HTTP API are built on.
pub trait Backend: Customers + History + Mails + Users + Send + Sync {}

impl<T: Customers + History + Mails + Users + Send + Sync> Backend for T {}
