//! Inviting people, turning them on and off, removing them.

use super::row;
use crate::audit::{self, Author, Event, now};
use crate::customers;
use crate::entity::user::{self, Column, Model};
use crate::error::Fault;
use crate::{links, mails, scope};
use domain::Error;
use domain::access::Scope;
use domain::audit::{AuditKind, FieldChange};
use domain::error::Conflict;
use domain::field::Field;
use domain::id::UserId;
use domain::link::LinkKind;
use domain::name::Name;
use domain::timestamp::Timestamp;
use domain::user::{Invitation, NewUser, People, User};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QuerySelect,
};

/// Somebody who is invited.
#[derive(Clone, Debug)]
pub(crate) struct Invited {
    /// Into whose people.
    pub of: People,
    /// Who.
    pub new: NewUser,
    /// By which link and mail.
    pub invitation: Invitation,
}

/// Invites somebody, if there is where they are invited into.
pub(super) async fn invite_into(
    tx: &DatabaseTransaction,
    author: &Author,
    invited: Invited,
) -> Result<User, Fault> {
    match invited.of {
        People::Of(customer) => {
            customers::find(tx, author.scope, customer).await?;
        }
        // Nobody but the reseller has a team.
        People::Team if author.scope.customer().is_some() => return Err(Error::NotFound.into()),
        People::Team => {}
    }
    let added = invite(tx, author, invited).await?;
    row::user(&added, Timestamp::from_micros(now()))
}

/// Adds a person who has yet to register, with the link and the mail.
pub(crate) async fn invite(
    tx: &DatabaseTransaction,
    author: &Author,
    invited: Invited,
) -> Result<Model, Fault> {
    let Invited {
        of,
        new,
        invitation,
    } = invited;
    let scope = author.scope;
    let customer = of.customer().map(domain::id::CustomerId::uuid);
    let who = (&new.name, &new.email);
    let mut added = row::added(scope.reseller().uuid(), customer, who, now());
    added.invited_until = Some(invitation.link.expires_at.micros());
    user::Entity::insert(added.clone().into_active_model())
        .exec_without_returning(tx)
        .await?;
    send(tx, scope, &added, invitation).await?;
    let changes = vec![
        change(Field::Name, None, Some(&added.name)),
        change(Field::Email, None, Some(&added.email)),
    ];
    note(tx, author, &added, AuditKind::UserInvited, changes).await?;
    Ok(added)
}

/// Another link for somebody who has yet to register.
pub(super) async fn renew(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
    invitation: Invitation,
) -> Result<User, Fault> {
    let mut row = still_invited(tx, author.scope, id).await?;
    row.invited_until = Some(invitation.link.expires_at.micros());
    let mut update = scope::update::<user::Entity>(author.scope);
    update
        .value(Column::InvitedUntil, row.invited_until)
        .and_where(Column::Id.eq(row.id));
    tx.execute(&update).await?;
    links::revoke(tx, author.scope, row.id, LinkKind::Invitation).await?;
    send(tx, author.scope, &row, invitation).await?;
    let told = vec![change(Field::Email, None, Some(&row.email))];
    note(tx, author, &row, AuditKind::InvitationRenewed, told).await?;
    row::user(&row, Timestamp::from_micros(now()))
}

/// Takes an invitation back.
pub(super) async fn revoke(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
) -> Result<Name, Fault> {
    let row = still_invited(tx, author.scope, id).await?;
    take_away(tx, author, row, AuditKind::InvitationRevoked).await
}

/// Turns a person on or off.
pub(super) async fn set_enabled(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
    enabled: bool,
    now: Timestamp,
) -> Result<User, Fault> {
    let mut row = lock(tx, author.scope, id).await?;
    if row.is_enabled != enabled {
        let kind = if enabled {
            AuditKind::UserEnabled
        } else {
            may_go(tx, author, &row).await?;
            AuditKind::UserDisabled
        };
        row.is_enabled = enabled;
        let mut update = scope::update::<user::Entity>(author.scope);
        update
            .value(Column::IsEnabled, enabled)
            // Turned on again, nobody's earlier sessions come back.
            .value(Column::AuthEpoch, Expr::col(Column::AuthEpoch).add(1))
            .and_where(Column::Id.eq(row.id));
        tx.execute(&update).await?;
        note(tx, author, &row, kind, Vec::new()).await?;
    }
    row::user(&row, now)
}

