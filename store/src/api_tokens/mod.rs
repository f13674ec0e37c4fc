//! API tokens: the ports, and a file for each part of the work.

mod change;
mod page;
mod row;
mod uses;

pub(crate) use row::{mentioned, names};

use crate::connect::Store;
use crate::error::Fault;
use domain::Result;
use domain::access::{ManageTokens, Permit, Session, ViewTokens};
use domain::api_token::{
    ApiToken, ApiTokens, Bearer, Holder, NewSecret, NewToken, TokenAccount, TokenListing, TokenUse,
    TokenUses,
};
use domain::id::TokenId;
use domain::listing::Page;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;

#[async_trait::async_trait]
impl ApiTokens for Store {
    async fn list_tokens(
        &self,
        permit: &Permit<ViewTokens>,
        of: Holder,
        listing: &TokenListing,
        now: Timestamp,
    ) -> Result<Page<ApiToken>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(page::list(&db, permit.scope(), of, listing, now).await?)
    }

    async fn token(
        &self,
        permit: &Permit<ViewTokens>,
        id: TokenId,
        now: Timestamp,
    ) -> Result<ApiToken> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let found = row::find(&db, permit.scope(), id).await?;
        Ok(row::token(&db, permit.scope(), found, now).await?)
    }

    async fn token_account(&self, session: &Session, now: Timestamp) -> Result<TokenAccount> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(row::account(&db, session, now).await?)
    }

    async fn create_token(
        &self,
        permit: &Permit<ManageTokens>,
        of: Holder,
        new: NewToken,
        secret: NewSecret,
        now: Timestamp,
    ) -> Result<ApiToken> {
        let work = (permit.token(), of, new, secret, now);
        self.write_for(permit, work, |tx, author, work| async move {
            let (giver, of, new, secret, now) = work;
            change::create(&tx, &author, giver, of, (new, secret), now).await
        })
        .await
    }

    async fn rotate_token(
        &self,
        permit: &Permit<ManageTokens>,
        id: TokenId,
        secret: NewSecret,
        overlap: i64,
        now: Timestamp,
    ) -> Result<ApiToken> {
        let work = (permit.token(), id, secret, overlap, now);
        self.write_for(permit, work, |tx, author, work| async move {
            let (giver, id, secret, overlap, now) = work;
            change::rotate(&tx, &author, giver, id, (secret, overlap), now).await
        })
        .await
    }

    async fn revoke_token(
        &self,
        permit: &Permit<ManageTokens>,
        id: TokenId,
        now: Timestamp,
    ) -> Result<ApiToken> {
        self.write_for(permit, (id, now), |tx, author, (id, now)| async move {
            change::revoke(&tx, &author, id, now).await
        })
        .await
    }
}

#[async_trait::async_trait]
impl TokenUses for Store {
    async fn bearer(&self, token: SecretHash) -> Result<Option<Bearer>> {
        Ok(uses::bearer(self.reader(), token).await?)
    }

    async fn note_token_uses(&self, uses: &[TokenUse]) -> Result<()> {
        self.write(uses.to_vec(), |tx, uses| async move {
            uses::note(&tx, &uses).await
        })
        .await
    }
}
