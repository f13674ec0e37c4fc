//! Cutting lists: one page of them, or what came since a time.

use domain::listing::{Direction, PageRequest, Sort, Total};
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{EntityTrait, Order, QueryOrder, QuerySelect, Select};

/// Sorts rows by a key, and among those alike (or without a key) by ID, and cuts a page out of them.
/// Answers which page that is: one past the end is the last one.
pub(crate) fn page_of<E: EntityTrait, S: Sort>(
    wanted: Select<E>,
    request: PageRequest<S>,
    total: Total,
    (key, id): (Option<SimpleExpr>, E::Column),
) -> (u32, Select<E>) {
    let page = request.page.clamp(1, total.pages(request.size));
    let size = u64::from(request.size.rows());
    let order = match request.direction {
        Direction::Ascending => Order::Asc,
        Direction::Descending => Order::Desc,
    };
    let sorted = match key {
        Some(key) => wanted.order_by(key, order.clone()),
        None => wanted,
    };
    let rows = sorted
        .order_by(id, order)
        .offset(u64::from(page - 1) * size)
        .limit(size);
    (page, rows)
}

/// The first ID of a time: IDs begin with the milliseconds (RFC 9562, version 7).
pub(crate) fn first_id(at: Timestamp) -> Uuid {
    let milliseconds = u128::try_from(at.micros() / 1_000).unwrap_or_default();
    Uuid::from_u128(milliseconds << 80)
}
