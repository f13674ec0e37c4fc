//! Making the demo's API tokens, as the operator.

use crate::api_token;
use crate::randomness::Randomness;
use domain::access::{ManageTokens, Permit, Session};
use domain::api_token::{ApiToken, ApiTokens, Expiry, Holder, NewToken, TokenKind, TokenScope};
use domain::error::{Error, Result};
use domain::name::Name;
use domain::reseller::Realm;
use domain::timestamp::Timestamp;
use store::Store;

/// Everything that a customer's token can be made for.
pub(super) const EVERYTHING: &[TokenScope] = TokenScope::of(TokenKind::Customer);
/// Everything that a token of the reseller can be made for.
pub(super) const EVERYTHING_OF_RESELLER: &[TokenScope] = TokenScope::of(TokenKind::Reseller);

/// A token to make.
pub(super) fn new(name: &str, scopes: &[TokenScope], expiry: Expiry) -> Result<NewToken> {
    Ok(NewToken {
        name: Name::parse(name).map_err(|_| Error::Internal(None))?,
        scopes: scopes.iter().copied().collect(),
        expiry,
    })
}

/// Makes a token. Answers it, and its secret, which nobody can read again.
pub(super) async fn make(
    store: &Store,
    realm: &Realm,
    of: Holder,
    new: NewToken,
    now: Timestamp,
) -> Result<(ApiToken, String)> {
    let permit = Permit::<ManageTokens>::ask(&Session::of_operator(realm.reseller))?;
    let issued = api_token::issue(&Randomness::OfTheSystem, of.kind())?;
    let made = store
        .create_token(&permit, of, new, issued.secret, now)
        .await?;
    Ok((made, issued.token))
}
