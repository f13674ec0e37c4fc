//! What goes with customers when they go.

use crate::entity::{transcription, usage_event, user};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::Belongings;
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter};

/// What belongs to the customers whose IDs are selected.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    scope: Scope,
    ids: SelectStatement,
) -> Result<Belongings, Fault> {
    let users = scope::find::<user::Entity>(scope)
        .filter(user::Column::CustomerId.in_subquery(ids.clone()))
        .filter(user::Column::InvitedUntil.is_null())
        .count(db)
        .await?;
    let mut sessions = scope::select::<transcription::Entity>(scope);
    sessions
        .expr(Expr::val(1))
        .and_where(transcription::Column::CustomerId.in_subquery(ids.clone()))
        .limit(1);
    let mut events = scope::select::<usage_event::Entity>(scope);
    events
        .expr(Expr::val(1))
        .and_where(usage_event::Column::CustomerId.in_subquery(ids))
        .limit(1);
    let has_usage =
        db.query_one(&sessions).await?.is_some() || db.query_one(&events).await?.is_some();
    Ok(Belongings { users, has_usage })
}
