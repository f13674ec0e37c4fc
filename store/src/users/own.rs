//! What people do to themselves: registering, taking another name, choosing a language.

use super::change::{change, note};
use super::row;
use crate::audit::Author;
use crate::entity::user::{self, Column, Model};
use crate::error::Fault;
use crate::{fold, scope, team_type};
use domain::audit::AuditKind;
use domain::field::Field;
use domain::id::{CustomerId, UserId};
use domain::language::Language;
use domain::name::Name;
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction};

/// A person takes another name.
pub(super) async fn rename(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
    name: &Name,
) -> Result<(), Fault> {
    let row = row::find(tx, author.scope, id).await?;
    if row.name == name.as_str() {
        return Ok(());
    }
    let mut update = scope::update::<user::Entity>(author.scope);
    update
        .value(Column::Name, name.as_str())
        .value(Column::NameKey, fold::key(name.as_str()))
        .and_where(Column::Id.eq(row.id));
    tx.execute(&update).await?;
    let changes = vec![change(Field::Name, Some(&row.name), Some(name.as_str()))];
    note(tx, author, &row, AuditKind::UserRenamed, changes).await
}

/// A person chooses the language of their pages, or leaves it to their browser.
pub(super) async fn choose_language(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
    language: Option<Language>,
) -> Result<(), Fault> {
    let row = row::find(tx, author.scope, id).await?;
    let (was, is) = (row.language.as_deref(), language.map(Language::code));
    if was == is {
        return Ok(());
    }
    let mut update = scope::update::<user::Entity>(author.scope);
    update
        .value(Column::Language, is)
        .and_where(Column::Id.eq(row.id));
    tx.execute(&update).await?;
    let changes = vec![change(Field::Language, was, is)];
    note(tx, author, &row, AuditKind::LanguageChosen, changes).await
}

/// A person registers: from now on they can sign in.
pub(crate) async fn register(
    tx: &DatabaseTransaction,
    author: &Author,
    id: Uuid,
    (name, password_hash): (Name, String),
) -> Result<Model, Fault> {
    let mut row = row::find(tx, author.scope, UserId::from(id)).await?;
    let was = std::mem::replace(&mut row.name, name.as_str().to_owned());
    row.invited_until = None;
    let mut update = scope::update::<user::Entity>(author.scope);
    update
        .value(Column::Name, row.name.clone())
        .value(Column::NameKey, fold::key(&row.name))
        .value(Column::PasswordHash, password_hash)
        .value(Column::InvitedUntil, row.invited_until)
        .and_where(Column::Id.eq(row.id));
    tx.execute(&update).await?;
    let renamed = (was != row.name).then(|| change(Field::Name, Some(&was), Some(&row.name)));
    let changes = renamed.into_iter().collect();
    note(tx, author, &row, AuditKind::UserRegistered, changes).await?;
    if let Some(customer) = row.customer_id {
        team_type::derive(tx, author, CustomerId::from(customer)).await?;
    }
    Ok(row)
}
