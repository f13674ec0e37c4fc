//! Account emails: verified by a link, and changed by one.

mod verify;

use crate::audit::{self, Author, Event};
use crate::connect::Store;
use crate::entity::account_email::{self, Column, Model};
use crate::entity::customer;
use crate::error::Fault;
use crate::{customers, links, mails, scope};
use domain::access::{EditAccountEmail, Origin, Permit, Scope, ViewBilling};
use domain::account::{
    AccountEmail, AccountEmails, CORRECTION_PAUSE_SECONDS, VERIFICATION_PAUSE_SECONDS, Verification,
};
use domain::audit::{AuditKind, FieldChange};
use domain::email::Email;
use domain::field::{Field, Issue};
use domain::id::CustomerId;
use domain::invitation::Sent;
use domain::link::{LinkKind, LinkState, NewLink};
use domain::mail::NewMail;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use domain::{Error, Result};
use sea_orm::prelude::Uuid;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use verify::{asked, is_free, verify};

#[async_trait::async_trait]
impl AccountEmails for Store {
    async fn account_email(
        &self,
        permit: &Permit<ViewBilling>,
        customer: CustomerId,
    ) -> Result<AccountEmail> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let customer = customers::find(&db, permit.scope(), customer).await?;
        let row = find(&db, permit.scope(), customer.id).await?;
        Ok(read(row.as_ref(), &customer)?)
    }

    async fn send_verification(
        &self,
        permit: &Permit<EditAccountEmail>,
        link: NewLink,
        mail: NewMail,
        now: Timestamp,
    ) -> Result<AccountEmail> {
        let sent = Sent {
            link,
            mail: Some(mail),
        };
        let work = (Author::of(permit), sent, now);
        self.write(work, |tx, (author, sent, now)| async move {
            send(&tx, &author, sent, now).await
        })
        .await
    }

    async fn keep_account_email(&self, permit: &Permit<EditAccountEmail>) -> Result<AccountEmail> {
        self.write(Author::of(permit), |tx, author| async move {
            keep(&tx, &author).await
        })
        .await
    }

    async fn verification_link(
        &self,
        token: SecretHash,
        now: Timestamp,
    ) -> Result<LinkState<Verification>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let Some(found) = links::find(&db, LinkKind::Verification, token).await? else {
            return Ok(LinkState::Unknown);
        };
        let links::Holder { reseller, id } = found.holder;
        let open = match customers::find(&db, scope::of_reseller(reseller)?, id.into()).await {
            Ok(customer) => asked(&db, &customer).await?,
            Err(Fault::Refused(Error::NotFound)) => None,
            Err(fault) => return Err(fault.into()),
        };
        Ok(found.worth(now, open))
    }

    async fn verify_email(
        &self,
        token: SecretHash,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Verification> {
        let work = (token, origin, now);
        self.write(work, |tx, (token, origin, now)| async move {
            verify(&tx, token, (origin, now)).await
        })
        .await
    }
}

/// Sends the first link, to the email that somebody has registered with.
pub(crate) async fn begin(
    tx: &DatabaseTransaction,
    scope: Scope,
    customer: &customer::Model,
    (sent, now): (Sent, Timestamp),
) -> Result<(), Fault> {
    let row = Model {
        reseller_id: customer.reseller_id,
        customer_id: customer.id,
        verified_key: None,
        sent_to: customer.email.clone(),
        sent_for_key: customer.email_key.clone(),
        sent_at: now.micros(),
    };
    save(tx, scope, row).await?;
    post(tx, scope, customer.id, sent).await
}

/// Whether the account email of a customer has been verified. Those who came in from elsewhere as
/// somebody have been, there.
pub(crate) async fn is_verified(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: &customer::Model,
) -> Result<bool, Fault> {
    let row = find(db, scope, customer.id).await?;
    Ok(knows(row.as_ref(), customer))
}

fn knows(row: Option<&Model>, customer: &customer::Model) -> bool {
    match row {
        Some(row) => row.verified_key.as_deref() == Some(customer.email_key.as_str()),
        None => customer.team_type != 0,
    }
}

