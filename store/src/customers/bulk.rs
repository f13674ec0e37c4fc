//! Changing many customers in one transaction.

use super::counts::{self, Shift, Shifts};
use super::filter::Wanted;
use super::{change, page, row, table_of_tags};
use crate::audit::{self, Author};
use crate::entity::customer::{self, Column, Model};
use crate::error::Fault;
use crate::scope;
use domain::Error;
use domain::access::Scope;
use domain::audit::AuditKind;
use domain::customer::{BulkOutcome, CustomerSelection, Status, TagChange};
use domain::error::Conflict;
use domain::tag::Tags;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, IntoIden, IntoValueTuple, TableRef};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, QueryFilter};

/// How many rows are changed by one statement.
const CHUNK: usize = 500;

/// What is done to each customer of a selection.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// Turn it on or off.
    Status(Status),
    /// Change its tags.
    Tags(TagChange),
    /// Delete it.
    Delete,
}

/// Does something to every customer of a selection.
pub(crate) async fn act(
    tx: &DatabaseTransaction,
    author: &Author,
    selection: &CustomerSelection,
    action: &Action,
) -> Result<BulkOutcome, Fault> {
    counts::take_turn(tx, author.scope).await?;
    let ids = selected(tx, author.scope, selection).await?;
    let mut outcome = BulkOutcome::default();
    let mut shifts = Shifts::none();
    for chunk in ids.chunks(CHUNK) {
        let rows = scope::find::<customer::Entity>(author.scope)
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .all(tx)
            .await?;
        let found = rows.len() as u64;
        let changed = rows
            .into_iter()
            .filter_map(|row| shift(action, row))
            .collect::<Vec<_>>();
        outcome.changed += changed.len() as u64;
        outcome.unchanged += found - changed.len() as u64;
        write(tx, author, action, &changed).await?;
        shifts.add(changed.into_iter());
    }
    counts::settle(tx, author.scope, shifts).await?;
    Ok(outcome)
}

/// The IDs of a selection.
async fn selected(
    tx: &DatabaseTransaction,
    scope: Scope,
    selection: &CustomerSelection,
) -> Result<Vec<Uuid>, Fault> {
    let (filter, expected) = match selection {
        CustomerSelection::These(ids) if ids.len() > CustomerSelection::THESE_MAX => {
            return Err(Error::BadRequest.into());
        }
        CustomerSelection::These(ids) => return Ok(ids.iter().map(|id| id.uuid()).collect()),
        CustomerSelection::Matching { filter, expected } => (filter, *expected),
    };
    let wanted = Wanted::read(tx, scope, filter).await?;
    let now = page::count(tx, &wanted).await?;
    if now != expected {
        return Err(Error::Conflict(Conflict::Count { now }).into());
    }
    let mut query = scope::select::<customer::Entity>(scope);
    query.column(Column::Id).cond_where(wanted.holds(tx));
    let rows = tx.query_all(&query).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?)
}

/// The row before and after, if it is a change at all.
fn shift(action: &Action, before: Model) -> Option<Shift> {
    let mut after = before.clone();
    match action {
        Action::Delete => {
            return Some(Shift {
                before: Some(before),
                after: None,
            });
        }
        Action::Status(status) => after.status = row::status_number(*status),
        Action::Tags(change) => row::set_tags(&mut after, &tags(change, &before)?),
    }
    if after == before {
        return None;
    }
    after.version += 1;
    Some(Shift {
        before: Some(before),
        after: Some(after),
    })
}

/// The tags after a change; none if they would be too many.
fn tags(change: &TagChange, row: &Model) -> Option<Tags> {
    let present = Tags::parse(&row.tags).ok()?;
    match change {
        TagChange::Add(tags) => present.with(tags).ok(),
        TagChange::Remove(tags) => Some(present.without(tags)),
        TagChange::Replace(tags) => Some(tags.clone()),
    }
}

async fn write(
    tx: &DatabaseTransaction,
    author: &Author,
    action: &Action,
    changed: &[Shift],
) -> Result<(), Fault> {
    let scope = author.scope;
    let after: Vec<&Model> = changed
        .iter()
        .filter_map(|shift| shift.after.as_ref())
        .collect();
    let before: Vec<&Model> = changed
        .iter()
        .filter_map(|shift| shift.before.as_ref())
        .collect();
    let ids: Vec<Uuid> = before.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let kind = match action {
        Action::Delete => {
            change::remove(tx, scope, &ids).await?;
            AuditKind::CustomerDeleted
        }
        Action::Status(status) => {
            let mut update = scope::update::<customer::Entity>(scope);
            update.value(Column::Status, row::status_number(*status));
            update.value(Column::Version, Expr::col(Column::Version).add(1));
            tx.execute(update.and_where(Column::Id.is_in(ids.iter().copied())))
                .await?;
            if !status.is_active() {
                change::end_sessions(tx, scope, &ids).await?;
            }
            AuditKind::CustomerUpdated
        }
        Action::Tags(_) => {
            save_tags(tx, scope, &after).await?;
            table_of_tags::replace(tx, scope, &after).await?;
            AuditKind::CustomerTagged
        }
    };
    let events = changed
        .iter()
        .filter_map(|shift| change::event(kind, shift.before.as_ref(), shift.after.as_ref()));
    audit::record(tx, author, &events.collect::<Vec<_>>()).await
}

/// Writes the tags of many rows by one statement, which reads them from a list of values.
async fn save_tags(tx: &DatabaseTransaction, scope: Scope, rows: &[&Model]) -> Result<(), Fault> {
    let new = Alias::new("new").into_iden();
    let column = |number: u8| Expr::col((new.clone(), Alias::new(format!("column{number}"))));
    let values = rows.iter().map(|row| {
        (
            row.id,
            row.tags.clone(),
            row.tags_key.clone(),
            row.search_text.clone(),
        )
            .into_value_tuple()
    });
    let mut update = scope::update::<customer::Entity>(scope);
    update
        .from(TableRef::ValuesList(values.collect(), new.clone()))
        .value(Column::Tags, column(2))
        .value(Column::TagsKey, column(3))
        .value(Column::SearchText, column(4))
        .value(
            Column::Version,
            Expr::col((customer::Entity, Column::Version)).add(1),
        )
        .and_where(Expr::col((customer::Entity, Column::Id)).eq(column(1)));
    tx.execute(&update).await?;
    Ok(())
}

/// A query for the IDs of a selection as it is now.
pub(crate) async fn ids_of(
    db: &impl ConnectionTrait,
    scope: Scope,
    selection: &CustomerSelection,
) -> Result<sea_orm::sea_query::SelectStatement, Fault> {
    let mut query = scope::select::<customer::Entity>(scope);
    query.column(Column::Id);
    match selection {
        CustomerSelection::These(ids) => {
            query.and_where(Column::Id.is_in(ids.iter().map(|id| id.uuid())));
        }
        CustomerSelection::Matching { filter, .. } => {
            query.cond_where(Wanted::read(db, scope, filter).await?.holds(db));
        }
    }
    Ok(query)
}
