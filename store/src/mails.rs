//! The outbox.

use crate::audit::now;
use crate::connect::Store;
use crate::entity::mail::{self, Column, FAILED, Model, SENT, WAITING};
use crate::entity::reseller;
use crate::error::Fault;
use crate::{scope, tenant};
use domain::access::{Permit, Scope, SendMails, ViewMails};
use domain::email::Email;
use domain::error::Conflict;
use domain::id::{MailId, ResellerId};
use domain::mail::{
    MAIL_SECONDS, Mail, MailKind, MailState, Mails, NewMail, Outbox, Outgoing, pause_after,
};
use domain::name::Name;
use domain::timestamp::Timestamp;
use domain::{Error, Result};
use sea_orm::prelude::Uuid;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

/// The most mails of one answer.
const LIMIT_MAX: u32 = 200;
/// The most characters that are kept of what a mail server said.
const FAILURE_MAX: usize = 500;

#[async_trait::async_trait]
impl Mails for Store {
    async fn list_mails(
        &self,
        permit: &Permit<ViewMails>,
        before: Option<MailId>,
        limit: u32,
    ) -> Result<Vec<Mail>> {
        let mut query = scope::find::<mail::Entity>(permit.scope())
            .order_by_desc(Column::Id)
            .limit(u64::from(limit.min(LIMIT_MAX)));
        if let Some(before) = before {
            query = query.filter(Column::Id.lt(before.uuid()));
        }
        let rows = query.all(self.reader()).await.map_err(Fault::from)?;
        Ok(rows.into_iter().map(read).collect::<Result<_, Fault>>()?)
    }

    async fn resend_mail(
        &self,
        permit: &Permit<SendMails>,
        id: MailId,
        now: Timestamp,
    ) -> Result<Mail> {
        let work = (permit.scope(), id, now);
        self.write(work, |tx, (scope, id, now)| async move {
            let row = find(&*tx, scope, id).await?;
            if row.state == SENT {
                return Err(Error::Conflict(Conflict::Sent).into());
            }
            let mut update = scope::update::<mail::Entity>(scope);
            update
                .value(Column::State, WAITING)
                .value(Column::NextAttemptAt, now.micros())
                .value(Column::ExpiresAt, now.plus_seconds(MAIL_SECONDS).micros())
                .and_where(Column::Id.eq(row.id));
            tx.execute(&update).await?;
            read(find(&*tx, scope, id).await?)
        })
        .await
    }
}

#[async_trait::async_trait]
impl Outbox for Store {
    async fn senders(&self) -> Result<Vec<ResellerId>> {
        let ids: Vec<Uuid> = scope::of_no_tenant::<reseller::Entity>()
            .select_only()
            .column(reseller::Column::Id)
            .into_tuple()
            .all(self.reader())
            .await
            .map_err(Fault::from)?;
        Ok(ids.into_iter().map(ResellerId::from).collect())
    }

    async fn take_due_mail(
        &self,
        permit: &Permit<SendMails>,
        now: Timestamp,
    ) -> Result<Option<Outgoing>> {
        // Most of the time there is none, and nobody has to be kept from writing to see that.
        if next_due(self.reader(), permit.scope(), now)
            .await?
            .is_none()
        {
            return Ok(None);
        }
        let work = (permit.scope(), now);
        self.write(work, |tx, (scope, now)| async move {
            give_up(&tx, scope, now).await?;
            match next_due(&*tx, scope, now).await? {
                Some(due) => take(&tx, scope, due, now).await,
                None => Ok(None),
            }
        })
        .await
    }

    async fn note_sent(
        &self,
        permit: &Permit<SendMails>,
        id: MailId,
        now: Timestamp,
    ) -> Result<()> {
        let work = (permit.scope(), id, now);
        self.write(work, |tx, (scope, id, now)| async move {
            let none = None::<String>;
            let mut update = scope::update::<mail::Entity>(scope);
            update
                .value(Column::State, SENT)
                .value(Column::SentAt, now.micros())
                .value(Column::TextBody, none.clone())
                .value(Column::HtmlBody, none.clone())
                .value(Column::Failure, none)
                .and_where(Column::Id.eq(id.uuid()));
            tx.execute(&update).await?;
            Ok(())
        })
        .await
    }

    async fn note_failure(
        &self,
        permit: &Permit<SendMails>,
        id: MailId,
        failure: &str,
    ) -> Result<()> {
        let failure: String = failure.chars().take(FAILURE_MAX).collect();
        let work = (permit.scope(), id, failure);
        self.write(work, |tx, (scope, id, failure)| async move {
            let mut update = scope::update::<mail::Entity>(scope);
            update
                .value(Column::Failure, failure)
                .and_where(Column::Id.eq(id.uuid()));
            tx.execute(&update).await?;
            Ok(())
        })
        .await
    }
}

