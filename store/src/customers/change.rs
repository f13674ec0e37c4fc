//! Changing one customer.

use super::counts::{self, Shift, Shifts};
use super::{belongings, bulk, row, table_of_tags};
use crate::audit::{self, Author, Event};
use crate::entity::customer::{self, Column, Model};
use crate::entity::{audit_event, customer_invitation, user};
use crate::error::Fault;
use crate::ledger;
use crate::scope;
use crate::team_type;
use crate::usage;
use crate::users::{self, Invited};
use domain::Error;
use domain::access::Scope;
use domain::audit::AuditKind;
use domain::customer::{CustomerChange, CustomerSelection, NewCustomer, TeamType};
use domain::email::Email;
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::CustomerId;
use domain::name::Name;
use domain::tag::Tags;
use domain::timestamp::Timestamp;
use domain::user::{Invitation, NewUser, People};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable,
    QueryFilter,
};

/// The row of a customer.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    id: CustomerId,
) -> Result<Model, Fault> {
    let row = scope::find::<customer::Entity>(scope).filter(Column::Id.eq(id.uuid()));
    Ok(row.one(db).await?.ok_or(Error::NotFound)?)
}

/// Makes sure that a customer is there until the end of the transaction, and is active: for what is
/// written beside it by many at once.
pub(crate) async fn hold_active(
    tx: &DatabaseTransaction,
    scope: Scope,
    id: CustomerId,
) -> Result<(), Fault> {
    match hold(tx, scope, id).await? {
        0 => Ok(()),
        _ => Err(Error::Conflict(Conflict::CustomerInactive).into()),
    }
}

/// Makes sure that a customer is there until the end of the transaction. Answers its status.
pub(crate) async fn hold(
    tx: &DatabaseTransaction,
    scope: Scope,
    id: CustomerId,
) -> Result<i16, Fault> {
    let mut query = scope::select::<customer::Entity>(scope);
    query
        .column(Column::Status)
        .and_where(Column::Id.eq(id.uuid()))
        .lock(LockType::KeyShare);
    let row = tx.query_one(&query).await?.ok_or(Error::NotFound)?;
    Ok(row.try_get_by_index(0)?)
}

/// Adds a customer and, with an invitation, its first person.
pub(crate) async fn create(
    tx: &DatabaseTransaction,
    author: &Author,
    new: NewCustomer,
    first_person: Option<Invitation>,
) -> Result<Model, Fault> {
    let person = NewUser {
        name: new.name.clone(),
        email: new.email.clone(),
    };
    let new = new_row(tx, author.scope, new, &Tags::default()).await?;
    add(tx, author, AuditKind::CustomerCreated, &new).await?;
    if let Some(invitation) = first_person {
        let invited = Invited {
            of: People::Of(CustomerId::from(new.id)),
            new: person,
            invitation,
        };
        users::invite(tx, author, invited).await?;
    }
    Ok(new)
}

/// The row of a customer that is to be added in this transaction.
pub(crate) async fn new_row(
    tx: &DatabaseTransaction,
    scope: Scope,
    new: NewCustomer,
    tags: &Tags,
) -> Result<Model, Fault> {
    let seq = counts::take_turn(tx, scope).await?;
    let mut new = row::added(scope.reseller().uuid(), seq, new);
    row::set_tags(&mut new, tags);
    Ok(new)
}

/// Adds the row of a customer.
pub(crate) async fn add(
    tx: &DatabaseTransaction,
    author: &Author,
    kind: AuditKind,
    new: &Model,
) -> Result<(), Fault> {
    customer::Entity::insert(new.clone().into_active_model())
        .exec_without_returning(tx)
        .await?;
    ledger::open(tx, author.scope, std::iter::once(new.id)).await?;
    table_of_tags::add(tx, &[new]).await?;
    counts::set_next_seq(tx, author.scope, new.seq + 1).await?;
    finish(tx, author, kind, None, Some(new.clone())).await
}

/// Gives a customer another account email, which has been verified.
pub(crate) async fn set_email(
    tx: &DatabaseTransaction,
    author: &Author,
    before: Model,
    email: &Email,
) -> Result<(), Fault> {
    let mut after = before.clone();
    row::set_email(&mut after, email);
    write(tx, author, AuditKind::EmailVerified, (before, after)).await?;
    Ok(())
}

