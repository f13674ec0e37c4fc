//! Letting programs in.

use super::row::holder;
use crate::customers;
use crate::entity::api_token::{self, Column as T};
use crate::entity::customer::{self, Column as C};
use crate::error::Fault;
use crate::scope;
use domain::api_token::{Bearer, TokenScopes, TokenUse};
use domain::id::{CustomerId, ResellerId, TokenId};
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction};
use std::collections::BTreeMap;

/// How old a customer's last activity may be before it is noted again.
const ACTIVITY_SECONDS: i64 = 60;

/// Whom a token stands for.
pub(super) async fn bearer(
    db: &impl ConnectionTrait,
    token: SecretHash,
) -> Result<Option<Bearer>, Fault> {
    let of = |column: T| Expr::col((api_token::Entity, column));
    let customer = |column: C| Expr::col((customer::Entity, column));
    let same = Condition::all()
        .add(of(T::ResellerId).eq(customer(C::ResellerId)))
        .add(of(T::CustomerId).eq(customer(C::Id)));
    let mut query = Query::select();
    query
        .columns(
            [
                T::ResellerId,
                T::Id,
                T::CustomerId,
                T::Scopes,
                T::ExpiresAt,
                T::IsRevoked,
            ]
            .map(|column| (api_token::Entity, column)),
        )
        .column((customer::Entity, C::Status))
        .from(api_token::Entity)
        .left_join(customer::Entity, same)
        .and_where(of(T::SecretHash).eq(token.0.to_vec()));
    let Some(row) = db.query_one(&query).await? else {
        return Ok(None);
    };
    let scopes: String = row.try_get_by_index(3)?;
    Ok(Some(Bearer {
        reseller: ResellerId::from(row.try_get_by_index::<Uuid>(0)?),
        of: holder(row.try_get_by_index(2)?),
        id: TokenId::from(row.try_get_by_index::<Uuid>(1)?),
        scopes: TokenScopes::from_words(&scopes),
        expires_at: row
            .try_get_by_index::<Option<i64>>(4)?
            .map(Timestamp::from_micros),
        is_revoked: row.try_get_by_index(5)?,
        is_active: row.try_get_by_index::<Option<i16>>(6)?.unwrap_or(0) == 0,
    }))
}

/// Notes when tokens were last used, and that their customers were here.
pub(super) async fn note(tx: &DatabaseTransaction, uses: &[TokenUse]) -> Result<(), Fault> {
    // Always in the same order, so that two processes never wait for each other.
    let mut customers = BTreeMap::<(ResellerId, CustomerId), Timestamp>::new();
    let mut tokens = BTreeMap::<(ResellerId, TokenId), Timestamp>::new();
    for used in uses {
        let last = tokens.entry((used.reseller, used.id)).or_insert(used.at);
        *last = used.at.max(*last);
        if let Some(customer) = used.customer {
            let last = customers
                .entry((used.reseller, customer))
                .or_insert(used.at);
            *last = used.at.max(*last);
        }
    }
    for ((reseller, id), at) in tokens {
        let mut update = scope::update::<api_token::Entity>(scope::of_reseller(reseller)?);
        update
            .value(T::LastUsedAt, at.micros())
            .and_where(T::Id.eq(id.uuid()))
            .and_where(T::LastUsedAt.lt(at.micros()));
        tx.execute(&update).await?;
    }
    for ((reseller, customer), at) in customers {
        customers::note_activity_since(
            tx,
            scope::of_reseller(reseller)?,
            customer,
            at,
            ACTIVITY_SECONDS,
        )
        .await?;
    }
    Ok(())
}
