//! Support logins: reseller's people in the consoles of customers.

use crate::audit::{self, Author, Event};
use crate::connect::Store;
use crate::customers;
use crate::entity::{session, support_login};
use crate::error::Fault;
use crate::scope;
use domain::access::{Permit, Scope, Session, SupportCustomers};
use domain::audit::AuditKind;
use domain::id::{CustomerId, SupportId};
use domain::sign_in::SecretHash;
use domain::support::{Entrance, SUPPORT_SECONDS, Support, SupportLogins, SupportMode};
use domain::timestamp::Timestamp;
use domain::{Error, Result};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use support_login::Column as S;

#[async_trait::async_trait]
impl SupportLogins for Store {
    async fn begin_support(
        &self,
        permit: &Permit<SupportCustomers>,
        entrance: Entrance,
        now: Timestamp,
    ) -> Result<SupportId> {
        let work = (Author::of(permit), entrance, now);
        self.write(work, |tx, (author, entrance, now)| async move {
            begin(&tx, author, entrance, now).await
        })
        .await
    }

    async fn support(
        &self,
        person: &Session,
        session: SecretHash,
        id: SupportId,
        now: Timestamp,
    ) -> Result<Option<(CustomerId, Support)>> {
        let Ok(permit) = Permit::<SupportCustomers>::ask(person) else {
            return Ok(None);
        };
        let row = find(self.reader(), permit.scope(), session, id).await?;
        Ok(row.and_then(|row| good(&row, now)))
    }

    async fn end_support(
        &self,
        permit: &Permit<SupportCustomers>,
        id: SupportId,
        session: SecretHash,
        renewed: SecretHash,
    ) -> Result<Option<String>> {
        let work = (Author::of(permit), id, session, renewed);
        self.write(work, |tx, (author, id, session, renewed)| async move {
            end(&tx, author, id, (session, renewed)).await
        })
        .await
    }
}

async fn begin(
    tx: &DatabaseTransaction,
    author: Author,
    entrance: Entrance,
    now: Timestamp,
) -> Result<SupportId, Fault> {
    let Entrance {
        customer,
        mode,
        back,
        session,
        renewed,
    } = entrance;
    customers::find(tx, author.scope, customer).await?;
    renew(tx, author.scope, session, renewed).await?;
    let login = support_login::Model {
        reseller_id: author.scope.reseller().uuid(),
        id: Uuid::now_v7(),
        customer_id: customer.uuid(),
        session_hash: renewed.0.to_vec(),
        mode: mode_code(mode),
        ends_at: now.plus_seconds(SUPPORT_SECONDS).micros(),
        back,
    };
    let id = SupportId::from(login.id);
    support_login::Entity::insert(login.into_active_model())
        .exec_without_returning(tx)
        .await?;
    note(tx, author, customer, mode, AuditKind::SupportBegun).await?;
    Ok(id)
}

async fn end(
    tx: &DatabaseTransaction,
    author: Author,
    id: SupportId,
    (session, renewed): (SecretHash, SecretHash),
) -> Result<Option<String>, Fault> {
    let Some(row) = find(tx, author.scope, session, id).await? else {
        return Ok(None);
    };
    let mut delete = scope::delete::<support_login::Entity>(author.scope);
    delete.and_where(S::Id.eq(id.uuid()));
    if tx.execute(&delete).await?.rows_affected() == 0 {
        return Ok(None);
    }
    renew(tx, author.scope, session, renewed).await?;
    let (customer, mode) = (CustomerId::from(row.customer_id), mode_of(row.mode));
    note(tx, author, customer, mode, AuditKind::SupportEnded).await?;
    Ok(Some(row.back))
}

/// Gives a session another token, so that whoever has learnt the one of before has nothing.
async fn renew(
    tx: &DatabaseTransaction,
    scope: Scope,
    session: SecretHash,
    renewed: SecretHash,
) -> Result<(), Fault> {
    let mut update = Query::update();
    update
        .table(session::Entity)
        .value(session::Column::TokenHash, renewed.0.to_vec())
        .value(session::Column::FormerHash, session.0.to_vec())
        .and_where(session::Column::TokenHash.eq(session.0.to_vec()))
        .and_where(session::Column::ResellerId.eq(scope.reseller().uuid()));
    // The session may have ended since it was looked at.
    match tx.execute(&update).await?.rows_affected() {
        0 => Err(Error::SignedOut.into()),
        _ => Ok(()),
    }
}

/// The support login over a session.
async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    session: SecretHash,
    id: SupportId,
) -> Result<Option<support_login::Model>, Fault> {
    let query = scope::find::<support_login::Entity>(scope)
        .filter(S::Id.eq(id.uuid()))
        .filter(S::SessionHash.eq(session.0.to_vec()));
    Ok(query.one(db).await?)
}

fn good(row: &support_login::Model, now: Timestamp) -> Option<(CustomerId, Support)> {
    let until = Timestamp::from_micros(row.ends_at);
    let support = Support {
        id: SupportId::from(row.id),
        mode: mode_of(row.mode),
        until,
    };
    (now < until).then(|| (CustomerId::from(row.customer_id), support))
}

/// Says in the customer's history that somebody came or went.
async fn note(
    tx: &DatabaseTransaction,
    author: Author,
    customer: CustomerId,
    mode: SupportMode,
    kind: AuditKind,
) -> Result<(), Fault> {
    let event = Event {
        customer: Some(customer.uuid()),
        user: None,
        kind,
        changes: Vec::new(),
    };
    audit::record(tx, &author.in_support(mode), &[event]).await
}

/// How a mode is stored. 0 is nobody's support, but oneself.
pub(crate) const fn mode_code(mode: SupportMode) -> i16 {
    match mode {
        SupportMode::Admin => 1,
        SupportMode::ReadOnly => 2,
    }
}

/// The mode for what is stored of a support login. What is unknown may change nothing.
const fn mode_of(code: i16) -> SupportMode {
    match code {
        1 => SupportMode::Admin,
        _ => SupportMode::ReadOnly,
    }
}

/// The mode for what is stored of an audit event; none for everybody who was there as themselves.
pub(crate) const fn mode_of_event(code: i16) -> Option<SupportMode> {
    match code {
        0 => None,
        code => Some(mode_of(code)),
    }
}
