//! What can be asked about tokens, and done to them.

use super::{ApiToken, Holder, NewToken, TokenAccount, TokenListing, TokenScopes};
use crate::access::{ManageTokens, Permit, Session, ViewTokens};
use crate::error::Result;
use crate::id::{CustomerId, ResellerId, TokenId};
use crate::listing::Page;
use crate::sign_in::SecretHash;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// What is stored of a token's secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSecret {
    /// What it is found by.
    pub hash: SecretHash,
    /// How it begins.
    pub prefix: String,
    /// Its last four characters.
    pub last4: String,
}

/// API tokens. Those of other tenants, and for a customer's own people those of other customers, do
/// not exist here: they are `NotFound`. Every change is written together with its audit event, or
/// not at all.
#[async_trait]
pub trait ApiTokens {
    /// One page of tokens. A page past the end is answered with the last one.
    async fn list_tokens(
        &self,
        permit: &Permit<ViewTokens>,
        of: Holder,
        listing: &TokenListing,
        now: Timestamp,
    ) -> Result<Page<ApiToken>>;

    /// One token.
    async fn token(
        &self,
        permit: &Permit<ViewTokens>,
        id: TokenId,
        now: Timestamp,
    ) -> Result<ApiToken>;

    /// What the token of a session is told about itself.
    async fn token_account(&self, session: &Session, now: Timestamp) -> Result<TokenAccount>;

    /// Makes a token. Refuses a last day that is over (`Past`), and a program that would give away
    /// what it does not have itself (`Forbidden`).
    async fn create_token(
        &self,
        permit: &Permit<ManageTokens>,
        of: Holder,
        new: NewToken,
        secret: NewSecret,
        now: Timestamp,
    ) -> Result<ApiToken>;

    /// Makes a token that takes the place of another one, with the same name and scopes and for as
    /// long a time. The other one goes on for `overlap` seconds, but not for longer than it would
    /// have. Refuses one that is no good any more (`Conflict::TokenOver`). Answers the new one.
    async fn rotate_token(
        &self,
        permit: &Permit<ManageTokens>,
        id: TokenId,
        secret: NewSecret,
        overlap: i64,
        now: Timestamp,
    ) -> Result<ApiToken>;

    /// Takes a token back, for good. One that has been is left as it is.
    async fn revoke_token(
        &self,
        permit: &Permit<ManageTokens>,
        id: TokenId,
        now: Timestamp,
    ) -> Result<ApiToken>;
}

/// Whom a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The tenant.
    pub reseller: ResellerId,
    /// Whose token it is.
    pub of: Holder,
    /// The token.
    pub id: TokenId,
    /// What it was made for.
    pub scopes: TokenScopes,
    /// From when on it is no good; none is never.
    pub expires_at: Option<Timestamp>,
    /// Whether it was taken back.
    pub is_revoked: bool,
    /// Whether the customer is active; a reseller always is.
    pub is_active: bool,
}

/// That a token was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenUse {
    /// The tenant.
    pub reseller: ResellerId,
    /// The customer, if it is one's token.
    pub customer: Option<CustomerId>,
    /// The token.
    pub id: TokenId,
    /// When.
    pub at: Timestamp,
}

/// Tokens as whoever lets programs in sees them. For the server only.
#[async_trait]
pub trait TokenUses {
    /// Whom a token stands for, good or not; none if there is no such token.
    async fn bearer(&self, token: SecretHash) -> Result<Option<Bearer>>;

    /// Writes down when tokens were last used, and that their customers were here.
    async fn note_token_uses(&self, uses: &[TokenUse]) -> Result<()>;
}
