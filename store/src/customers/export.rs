//! Taking customers out, in the order of the list, a chunk at a time.

use super::by_money::{self, Walk};
use super::filter::Wanted;
use super::order::{self, Place};
use super::page::at_places;
use super::row::customer;
use crate::entity::customer::{self as table, Column, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::{Customer, CustomerSelection, CustomerSort, Position};
use domain::listing::Direction;
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, FromQueryResult, QueryTrait};

/// The next customers after a position.
pub(crate) async fn next(
    db: &impl ConnectionTrait,
    scope: Scope,
    selection: &CustomerSelection,
    (sort, direction): (CustomerSort, Direction),
    after: Option<&Position>,
    limit: u32,
) -> Result<(Vec<Customer>, Option<Position>), Fault> {
    let passing = match selection {
        CustomerSelection::These(ids) => {
            Condition::all().add(Column::Id.is_in(ids.iter().map(|id| id.uuid())))
        }
        CustomerSelection::Matching { filter, .. } => {
            Wanted::read(db, scope, filter).await?.holds(db)
        }
    };
    let after = after.map(|after| Place {
        key: after.key.clone(),
        id: after.id.uuid(),
    });
    let (rows, last) = if let Some(figure) = sort.figure() {
        let walk = Walk {
            figure,
            direction,
            after: after.as_ref(),
            skip: 0,
            take: limit.into(),
        };
        let places = by_money::walk(db, scope, passing, walk).await?;
        let rows = at_places(db, scope, &places).await?;
        (rows, places.last().cloned())
    } else {
        let mut query = scope::find::<table::Entity>(scope).into_query();
        query
            .cond_where(passing)
            .and_where_option(after.map(|place| order::beyond(sort, direction, &place)));
        order::order_by(&mut query, sort, direction);
        query.limit(limit.into());
        let rows = db.query_all(&query).await?;
        let rows = rows.iter().map(|row| Model::from_query_result(row, ""));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let last = rows.last().map(|row| Place::of(sort, row));
        (rows, last)
    };
    let position = last.map(|place| Position {
        key: place.key,
        id: place.id.into(),
    });
    Ok((
        rows.into_iter().map(customer).collect::<Result<_, _>>()?,
        position,
    ))
}
