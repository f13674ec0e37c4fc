//! Making and checking what only its holder knows. The server has the means; pages ask for them.

use crate::api_token::{NewSecret, TokenKind};
use crate::email::Email;
use crate::error::Result;
use crate::field::Issue;
use crate::id::BookingKey;
use crate::link::NewLink;
use crate::sign_in::SecretHash;
use crate::two_factor::{Proof, TotpSecret};
use async_trait::async_trait;

/// A link that has just been made. This is the only time that it can be read.
#[derive(Clone, Debug)]
pub struct IssuedLink {
    /// Its address, for the person it is for.
    pub url: String,
    /// What is stored of it.
    pub link: NewLink,
}

/// An API token that has just been made. This is the only time that it can be read.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    /// The token itself, for the program it is for.
    pub token: String,
    /// What is stored of it.
    pub secret: NewSecret,
}

/// Random links and hashed passwords.
#[async_trait]
pub trait Secrets {
    /// A new link to the page at `path`, such as `/invitation`, good for so many seconds. It leads
    /// to the public address of this installation, whatever the request said it was called.
    fn issue_link(&self, path: &'static str, seconds: i64) -> Result<IssuedLink>;

    /// A new API token.
    fn issue_token(&self, kind: TokenKind) -> Result<IssuedToken>;

    /// A name for a decision to book something.
    fn booking_key(&self) -> Result<BookingKey>;

    /// A random password of 20 characters, none of which looks like another one.
    async fn random_password(&self) -> Result<String>;

    /// Refuses a password that is easily guessed, also from what else is known of its holder.
    fn check_password(&self, password: &str, email: &Email, known: &[&str]) -> Result<(), Issue>;

    /// What an app is given to make its codes of.
    fn totp_secret(&self) -> Result<TotpSecret>;

    /// Recovery codes, as their holder keeps them and as they are stored.
    fn recovery_codes(&self) -> Result<Vec<(String, SecretHash)>>;

    /// What somebody shows to have their second factor, as it was typed.
    fn proof(&self, code: &str) -> Proof;

    /// What is stored of a password.
    async fn hash_password(&self, password: String) -> Result<String>;
}
