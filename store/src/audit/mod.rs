//! Writing the audit log: always in the transaction of the change itself.

pub(crate) mod chain;
pub(crate) mod event;
pub(crate) mod page;
mod verify;

use crate::entity::audit_event;
use crate::error::Fault;
use crate::scope;
use crate::support;
use domain::Error;
use domain::access::{GrantsChange, Origin, Permit, Scope};
use domain::audit::{AuditKind, FieldChange};
use domain::id::{TokenId, UserId};
use domain::support::SupportMode;
use sea_orm::prelude::Uuid;
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel};

/// Who does something, for whom, from where. Outlives the permit it is taken from, because
/// transactions run in tasks of their own.
#[derive(Clone, Debug)]
pub(crate) struct Author {
    /// What the work is confined to.
    pub scope: Scope,
    actor: Option<UserId>,
    token: Option<TokenId>,
    support: Option<SupportMode>,
    origin: Origin,
}

impl Author {
    /// The holder of a permit to change something; nobody else writes.
    pub(crate) fn of<P: GrantsChange>(permit: &Permit<P>) -> Self {
        Self {
            scope: permit.scope(),
            actor: permit.actor(),
            token: permit.token().map(|token| token.id),
            support: permit.support().map(|support| support.mode),
            origin: permit.origin().clone(),
        }
    }

    /// The same person, on the way into or out of a customer's console.
    pub(crate) fn in_support(self, mode: SupportMode) -> Self {
        Self {
            support: Some(mode),
            ..self
        }
    }

    /// The same person, for what follows from a change of theirs in the reseller's own tables, which
    /// they may not touch themselves.
    pub(crate) fn for_reseller(&self) -> Result<Self, Error> {
        Ok(Self {
            scope: scope::of_reseller(self.scope.reseller())?,
            ..self.clone()
        })
    }

    /// The person who does it; none is a program, or the operator's command line.
    pub(crate) const fn actor(&self) -> Option<UserId> {
        self.actor
    }

    /// Who or what does it: the person or the token; none is the operator's command line.
    pub(crate) fn doer(&self) -> Option<Uuid> {
        let token = self.token.map(TokenId::uuid);
        self.actor.map(UserId::uuid).or(token)
    }

    /// How it is done, as it is stored.
    pub(crate) fn mode(&self) -> i16 {
        match (self.token, self.support) {
            (Some(_), _) => event::BY_TOKEN,
            (None, Some(support)) => support::mode_code(support),
            (None, None) => 0,
        }
    }
}

/// Something that was done.
#[derive(Debug)]
pub(crate) struct Event {
    /// The customer it is about, if it is about one.
    pub customer: Option<Uuid>,
    /// The person it is about, if it is about one.
    pub user: Option<Uuid>,
    /// What was done.
    pub kind: AuditKind,
    /// Which fields, from what to what.
    pub changes: Vec<FieldChange>,
}

/// Writes events down.
pub(crate) async fn record(
    tx: &DatabaseTransaction,
    author: &Author,
    events: &[Event],
) -> Result<(), Fault> {
    if events.is_empty() {
        return Ok(());
    }
    let mut head = chain::take_head(tx, author.scope.reseller()).await?;
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let mut row = row(author, event)?;
        chain::link(&mut head, &mut row);
        rows.push(row.into_active_model());
    }
    audit_event::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    chain::put_head(tx, head).await
}

fn row(author: &Author, event: &Event) -> Result<audit_event::Model, DbErr> {
    let changes = serde_json::to_string(&event.changes);
    Ok(audit_event::Model {
        reseller_id: author.scope.reseller().uuid(),
        id: Uuid::now_v7(),
        customer_id: event.customer,
        user_id: event.user,
        at: now(),
        kind: event.kind.as_str().to_owned(),
        actor_id: author.doer(),
        mode: author.mode(),
        address: author.origin.address.map(|address| address.to_string()),
        request_id: author.origin.request.map(domain::id::RequestId::uuid),
        changes: Some(changes.map_err(|error| DbErr::Json(error.to_string()))?),
        digest: Vec::new(),
        number: 0,
        link: Vec::new(),
    })
}

/// Microseconds since the epoch, UTC.
pub(crate) fn now() -> i64 {
    chrono::Utc::now().timestamp_micros()
}