/// Notes what a customer counts as, and the company of an enterprise.
pub(crate) async fn set_team_type(
    tx: &DatabaseTransaction,
    author: &Author,
    before: Model,
    (team_type, company): (TeamType, Option<&Name>),
) -> Result<(), Fault> {
    let mut after = before.clone();
    row::set_team_type(&mut after, team_type, company);
    write(tx, author, AuditKind::CustomerUpdated, (before, after)).await?;
    Ok(())
}

/// Changes a customer.
pub(crate) async fn update(
    tx: &DatabaseTransaction,
    author: &Author,
    id: CustomerId,
    change: CustomerChange,
) -> Result<Model, Fault> {
    counts::take_turn(tx, author.scope).await?;
    let before = find(tx, author.scope, id).await?;
    if before.version != change.version {
        return Err(Error::Conflict(Conflict::Changed).into());
    }
    let mut after = before.clone();
    row::set_contact(
        &mut after,
        &change.name,
        &change.email,
        change.phone.as_ref(),
    );
    after.status = row::status_number(change.status);
    // Of a change of nothing but tags the customer is not to know.
    let kind = if after == before {
        AuditKind::CustomerTagged
    } else {
        AuditKind::CustomerUpdated
    };
    if let Some(tags) = &change.tags {
        row::set_tags(&mut after, tags);
    }
    let is_other_email = after.email_key != before.email_key;
    let after = write(tx, author, kind, (before, after)).await?;
    if !is_other_email {
        return Ok(after);
    }
    // Nobody has verified the new one.
    team_type::derive(tx, author, id).await?;
    find(tx, author.scope, id).await
}

/// Gives a customer other tags.
pub(crate) async fn retag(
    tx: &DatabaseTransaction,
    author: &Author,
    id: CustomerId,
    tags: &Tags,
) -> Result<Model, Fault> {
    counts::take_turn(tx, author.scope).await?;
    let before = find(tx, author.scope, id).await?;
    let mut after = before.clone();
    row::set_tags(&mut after, tags);
    write(tx, author, AuditKind::CustomerTagged, (before, after)).await
}

/// Writes a changed row down, with what follows from the change.
async fn write(
    tx: &DatabaseTransaction,
    author: &Author,
    kind: AuditKind,
    (before, mut after): (Model, Model),
) -> Result<Model, Fault> {
    if after == before {
        return Ok(before);
    }
    after.version += 1;
    save(tx, author.scope, &after).await?;
    if before.status == 0 && after.status != 0 {
        end_sessions(tx, author.scope, &[after.id]).await?;
    }
    if before.tags != after.tags {
        table_of_tags::replace(tx, author.scope, &[&after]).await?;
    }
    finish(tx, author, kind, Some(before), Some(after.clone())).await?;
    Ok(after)
}

/// Deletes a customer and all that belongs to it.
pub(crate) async fn delete(
    tx: &DatabaseTransaction,
    author: &Author,
    id: CustomerId,
    typed_name: &str,
    version: Option<i32>,
) -> Result<Model, Fault> {
    counts::take_turn(tx, author.scope).await?;
    let before = find(tx, author.scope, id).await?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Error::Conflict(Conflict::Changed).into());
    }
    let selection = CustomerSelection::These(vec![id]);
    let ids = bulk::ids_of(tx, author.scope, &selection).await?;
    let belongings = belongings::of(tx, author.scope, ids).await?;
    if belongings.need_typed_name() && domain::text::nfc(typed_name.trim()) != before.name {
        return Err(Error::invalid(Field::Confirmation, Issue::DoesNotMatch).into());
    }
    remove(tx, author.scope, &[before.id]).await?;
    finish(
        tx,
        author,
        AuditKind::CustomerDeleted,
        Some(before.clone()),
        None,
    )
    .await?;
    Ok(before)
}