/// Removes a person for good.
pub(super) async fn remove(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
) -> Result<Name, Fault> {
    let row = lock(tx, author.scope, id).await?;
    may_go(tx, author, &row).await?;
    take_away(tx, author, row, AuditKind::UserRemoved).await
}

/// The row of a person, together with all who could take their place: two people who remove each
/// other at once have to wait for each other.
async fn lock(tx: &DatabaseTransaction, scope: Scope, id: UserId) -> Result<Model, Fault> {
    let row = row::find(tx, scope, id).await?;
    let mut beside = scope::find::<user::Entity>(scope)
        .filter(belongs_with(&row))
        .lock_exclusive()
        .all(tx)
        .await?
        .into_iter();
    Ok(beside
        .find(|other| other.id == row.id)
        .ok_or(Error::NotFound)?)
}

/// Refuses to lock out the person who asks, or everybody.
async fn may_go(tx: &DatabaseTransaction, author: &Author, row: &Model) -> Result<(), Fault> {
    if author.actor() == Some(UserId::from(row.id)) {
        return Err(Error::Conflict(Conflict::Yourself).into());
    }
    let can_sign_in = row.is_enabled && row.invited_until.is_none();
    if !can_sign_in {
        return Ok(());
    }
    let others = scope::find::<user::Entity>(author.scope)
        .filter(belongs_with(row))
        .filter(Column::Id.ne(row.id))
        .filter(Column::IsEnabled.eq(true))
        .filter(Column::InvitedUntil.is_null())
        .count(tx)
        .await?;
    match others {
        0 => Err(Error::Conflict(Conflict::LastUser).into()),
        _ => Ok(()),
    }
}

/// Of the same customer, or of the same team.
fn belongs_with(row: &Model) -> sea_orm::sea_query::SimpleExpr {
    match row.customer_id {
        Some(customer) => Column::CustomerId.eq(customer),
        None => Column::CustomerId.is_null(),
    }
}

async fn still_invited(tx: &DatabaseTransaction, scope: Scope, id: UserId) -> Result<Model, Fault> {
    let row = row::find(tx, scope, id).await?;
    match row.invited_until {
        Some(_) => Ok(row),
        None => Err(Error::Conflict(Conflict::Registered).into()),
    }
}

async fn take_away(
    tx: &DatabaseTransaction,
    author: &Author,
    row: Model,
    kind: AuditKind,
) -> Result<Name, Fault> {
    let mut delete = scope::delete::<user::Entity>(author.scope);
    tx.execute(delete.and_where(Column::Id.eq(row.id))).await?;
    let changes = vec![
        change(Field::Name, Some(&row.name), None),
        change(Field::Email, Some(&row.email), None),
    ];
    note(tx, author, &row, kind, changes).await?;
    Ok(row::user(&row, Timestamp::from_micros(now()))?.name)
}

async fn send(
    tx: &DatabaseTransaction,
    scope: Scope,
    row: &Model,
    invitation: Invitation,
) -> Result<(), Fault> {
    links::add(tx, scope, row.id, LinkKind::Invitation, invitation.link).await?;
    mails::add(tx, scope, row.customer_id, invitation.mail).await
}

/// Writes down what was done to a person.
pub(super) async fn note(
    tx: &DatabaseTransaction,
    author: &Author,
    row: &Model,
    kind: AuditKind,
    changes: Vec<FieldChange>,
) -> Result<(), Fault> {
    let event = Event {
        customer: row.customer_id,
        user: Some(row.id),
        kind,
        changes,
    };
    audit::record(tx, author, &[event]).await
}

pub(super) fn change(field: Field, from: Option<&str>, to: Option<&str>) -> FieldChange {
    FieldChange {
        field: field.as_str().to_owned(),
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
    }
}
