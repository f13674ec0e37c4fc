//! One page of people. A customer has a handful of them, seldom hundreds, so that they are gathered
//! by the index of their customer and sorted then.

use super::row;
use crate::entity::user::{self, Column};
use crate::error::Fault;
use crate::fold::{fold, like};
use crate::paging::page_of;
use crate::scope;
use domain::access::Scope;
use domain::listing::{Page, Total};
use domain::timestamp::Timestamp;
use domain::user::{People, User, UserListing, UserSort};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, Select};

/// One page of people.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    of: People,
    listing: &UserListing,
    now: Timestamp,
) -> Result<Page<User>, Fault> {
    let wanted = wanted(scope, of, &listing.search);
    let total = Total::Exact(wanted.clone().count(db).await?);
    let request = listing.page;
    let key = Some(sort_key(request.sort, now));
    let (page, rows) = page_of(wanted, request, total, (key, Column::Id));
    let rows = rows.all(db).await?;
    let rows = rows.into_iter().map(|found| row::user(&found, now));
    Ok(Page {
        rows: rows.collect::<Result<_, _>>()?,
        page,
        size: request.size,
        total,
    })
}

/// Those in scope who belong there and have every word in their name or email.
fn wanted(scope: Scope, of: People, search: &str) -> Select<user::Entity> {
    let belongs = match of {
        People::Team => Column::CustomerId.is_null(),
        People::Of(customer) => Column::CustomerId.eq(customer.uuid()),
    };
    let mut wanted = scope::find::<user::Entity>(scope).filter(belongs);
    for word in fold(search).split_whitespace() {
        let is_in = |column| Expr::col((user::Entity, column)).like(like(word));
        wanted = wanted.filter(
            Condition::any()
                .add(is_in(Column::NameKey))
                .add(is_in(Column::EmailKey)),
        );
    }
    wanted
}

fn sort_key(sort: UserSort, now: Timestamp) -> SimpleExpr {
    let column = |column: Column| Expr::col((user::Entity, column));
    match sort {
        UserSort::Name => column(Column::NameKey),
        UserSort::Email => column(Column::EmailKey),
        UserSort::LastSignIn => column(Column::LastSignInAt),
        UserSort::TwoFactor => column(Column::TotpSecret).is_not_null(),
        // In the order of `UserStatus`.
        UserSort::Status => CaseStatement::new()
            .case(Column::IsEnabled.eq(false), 3)
            .case(Column::InvitedUntil.is_null(), 0)
            .case(Column::InvitedUntil.gt(now.micros()), 1)
            .finally(2)
            .into(),
    }
}