async fn send(
    tx: &DatabaseTransaction,
    author: &Author,
    sent: Sent,
    now: Timestamp,
) -> Result<AccountEmail, Fault> {
    let scope = author.scope;
    let customer = own(tx, scope).await?;
    let to = sent.mail.as_ref().map(|mail| mail.to.clone());
    let to = to.ok_or(Error::BadRequest)?;
    let before = find(tx, scope, customer.id).await?;
    let next = before.as_ref().map_or(0, |row| row.sent_at);
    let is_same = before
        .as_ref()
        .is_some_and(|row| row.sent_to == to.as_str());
    let pause = if is_same {
        VERIFICATION_PAUSE_SECONDS
    } else {
        CORRECTION_PAUSE_SECONDS
    };
    let next = Timestamp::from_micros(next).plus_seconds(pause);
    if now < next {
        let seconds = u32::try_from(next.seconds_since(now) + 1).unwrap_or(u32::MAX);
        return Err(Error::invalid(Field::Email, Issue::TooSoon { seconds }).into());
    }
    let is_change = to.key() != customer.email_key;
    if is_change {
        is_free(tx, scope::of_reseller(scope.reseller())?, &customer, &to).await?;
    }
    let verified = knows(before.as_ref(), &customer).then(|| customer.email_key.clone());
    let row = Model {
        reseller_id: customer.reseller_id,
        customer_id: customer.id,
        verified_key: verified,
        sent_to: to.as_str().to_owned(),
        sent_for_key: customer.email_key.clone(),
        sent_at: now.micros(),
    };
    save(tx, scope, row.clone()).await?;
    links::revoke(tx, scope, customer.id, LinkKind::Verification).await?;
    post(tx, scope, customer.id, sent).await?;
    if is_change {
        let kind = AuditKind::EmailChangeAsked;
        note(tx, author, &customer, (kind, Some(to.as_str()))).await?;
    }
    read(Some(&row), &customer)
}

async fn keep(tx: &DatabaseTransaction, author: &Author) -> Result<AccountEmail, Fault> {
    let customer = own(tx, author.scope).await?;
    let Some(mut row) = find(tx, author.scope, customer.id).await? else {
        return read(None, &customer);
    };
    if pending(&row, &customer)?.is_some() {
        row.sent_to.clone_from(&customer.email);
        save(tx, author.scope, row.clone()).await?;
        links::revoke(tx, author.scope, customer.id, LinkKind::Verification).await?;
        note(tx, author, &customer, (AuditKind::EmailChangeDropped, None)).await?;
    }
    read(Some(&row), &customer)
}

/// The customer of whoever is confined to one.
async fn own(db: &impl ConnectionTrait, scope: Scope) -> Result<customer::Model, Fault> {
    let own = scope.customer().ok_or(Error::NotFound)?;
    customers::find(db, scope, own).await
}

async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: Uuid,
) -> Result<Option<Model>, Fault> {
    let row = scope::find::<account_email::Entity>(scope);
    Ok(row.filter(Column::CustomerId.eq(customer)).one(db).await?)
}

async fn save(tx: &DatabaseTransaction, scope: Scope, row: Model) -> Result<(), Fault> {
    let mut delete = scope::delete::<account_email::Entity>(scope);
    tx.execute(delete.and_where(Column::CustomerId.eq(row.customer_id)))
        .await?;
    account_email::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn post(
    tx: &DatabaseTransaction,
    scope: Scope,
    customer: Uuid,
    sent: Sent,
) -> Result<(), Fault> {
    links::add(tx, scope, customer, LinkKind::Verification, sent.link).await?;
    match sent.mail {
        Some(mail) => mails::add(tx, scope, Some(customer), mail).await,
        None => Ok(()),
    }
}

async fn note(
    tx: &DatabaseTransaction,
    author: &Author,
    customer: &customer::Model,
    (kind, to): (AuditKind, Option<&str>),
) -> Result<(), Fault> {
    let change = to.map(|to| FieldChange {
        field: Field::Email.as_str().to_owned(),
        from: Some(customer.email.clone()),
        to: Some(to.to_owned()),
    });
    let event = Event {
        customer: Some(customer.id),
        user: None,
        kind,
        changes: change.into_iter().collect(),
    };
    audit::record(tx, author, &[event]).await
}

fn pending(row: &Model, customer: &customer::Model) -> Result<Option<Email>, Fault> {
    let sent_to = Email::parse(&row.sent_to).map_err(wrong)?;
    let is_change = sent_to.key() != customer.email_key && row.sent_for_key == customer.email_key;
    Ok(is_change.then_some(sent_to))
}

fn read(row: Option<&Model>, customer: &customer::Model) -> Result<AccountEmail, Fault> {
    let pending = row.map(|row| pending(row, customer)).transpose()?;
    Ok(AccountEmail {
        email: Email::parse(&customer.email).map_err(wrong)?,
        is_verified: knows(row, customer),
        pending: pending.flatten(),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err gives")]
fn wrong(issue: Issue) -> Fault {
    Fault::Database(DbErr::Type(format!(
        "a stored email is not valid: {issue:?}"
    )))
}
