//! HTTP: connections, and what is done to every request and answer.

pub mod client_address;
pub mod connections;
pub mod csrf;
pub mod failure;
pub mod headers;
pub mod host;
pub mod observe;
