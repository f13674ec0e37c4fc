//! What the list is sorted by: columns, keys and places.
//!
//! A place in a list is a key and an ID. Keys of numbers are written so that they sort as text,
//! which lets every sort be kept in one table of ranks.

use crate::entity::customer::{Column, Model};
use domain::customer::CustomerSort;
use domain::listing::{Direction, Sort};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, Order, SelectStatement, Value};

/// A place between two rows of a sorted list, or on one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The sort key.
    pub key: String,
    /// The customer's ID.
    pub id: Uuid,
}

impl Place {
    /// Before every row.
    pub(crate) const START: Self = Self {
        key: String::new(),
        id: Uuid::nil(),
    };

    /// Where a row stands.
    pub(crate) fn of(sort: CustomerSort, row: &Model) -> Self {
        Self {
            key: key(sort, row),
            id: row.id,
        }
    }
}

/// The sorts that are columns of customers: by what they have, they are sorted in another table.
pub(crate) fn own() -> impl Iterator<Item = CustomerSort> {
    let all = CustomerSort::ALL.iter().copied();
    all.filter(|sort| sort.figure().is_none())
}

/// The column of a sort; none where the ID alone is the order, or another table has it.
pub(crate) const fn column(sort: CustomerSort) -> Option<Column> {
    match sort {
        CustomerSort::Id
        | CustomerSort::Balance
        | CustomerSort::Credits
        | CustomerSort::Available => None,
        CustomerSort::Name => Some(Column::NameKey),
        CustomerSort::Email => Some(Column::EmailKey),
        CustomerSort::Phone => Some(Column::PhoneE164),
        CustomerSort::Registered => Some(Column::RegisteredAt),
        CustomerSort::Status => Some(Column::Status),
        CustomerSort::Tags => Some(Column::TagsKey),
        CustomerSort::TeamType => Some(Column::TeamType),
        CustomerSort::Company => Some(Column::CompanyKey),
        CustomerSort::LastActivity => Some(Column::LastActivityAt),
    }
}

/// The key of a row.
pub(crate) fn key(sort: CustomerSort, row: &Model) -> String {
    match sort {
        CustomerSort::Id
        | CustomerSort::Balance
        | CustomerSort::Credits
        | CustomerSort::Available => String::new(),
        CustomerSort::Name => row.name_key.clone(),
        CustomerSort::Email => row.email_key.clone(),
        CustomerSort::Phone => row.phone_e164.clone(),
        CustomerSort::Registered => number_key(row.registered_at),
        CustomerSort::Status => number_key(row.status.into()),
        CustomerSort::Tags => row.tags_key.clone(),
        CustomerSort::TeamType => number_key(row.team_type.into()),
        CustomerSort::Company => row.company_key.clone(),
        CustomerSort::LastActivity => number_key(row.last_activity_at),
    }
}

/// Rows at or after a place, in ascending order.
pub(crate) fn from(sort: CustomerSort, place: &Place) -> Expr {
    match column(sort) {
        None => Expr::col(Column::Id).gte(place.id),
        Some(column) => pair(column).gte(bound(sort, place)),
    }
}

/// Rows after a place, in ascending order.
fn after(sort: CustomerSort, place: &Place) -> Expr {
    match column(sort) {
        None => Expr::col(Column::Id).gt(place.id),
        Some(column) => pair(column).gt(bound(sort, place)),
    }
}

/// Rows before a place, in ascending order.
pub(crate) fn before(sort: CustomerSort, place: &Place) -> Expr {
    match column(sort) {
        None => Expr::col(Column::Id).lt(place.id),
        Some(column) => pair(column).lt(bound(sort, place)),
    }
}

/// Rows that follow a place in a direction.
pub(crate) fn beyond(sort: CustomerSort, direction: Direction, place: &Place) -> Expr {
    match direction {
        Direction::Ascending => after(sort, place),
        Direction::Descending => before(sort, place),
    }
}

/// Puts a query's rows in order.
pub(crate) fn order_by(query: &mut SelectStatement, sort: CustomerSort, direction: Direction) {
    let order = match direction {
        Direction::Ascending => Order::Asc,
        Direction::Descending => Order::Desc,
    };
    if let Some(column) = column(sort) {
        query.order_by(column, order.clone());
    }
    query.order_by(Column::Id, order);
}

/// The place of a row of a query that selected [`columns`].
pub(crate) fn read(
    sort: CustomerSort,
    row: &sea_orm::QueryResult,
) -> Result<Place, sea_orm::DbErr> {
    let key = match column(sort) {
        None => String::new(),
        Some(Column::Status | Column::TeamType) => {
            number_key(row.try_get_by_index::<i16>(1)?.into())
        }
        Some(Column::RegisteredAt | Column::LastActivityAt) => number_key(row.try_get_by_index(1)?),
        Some(_) => row.try_get_by_index(1)?,
    };
    Ok(Place {
        key,
        id: row.try_get_by_index(0)?,
    })
}

/// What [`read`] wants: the ID and the column of the sort.
pub(crate) fn columns(query: &mut SelectStatement, sort: CustomerSort) {
    query.column(Column::Id);
    if let Some(column) = column(sort) {
        query.column(column);
    }
}

fn pair(column: Column) -> Expr {
    Expr::tuple([Expr::col(column), Expr::col(Column::Id)])
}

fn bound(sort: CustomerSort, place: &Place) -> Expr {
    Expr::tuple([Expr::val(value(sort, &place.key)), Expr::val(place.id)])
}

/// The value that a key stands for in its column.
pub(crate) fn value(sort: CustomerSort, key: &str) -> Value {
    match sort {
        CustomerSort::Id
        | CustomerSort::Name
        | CustomerSort::Email
        | CustomerSort::Phone
        | CustomerSort::Tags
        | CustomerSort::Company => key.to_owned().into(),
        CustomerSort::Registered
        | CustomerSort::Status
        | CustomerSort::TeamType
        | CustomerSort::LastActivity
        | CustomerSort::Balance
        | CustomerSort::Credits
        | CustomerSort::Available => number(key).into(),
    }
}

/// Twenty digits, from the smallest number up.
pub(crate) fn number_key(number: i64) -> String {
    format!("{:020}", number.cast_unsigned() ^ (1 << 63))
}

/// The number of a key; the start of the list is the smallest one.
pub(crate) fn number(key: &str) -> i64 {
    (key.parse().unwrap_or(0_u64) ^ (1 << 63)).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_of_numbers_sort_like_the_numbers(one: i64, other: i64) {
            prop_assert_eq!(number(&number_key(one)), one);
            prop_assert_eq!(one.cmp(&other), number_key(one).cmp(&number_key(other)));
        }
    }

    #[test]
    fn the_start_is_before_every_number() {
        assert_eq!(number(&Place::START.key), i64::MIN);
    }
}
