//! Requests that have an effect once, however often they are sent: the `Idempotency-Key` of an HTTP
//! request (draft-ietf-httpapi-idempotency-key-header).

/// How long the answer to such a request is kept: a day.
pub const ONCE_SECONDS: i64 = 24 * 60 * 60;

/// What such a request is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Once {
    /// The SHA-256 of what its sender calls it.
    pub key: [u8; 32],
    /// The SHA-256 of what it asks for: method, address and body. The same key with something else
    /// is a mistake.
    pub fingerprint: [u8; 32],
}
