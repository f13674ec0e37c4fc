//! Requests that have an effect once: what they were answered is written down together with what
//! they did, and whoever sends one again is answered the same.

use crate::audit::{self, Author};
use crate::connect::{Store, is_postgres};
use crate::entity::kept_answer::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use crate::tx::{self, Tx};
use domain::access::{GrantsChange, Permit, Scope};
use domain::api_token::TokenGrant;
use domain::error::Conflict;
use domain::once::{ONCE_SECONDS, Once};
use domain::timestamp::Timestamp;
use domain::{Error, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;

/// A request that is to have its effect once, and the token of whoever sends it.
pub(crate) type Request = (Once, TokenGrant);

/// The request that somebody is at, if it is to have its effect once.
pub(crate) fn request<P: GrantsChange>(permit: &Permit<P>) -> Option<Request> {
    permit.once_only().zip(permit.token())
}

impl Store {
    /// Does somebody's work in one transaction, like [`Store::write`], and if their request is to
    /// have its effect once, not a second time.
    pub(crate) async fn write_for<P, I, T, F, W>(
        &self,
        permit: &Permit<P>,
        input: I,
        work: F,
    ) -> Result<T>
    where
        P: GrantsChange,
        I: Clone + Send + Sync + 'static,
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
        F: Fn(Tx, Author, I) -> W + Send + Sync + 'static,
        W: Future<Output = Result<T, Fault>> + Send,
    {
        self.write_for_within(tx::TIMEOUT, permit, input, work)
            .await
    }

    /// The same, for work that may take so long at each attempt.
    pub(crate) async fn write_for_within<P, I, T, F, W>(
        &self,
        timeout: Duration,
        permit: &Permit<P>,
        input: I,
        work: F,
    ) -> Result<T>
    where
        P: GrantsChange,
        I: Clone + Send + Sync + 'static,
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
        F: Fn(Tx, Author, I) -> W + Send + Sync + 'static,
        W: Future<Output = Result<T, Fault>> + Send,
    {
        let work = Arc::new(work);
        let input = (Author::of(permit), request(permit), input);
        self.write_within(timeout, input, move |tx, (author, once, input)| {
            let work = Arc::clone(&work);
            async move {
                let Some(request) = once else {
                    return work(tx, author, input).await;
                };
                let reseller = scope::of_reseller(author.scope.reseller())?;
                if let Some(answer) = known(&tx, reseller, request).await? {
                    return Ok(answer);
                }
                let answer = work(Arc::clone(&tx), author, input).await?;
                keep(&tx, reseller, request, &answer).await?;
                Ok(answer)
            }
        })
        .await
    }
}

/// What a request was answered before, if it was. One that is under way elsewhere is refused.
pub(crate) async fn known<T: DeserializeOwned>(
    tx: &DatabaseTransaction,
    reseller: Scope,
    (once, token): Request,
) -> Result<Option<T>, Fault> {
    take_turn(tx, once, token).await?;
    let row = scope::find::<Entity>(reseller)
        .filter(Column::TokenId.eq(token.id.uuid()))
        .filter(Column::Key.eq(once.key.to_vec()))
        .one(tx)
        .await?;
    match row {
        Some(row) if row.fingerprint != once.fingerprint => {
            Err(Error::Conflict(Conflict::OtherRequest).into())
        }
        Some(row) => Ok(Some(serde_json::from_str(&row.answer).map_err(unreadable)?)),
        None => Ok(None),
    }
}

/// Of several processes that are asked the same at once, one does it. SQLite has one process, and
/// lets one transaction write at a time.
#[expect(clippy::disallowed_methods, reason = "the lock is nobody's data")]
async fn take_turn(tx: &DatabaseTransaction, once: Once, token: TokenGrant) -> Result<(), Fault> {
    if !is_postgres(tx) {
        return Ok(());
    }
    let key = once.key.first_chunk().copied().unwrap_or_default();
    // Other programs may call their requests the same: the random half of their tokens differs.
    let (_, of_token) = token.id.uuid().as_u64_pair();
    let lock = i64::from_be_bytes(key) ^ of_token.cast_signed();
    let statement = sea_orm::Statement::from_sql_and_values(
        tx.get_database_backend(),
        "SELECT pg_try_advisory_xact_lock($1)",
        [lock.into()],
    );
    let row = tx.query_one_raw(statement).await?;
    let is_ours = row.map(|row| row.try_get_by_index::<bool>(0)).transpose()?;
    match is_ours {
        Some(true) => Ok(()),
        Some(false) | None => Err(Error::Conflict(Conflict::UnderWay).into()),
    }
}

/// Writes down what a request was answered.
pub(crate) async fn keep(
    tx: &DatabaseTransaction,
    reseller: Scope,
    (once, token): Request,
    answer: &impl Serialize,
) -> Result<(), Fault> {
    let row = Model {
        reseller_id: reseller.reseller().uuid(),
        token_id: token.id.uuid(),
        key: once.key.to_vec(),
        fingerprint: once.fingerprint.to_vec(),
        answer: serde_json::to_string(answer).map_err(unreadable)?,
        created_at: audit::now(),
    };
    Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
fn unreadable(error: serde_json::Error) -> DbErr {
    DbErr::Json(error.to_string())
}

/// Forgets the answers of a tenant that nobody may ask for any more.
pub(crate) async fn sweep(
    tx: &DatabaseTransaction,
    reseller: Scope,
    now: Timestamp,
) -> Result<u64, Fault> {
    let mut delete = scope::delete::<Entity>(reseller);
    let old = Column::CreatedAt.lt(now.plus_seconds(-ONCE_SECONDS).micros());
    Ok(tx.execute(delete.and_where(old)).await?.rows_affected())
}
