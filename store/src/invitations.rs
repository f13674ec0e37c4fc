//! Invitations of customers, as the reseller sees them.

use crate::audit::{self, Author, Event};
use crate::connect::Store;
use crate::entity::customer_invitation::{self, Column, Model, OPEN, REVOKED, USED};
use crate::error::Fault;
use crate::{links, mails, scope};
use domain::access::{CreateCustomers, Permit, Scope, ViewCustomers};
use domain::audit::{AuditKind, FieldChange};
use domain::email::Email;
use domain::error::Conflict;
use domain::field::Field;
use domain::id::{CustomerId, InvitationId};
use domain::invitation::{
    CustomerInvitation, CustomerInvitations, InvitationState, NewInvitation, Sent,
};
use domain::link::LinkKind;
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use domain::{Error, Result};
use sea_orm::prelude::Uuid;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

/// The most invitations of one answer.
const LIMIT_MAX: u32 = 200;

#[async_trait::async_trait]
impl CustomerInvitations for Store {
    async fn list_customer_invitations(
        &self,
        permit: &Permit<ViewCustomers>,
        before: Option<InvitationId>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<CustomerInvitation>> {
        let mut query = scope::find::<customer_invitation::Entity>(permit.scope())
            .order_by_desc(Column::Id)
            .limit(u64::from(limit.min(LIMIT_MAX)));
        if let Some(before) = before {
            query = query.filter(Column::Id.lt(before.uuid()));
        }
        let rows = query.all(self.reader()).await.map_err(Fault::from)?;
        let rows = rows.into_iter().map(|row| read(row, now));
        Ok(rows.collect::<Result<_, Fault>>()?)
    }

    async fn customer_invitation(
        &self,
        permit: &Permit<ViewCustomers>,
        id: InvitationId,
        now: Timestamp,
    ) -> Result<CustomerInvitation> {
        Ok(read(find(self.reader(), permit.scope(), id).await?, now)?)
    }

    async fn invite_customer(
        &self,
        permit: &Permit<CreateCustomers>,
        new: NewInvitation,
        sent: Sent,
        now: Timestamp,
    ) -> Result<CustomerInvitation> {
        let work = (new, sent, now);
        self.write_for(permit, work, |tx, author, (new, sent, now)| async move {
            read(invite(&tx, &author, new, (sent, now)).await?, now)
        })
        .await
    }

    async fn renew_customer_invitation(
        &self,
        permit: &Permit<CreateCustomers>,
        id: InvitationId,
        sent: Sent,
        now: Timestamp,
    ) -> Result<CustomerInvitation> {
        let work = (id, sent, now);
        self.write_for(permit, work, |tx, author, (id, sent, now)| async move {
            let mut row = unused(&tx, author.scope, id).await?;
            row.state = OPEN;
            row.expires_at = sent.link.expires_at.micros();
            save(&tx, author.scope, &row).await?;
            links::revoke(&tx, author.scope, row.id, LinkKind::CustomerInvitation).await?;
            send(&tx, author.scope, row.id, sent).await?;
            note(&tx, &author, &row, AuditKind::CustomerInvitationRenewed).await?;
            read(row, now)
        })
        .await
    }

    async fn revoke_customer_invitation(
        &self,
        permit: &Permit<CreateCustomers>,
        id: InvitationId,
        now: Timestamp,
    ) -> Result<CustomerInvitation> {
        let work = (Author::of(permit), id, now);
        self.write(work, |tx, (author, id, now)| async move {
            let mut row = unused(&tx, author.scope, id).await?;
            if row.state != REVOKED {
                row.state = REVOKED;
                save(&tx, author.scope, &row).await?;
                links::revoke(&tx, author.scope, row.id, LinkKind::CustomerInvitation).await?;
                note(&tx, &author, &row, AuditKind::CustomerInvitationRevoked).await?;
            }
            read(row, now)
        })
        .await
    }
}

async fn invite(
    tx: &DatabaseTransaction,
    author: &Author,
    new: NewInvitation,
    (sent, now): (Sent, Timestamp),
) -> Result<Model, Fault> {
    let row = Model {
        reseller_id: author.scope.reseller().uuid(),
        id: Uuid::now_v7(),
        email: new.email.map(|email| email.to_string()),
        note: new.note,
        tags: new.tags.to_string(),
        state: OPEN,
        created_at: now.micros(),
        expires_at: sent.link.expires_at.micros(),
        customer_id: None,
    };
    customer_invitation::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(tx)
        .await?;
    send(tx, author.scope, row.id, sent).await?;
    note(tx, author, &row, AuditKind::CustomerInvited).await?;
    Ok(row)
}

async fn send(tx: &DatabaseTransaction, scope: Scope, id: Uuid, sent: Sent) -> Result<(), Fault> {
    links::add(tx, scope, id, LinkKind::CustomerInvitation, sent.link).await?;
    match sent.mail {
        Some(mail) => mails::add(tx, scope, None, mail).await,
        None => Ok(()),
    }
}

/// The row of an invitation.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    id: InvitationId,
) -> Result<Model, Fault> {
    let row = scope::find::<customer_invitation::Entity>(scope).filter(Column::Id.eq(id.uuid()));
    Ok(row.one(db).await?.ok_or(Error::NotFound)?)
}

