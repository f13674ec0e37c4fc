//! Making and checking what only its holder knows. The server has the means; pages ask for them.

use crate::error::Result;
use crate::link::NewLink;

/// A link that has just been made. This is the only time that it can be read.
#[derive(Clone, Debug)]
pub struct IssuedLink {
    /// Its address, for the person it is for.
    pub url: String,
    /// What is stored of it.
    pub link: NewLink,
}

/// Random links and hashed passwords.
pub trait Secrets {
    /// A new link to the page at `path`, such as `/invitation`, good for so many seconds. It leads
    /// to the public address of this installation, whatever the request said it was called.
    fn issue_link(&self, path: &'static str, seconds: i64) -> Result<IssuedLink>;
}
