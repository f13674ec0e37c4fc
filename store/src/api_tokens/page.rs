//! One page of tokens. A customer has a handful of them, so that they are gathered by the index of
//! their customer and sorted then.

use super::row;
use crate::entity::api_token::{self, Column};
use crate::error::Fault;
use crate::fold::{fold, like};
use crate::paging::page_of;
use crate::scope;
use domain::access::Scope;
use domain::api_token::{ApiToken, Holder, TokenListing, TokenSort};
use domain::listing::{Page, Total};
use domain::timestamp::Timestamp;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, Select};

/// One page of tokens.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    of: Holder,
    listing: &TokenListing,
    now: Timestamp,
) -> Result<Page<ApiToken>, Fault> {
    row::check_holder(db, scope, of).await?;
    let wanted = wanted(scope, of, &listing.search);
    let total = Total::Exact(wanted.clone().count(db).await?);
    let request = listing.page;
    let key = Some(sort_key(request.sort, now));
    let (page, rows) = page_of(wanted, request, total, (key, Column::Id));
    let rows = rows.all(db).await?;
    Ok(Page {
        rows: row::tokens(db, scope, rows, now).await?,
        page,
        size: request.size,
        total,
    })
}

/// Those of the holder that have every word in their name, or at their beginning or end.
fn wanted(scope: Scope, of: Holder, search: &str) -> Select<api_token::Entity> {
    let belongs = match of {
        Holder::Reseller => Column::CustomerId.is_null(),
        Holder::Customer(customer) => Column::CustomerId.eq(customer.uuid()),
    };
    let mut wanted = scope::find::<api_token::Entity>(scope).filter(belongs);
    for word in search.split_whitespace() {
        wanted = wanted.filter(
            Condition::any()
                .add(Expr::col((api_token::Entity, Column::NameKey)).like(like(&fold(word))))
                .add(Column::Prefix.eq(word))
                .add(Column::Last4.eq(word)),
        );
    }
    wanted
}

fn sort_key(sort: TokenSort, now: Timestamp) -> SimpleExpr {
    let column = |column: Column| Expr::col((api_token::Entity, column));
    match sort {
        TokenSort::Name => column(Column::NameKey),
        TokenSort::Created => column(Column::CreatedAt),
        TokenSort::LastUsed => column(Column::LastUsedAt),
        // Never comes last.
        TokenSort::Expires => {
            Func::coalesce([column(Column::ExpiresAt), Expr::val(i64::MAX)]).into()
        }
        // In the order of `TokenState`.
        TokenSort::State => CaseStatement::new()
            .case(Column::IsRevoked.eq(true), 3)
            .case(Column::ExpiresAt.lte(now.micros()), 2)
            .case(Column::ReplacedBy.is_not_null(), 1)
            .finally(0)
            .into(),
    }
}