/// Puts a mail into the outbox, in the transaction of its cause.
pub(crate) async fn add(
    tx: &DatabaseTransaction,
    scope: Scope,
    customer: Option<Uuid>,
    mail: NewMail,
) -> Result<(), Fault> {
    let now = Timestamp::from_micros(now());
    let row = Model {
        reseller_id: scope.reseller().uuid(),
        id: Uuid::now_v7(),
        customer_id: customer,
        kind: mail.kind.as_str().to_owned(),
        recipient: mail.to.as_str().to_owned(),
        subject: mail.subject,
        text_body: Some(mail.text),
        html_body: Some(mail.html),
        created_at: now.micros(),
        expires_at: now.plus_seconds(MAIL_SECONDS).micros(),
        state: WAITING,
        attempts: 0,
        next_attempt_at: now.micros(),
        sent_at: 0,
        failure: None,
    };
    mail::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Makes the mails to an address, which were nobody's until now, those of a customer: with it they
/// go.
pub(crate) async fn adopt(
    tx: &DatabaseTransaction,
    scope: Scope,
    customer: Uuid,
    email: &str,
) -> Result<(), Fault> {
    let mut update = scope::update::<mail::Entity>(scope);
    update
        .value(Column::CustomerId, customer)
        .and_where(Column::CustomerId.is_null())
        .and_where(Column::Kind.eq(MailKind::CustomerInvitation.as_str()))
        .and_where(Column::Recipient.eq(email));
    tx.execute(&update).await?;
    Ok(())
}

async fn find(db: &impl ConnectionTrait, scope: Scope, id: MailId) -> Result<Model, Fault> {
    let row = scope::find::<mail::Entity>(scope).filter(Column::Id.eq(id.uuid()));
    Ok(row.one(db).await?.ok_or(Error::NotFound)?)
}

/// The mail that has been due for longest.
async fn next_due(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<Option<Model>, Fault> {
    let due = scope::find::<mail::Entity>(scope)
        .filter(Column::State.eq(WAITING))
        .filter(Column::NextAttemptAt.lte(now.micros()))
        .order_by_asc(Column::NextAttemptAt);
    Ok(due.one(db).await?)
}

/// Makes a mail this process's own until the pause after its attempt is over. Of several who try,
/// one does.
async fn take(
    tx: &DatabaseTransaction,
    scope: Scope,
    due: Model,
    now: Timestamp,
) -> Result<Option<Outgoing>, Fault> {
    let attempt = due.attempts.cast_unsigned() + 1;
    let next = now.plus_seconds(pause_after(attempt)).micros();
    let mut update = scope::update::<mail::Entity>(scope);
    update
        .value(Column::Attempts, attempt.cast_signed())
        .value(Column::NextAttemptAt, next)
        .and_where(Column::Id.eq(due.id))
        .and_where(Column::State.eq(WAITING))
        .and_where(Column::Attempts.eq(due.attempts));
    if tx.execute(&update).await?.rows_affected() == 0 {
        return Ok(None);
    }
    let sender = tenant::find(tx, scope.reseller()).await?;
    let reply_to = sender.reply_to.as_deref().map(Email::parse).transpose();
    let wrong = |issue| DbErr::Type(format!("a stored mail is not valid: {issue:?}"));
    Ok(Some(Outgoing {
        id: MailId::from(due.id),
        sender: Name::parse(sender.sender_name.as_ref().unwrap_or(&sender.name)).map_err(wrong)?,
        reply_to: reply_to.map_err(wrong)?,
        to: Email::parse(&due.recipient).map_err(wrong)?,
        subject: due.subject,
        text: due.text_body.unwrap_or_default(),
        html: due.html_body.unwrap_or_default(),
        attempt,
    }))
}

/// What was tried for a day is not tried any more, until somebody wants it to be.
async fn give_up(tx: &DatabaseTransaction, scope: Scope, now: Timestamp) -> Result<(), Fault> {
    let mut update = scope::update::<mail::Entity>(scope);
    update
        .value(Column::State, FAILED)
        .and_where(Column::State.eq(WAITING))
        .and_where(Column::NextAttemptAt.lte(now.micros()))
        .and_where(Column::ExpiresAt.lte(now.micros()));
    tx.execute(&update).await?;
    Ok(())
}

fn read(row: Model) -> Result<Mail, Fault> {
    let unknown = || DbErr::Type(format!("a mail of the unknown kind {}", row.kind));
    Ok(Mail {
        id: MailId::from(row.id),
        kind: MailKind::from_word(&row.kind).ok_or_else(unknown)?,
        to: row.recipient,
        subject: row.subject,
        text: row.text_body,
        created_at: Timestamp::from_micros(row.created_at),
        state: match row.state {
            SENT => MailState::Sent(Timestamp::from_micros(row.sent_at)),
            FAILED => MailState::Failed,
            _ => MailState::Waiting,
        },
        attempts: row.attempts.cast_unsigned(),
        failure: row.failure,
    })
}