/// An invitation by which nobody has registered, and nobody can while this transaction lasts.
async fn unused(tx: &DatabaseTransaction, scope: Scope, id: InvitationId) -> Result<Model, Fault> {
    let row = scope::find::<customer_invitation::Entity>(scope)
        .filter(Column::Id.eq(id.uuid()))
        .lock_exclusive();
    let row = row.one(tx).await?.ok_or(Error::NotFound)?;
    match row.state {
        USED => Err(Error::Conflict(Conflict::Registered).into()),
        _ => Ok(row),
    }
}

/// Writes down what can change of an invitation.
pub(crate) async fn save(tx: &DatabaseTransaction, scope: Scope, row: &Model) -> Result<(), Fault> {
    let mut update = scope::update::<customer_invitation::Entity>(scope);
    update
        .value(Column::State, row.state)
        .value(Column::ExpiresAt, row.expires_at)
        .value(Column::CustomerId, row.customer_id)
        .and_where(Column::Id.eq(row.id));
    tx.execute(&update).await?;
    Ok(())
}

async fn note(
    tx: &DatabaseTransaction,
    author: &Author,
    row: &Model,
    kind: AuditKind,
) -> Result<(), Fault> {
    // The log keeps what is about no customer for ever, so that nobody's email stands in it.
    let tags = (!row.tags.is_empty()).then(|| FieldChange {
        field: Field::Tags.as_str().to_owned(),
        from: None,
        to: Some(row.tags.clone()),
    });
    let event = Event {
        customer: None,
        user: None,
        kind,
        changes: tags.into_iter().collect(),
    };
    audit::record(tx, author, &[event]).await
}

fn read(row: Model, now: Timestamp) -> Result<CustomerInvitation, Fault> {
    let wrong = |issue| DbErr::Type(format!("a stored invitation is not valid: {issue:?}"));
    let expires_at = Timestamp::from_micros(row.expires_at);
    Ok(CustomerInvitation {
        id: InvitationId::from(row.id),
        email: row
            .email
            .as_deref()
            .map(Email::parse)
            .transpose()
            .map_err(wrong)?,
        note: row.note,
        tags: Tags::parse(&row.tags).map_err(wrong)?,
        state: match row.state {
            USED => InvitationState::Used,
            REVOKED => InvitationState::Revoked,
            _ if now >= expires_at => InvitationState::Expired,
            _ => InvitationState::Open,
        },
        created_at: Timestamp::from_micros(row.created_at),
        expires_at,
        customer: row.customer_id.map(CustomerId::from),
    })
}
