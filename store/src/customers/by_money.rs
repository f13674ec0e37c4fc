//! Customers in the order of what they have. That stands in another table, which is walked by an
//! index of its own.

use super::order::{Place, number, number_key};
use crate::connect::is_postgres;
use crate::entity::account::Column as A;
use crate::entity::{account, customer};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::customer::CustomerFilter;
use domain::ledger::Figure;
use domain::listing::Direction;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Order, SelectStatement, Value};
use sea_orm::{ColumnTrait, ConnectionTrait, IntoSimpleExpr};

/// Amounts from one on, and below another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amounts {
    /// Which ones.
    pub figure: Figure,
    /// The least, in micros.
    pub from: Option<i64>,
    /// The first that is too much, in micros.
    pub below: Option<i64>,
}

impl Amounts {
    /// The accounts with such an amount.
    pub(super) fn accounts(&self, scope: Scope) -> SelectStatement {
        let mut accounts = scope::select::<account::Entity>(scope);
        let amount = || amount(self.figure);
        accounts
            .column(A::CustomerId)
            .and_where_option(self.from.map(|from| amount().gte(from)))
            .and_where_option(self.below.map(|below| amount().lt(below)));
        accounts
    }

    /// The test of a customer.
    pub(super) fn holds(&self, scope: Scope) -> Expr {
        let mut own = self.accounts(scope);
        let id = customer::Column::Id.into_simple_expr();
        own.and_where(A::CustomerId.into_simple_expr().eq(id));
        Expr::exists(own)
    }
}

/// What is read of the list, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'a> {
    /// The order.
    pub figure: Figure,
    /// Up or down.
    pub direction: Direction,
    /// From behind this place on.
    pub after: Option<&'a Place>,
    /// How many are left out then.
    pub skip: u64,
    /// How many are read.
    pub take: u64,
}

/// The customers that pass a test, in order, each with its place in the list.
pub(crate) async fn walk(
    db: &impl ConnectionTrait,
    scope: Scope,
    passing: Condition,
    walk: Walk<'_>,
) -> Result<Vec<Place>, Fault> {
    // Accounts outlive their customers.
    let mut there = scope::select::<customer::Entity>(scope);
    there
        .column(customer::Column::Id)
        .and_where(
            customer::Column::Id
                .into_simple_expr()
                .eq(A::CustomerId.into_simple_expr()),
        )
        .cond_where(passing);
    let mut list = accounts_by(scope, walk.figure, walk.direction);
    list.and_where(Expr::exists(there));
    if let Some(after) = walk.after {
        let here = Expr::tuple([amount(walk.figure), A::CustomerId.into_simple_expr()]);
        let bound: Value = number(&after.key).into();
        let bound = Expr::tuple([Expr::val(bound), Expr::val(after.id)]);
        list.and_where(match walk.direction {
            Direction::Ascending => here.gt(bound),
            Direction::Descending => here.lt(bound),
        });
    }
    list.offset(walk.skip).limit(walk.take);
    places(db, &list).await
}

/// Of a few customers, given by their IDs, the same.
pub(crate) async fn sort(
    db: &impl ConnectionTrait,
    scope: Scope,
    few: SelectStatement,
    walk: Walk<'_>,
) -> Result<Vec<Place>, Fault> {
    let mut list = scope::select::<account::Entity>(scope);
    list.column(A::CustomerId).expr(amount(walk.figure));
    let amount = if is_postgres(db) {
        amount(walk.figure)
    } else {
        // The plus keeps SQLite from walking all accounts in this order.
        Expr::cust_with_expr("+?", amount(walk.figure))
    };
    list.and_where(A::CustomerId.in_subquery(few))
        .order_by_expr(amount, order(walk.direction))
        .order_by(A::CustomerId, order(walk.direction))
        .offset(walk.skip)
        .limit(walk.take);
    places(db, &list).await
}

fn accounts_by(scope: Scope, figure: Figure, direction: Direction) -> SelectStatement {
    let mut list = scope::select::<account::Entity>(scope);
    list.column((account::Entity, A::CustomerId))
        .expr(amount(figure))
        .order_by_expr(amount(figure), order(direction))
        .order_by((account::Entity, A::CustomerId), order(direction));
    list
}

async fn places(db: &impl ConnectionTrait, list: &SelectStatement) -> Result<Vec<Place>, Fault> {
    let rows = db.query_all(list).await?;
    let place = |row: &sea_orm::QueryResult| {
        Ok::<_, sea_orm::DbErr>(Place {
            id: row.try_get_by_index::<Uuid>(0)?,
            key: number_key(row.try_get_by_index(1)?),
        })
    };
    Ok(rows.iter().map(place).collect::<Result<_, _>>()?)
}

/// A figure, as its index has it.
fn amount(figure: Figure) -> Expr {
    match figure {
        Figure::Balance => A::Balance.into_simple_expr(),
        Figure::Credits => A::Credits.into_simple_expr(),
        // Credits that have expired are taken out within a minute.
        Figure::Available => A::Balance
            .into_simple_expr()
            .add(A::Credits.into_simple_expr())
            .add(A::CreditLimit.into_simple_expr())
            .sub(A::Held.into_simple_expr()),
    }
}

const fn order(direction: Direction) -> Order {
    match direction {
        Direction::Ascending => Order::Asc,
        Direction::Descending => Order::Desc,
    }
}

/// The amounts that a filter asks for.
pub(crate) fn asked(filter: &CustomerFilter) -> impl Iterator<Item = Amounts> {
    let amounts = Figure::ALL.map(|figure| {
        let asked = filter.amounts(figure);
        Amounts {
            figure,
            from: asked.from,
            below: asked.below,
        }
    });
    let is_narrow = |it: &Amounts| it.from.is_some() || it.below.is_some();
    amounts.into_iter().filter(is_narrow)
}
