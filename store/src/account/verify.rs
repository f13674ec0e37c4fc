//! What a link that was sent to an email verifies, and what follows from it.

use super::{find, note, save, wrong};
use crate::entity::{customer, user};
use crate::error::Fault;
use crate::sign_ins::themselves;
use crate::{customers, links, scope, team_type, tenant};
use domain::Error;
use domain::access::{Origin, Scope};
use domain::account::Verification;
use domain::audit::AuditKind;
use domain::email::Email;
use domain::field::{Field, Issue};
use domain::id::{CustomerId, ResellerId, UserId};
use domain::link::LinkKind;
use domain::name::Name;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, PaginatorTrait, QueryFilter};

/// Takes a link at its word: whoever has it reads the mails of the email it was sent to.
pub(super) async fn verify(
    tx: &DatabaseTransaction,
    token: SecretHash,
    (origin, now): (Origin, Timestamp),
) -> Result<Verification, Fault> {
    let link = links::take(tx, LinkKind::Verification, token, now).await?;
    let scope = scope::of_reseller(link.reseller)?;
    let id = CustomerId::from(link.id);
    customers::take_turn(tx, scope).await?;
    let customer = customers::find(tx, scope, id).await?;
    let mut row = find(tx, scope, link.id).await?.ok_or(Error::NotFound)?;
    let verified = asked(tx, &customer).await?.ok_or(Error::NotFound)?;
    let holder = account_user(tx, scope, &customer).await?;
    let actor = holder.as_ref().map_or(link.id, |holder| holder.id);
    let author = themselves(link.reseller, UserId::from(actor), origin)?;
    row.verified_key = Some(verified.email.key());
    save(tx, scope, row).await?;
    if verified.email.key() == customer.email_key {
        note(tx, &author, &customer, (AuditKind::EmailVerified, None)).await?;
    } else {
        is_free(tx, scope, &customer, &verified.email).await?;
        if let Some(holder) = holder {
            set_sign_in(tx, scope, holder.id, &verified.email).await?;
        }
        customers::set_email(tx, &author, customer, &verified.email).await?;
    }
    team_type::derive(tx, &author, id).await?;
    Ok(verified)
}

/// What the last link that was sent for a customer verifies: its email as it is, or the one that
/// takes its place. Nothing if the email was changed since.
pub(super) async fn asked(
    db: &impl ConnectionTrait,
    customer: &customer::Model,
) -> Result<Option<Verification>, Fault> {
    let reseller = ResellerId::from(customer.reseller_id);
    let row = find(db, scope::of_reseller(reseller)?, customer.id).await?;
    let Some(row) = row.filter(|row| row.sent_for_key == customer.email_key) else {
        return Ok(None);
    };
    Ok(Some(Verification {
        brand: tenant::brand_of(&tenant::find(db, reseller).await?)?,
        organisation: Name::parse(&customer.name).map_err(wrong)?,
        email: Email::parse(&row.sent_to).map_err(wrong)?,
    }))
}

/// The person who signs in with the account email.
async fn account_user(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: &customer::Model,
) -> Result<Option<user::Model>, Fault> {
    let person = scope::find::<user::Entity>(scope)
        .filter(user::Column::CustomerId.eq(customer.id))
        .filter(user::Column::EmailKey.eq(customer.email_key.clone()));
    Ok(person.one(db).await?)
}

async fn set_sign_in(
    tx: &DatabaseTransaction,
    scope: Scope,
    person: Uuid,
    email: &Email,
) -> Result<(), Fault> {
    let mut update = scope::update::<user::Entity>(scope);
    update
        .value(user::Column::Email, email.as_str())
        .value(user::Column::EmailKey, email.key())
        .and_where(user::Column::Id.eq(person));
    tx.execute(&update).await?;
    Ok(())
}

/// Refuses an email that somebody else has.
pub(super) async fn is_free(
    db: &impl ConnectionTrait,
    scope: Scope,
    customer: &customer::Model,
    email: &Email,
) -> Result<(), Fault> {
    let customers = scope::find::<customer::Entity>(scope)
        .filter(customer::Column::EmailKey.eq(email.key()))
        .filter(customer::Column::Id.ne(customer.id));
    if customers.count(db).await? > 0 {
        return Err(Error::invalid(Field::Email, Issue::Taken).into());
    }
    let people = scope::find::<user::Entity>(scope)
        .filter(user::Column::EmailKey.eq(email.key()))
        .filter(user::Column::EmailKey.ne(customer.email_key.clone()));
    match people.count(db).await? {
        0 => Ok(()),
        _ => Err(Error::invalid(Field::Email, Issue::TakenByUser).into()),
    }
}