/// Takes customers away: people, sessions, tokens, usage and tags go with them, and what the audit log and the
/// invitations knew of them. That they were there, and who did what when, stays.
pub(crate) async fn remove(
    tx: &DatabaseTransaction,
    scope: Scope,
    ids: &[Uuid],
) -> Result<(), Fault> {
    usage::forget(tx, scope, ids).await?;
    let mut delete = scope::delete::<customer::Entity>(scope);
    tx.execute(delete.and_where(Column::Id.is_in(ids.iter().copied())))
        .await?;
    ledger::forget(tx, scope, ids).await?;
    let mut forget = scope::update::<customer_invitation::Entity>(scope);
    forget
        .value(customer_invitation::Column::Email, Expr::null())
        .value(customer_invitation::Column::Note, "")
        .value(customer_invitation::Column::CustomerId, Expr::null())
        .and_where(customer_invitation::Column::CustomerId.is_in(ids.iter().copied()));
    tx.execute(&forget).await?;
    let mut empty = scope::update::<audit_event::Entity>(scope);
    empty
        .value(audit_event::Column::Changes, Expr::null())
        .and_where(audit_event::Column::CustomerId.is_in(ids.iter().copied()))
        .and_where(audit_event::Column::Changes.is_not_null());
    tx.execute(&empty).await?;
    Ok(())
}

/// Ends the sessions of customers' people, for good: turning a customer on again does not bring
/// them back.
pub(crate) async fn end_sessions(
    tx: &DatabaseTransaction,
    scope: Scope,
    customers: &[Uuid],
) -> Result<(), Fault> {
    use user::Column::{AuthEpoch, CustomerId};
    let mut update = scope::update::<user::Entity>(scope);
    update
        .value(AuthEpoch, Expr::col(AuthEpoch).add(1))
        .and_where(CustomerId.is_in(customers.iter().copied()));
    tx.execute(&update).await?;
    Ok(())
}

/// Notes that one of a customer's people was here: neither a change of version nor an event.
pub(crate) async fn note_activity(
    tx: &DatabaseTransaction,
    scope: Scope,
    id: CustomerId,
    now: Timestamp,
) -> Result<(), Fault> {
    counts::take_turn(tx, scope).await?;
    let before = find(tx, scope, id).await?;
    let mut after = before.clone();
    after.last_activity_at = now.micros();
    save(tx, scope, &after).await?;
    let mut shifts = Shifts::none();
    shifts.add(
        [Shift {
            before: Some(before),
            after: Some(after),
        }]
        .into_iter(),
    );
    counts::settle(tx, scope, shifts).await
}

/// The same, unless it was noted so many seconds before at most, or the customer is gone.
pub(crate) async fn note_activity_since(
    tx: &DatabaseTransaction,
    scope: Scope,
    id: CustomerId,
    now: Timestamp,
    seconds: i64,
) -> Result<(), Fault> {
    match find(tx, scope, id).await {
        Ok(row) if row.last_activity_at > now.plus_seconds(-seconds).micros() => Ok(()),
        Ok(_) => note_activity(tx, scope, id, now).await,
        Err(Fault::Refused(Error::NotFound)) => Ok(()),
        Err(fault) => Err(fault),
    }
}

async fn save(tx: &DatabaseTransaction, scope: Scope, row: &Model) -> Result<(), Fault> {
    let mut values = row.clone().into_active_model();
    let mut update = scope::update::<customer::Entity>(scope);
    for column in Column::iter() {
        if let Some(value) = sea_orm::ActiveModelTrait::take(&mut values, column).into_value() {
            update.value(column, value);
        }
    }
    tx.execute(update.and_where(Column::Id.eq(row.id))).await?;
    Ok(())
}

async fn finish(
    tx: &DatabaseTransaction,
    author: &Author,
    kind: AuditKind,
    before: Option<Model>,
    after: Option<Model>,
) -> Result<(), Fault> {
    let event = event(kind, before.as_ref(), after.as_ref());
    audit::record(tx, author, event.as_slice()).await?;
    let mut shifts = Shifts::none();
    shifts.add([Shift { before, after }].into_iter());
    counts::settle(tx, author.scope, shifts).await
}

/// The event of a change. A deletion names the customer's ID and nothing of the person.
pub(crate) fn event(
    kind: AuditKind,
    before: Option<&Model>,
    after: Option<&Model>,
) -> Option<Event> {
    let customer = after.or(before)?.id;
    let changes = after.map_or_else(Vec::new, |after| row::changes(before, Some(after)));
    Some(Event {
        customer: Some(customer),
        user: None,
        kind,
        changes,
    })
}
