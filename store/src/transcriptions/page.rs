//! Lists of sessions. They stand in the order of their IDs, which is that of time, so that the
//! latest ones are found without sorting.

use super::row::{self, mode_code, status_code};
use crate::entity::transcription::{Column, Entity};
use crate::error::Fault;
use crate::fold::{fold, like};
use crate::paging::{first_id, page_of};
use crate::{customers, scope, tenant};
use domain::access::Scope;
use domain::id::{CustomerId, TranscriptionId};
use domain::listing::{Page, Total};
use domain::timestamp::Timestamp;
use domain::transcription::{
    SpokenLanguage, Transcription, TranscriptionFilter, TranscriptionListing, TranscriptionSort,
};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

/// Beyond so many, sessions are not counted: the page would wait for it.
const COUNTED_MAX: u64 = 10_000;
/// The most sessions of one answer to a program.
const LIMIT_MAX: u32 = 200;
/// In how many of the latest sessions languages are looked for.
const LATELY: u64 = 2_000;

/// One page of sessions.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    scope: Scope,
    of: Option<CustomerId>,
    listing: &TranscriptionListing,
    now: Timestamp,
) -> Result<Page<Transcription>, Fault> {
    let wanted = wanted(db, scope, of, &listing.filter).await?;
    let total = count(db, &wanted).await?;
    let request = listing.page;
    let key = sort_key(request.sort).map(|column| Expr::col((Entity, column)));
    let (page, rows) = page_of(wanted, request, total, (key, Column::Id));
    let rows = rows.all(db).await?;
    Ok(Page {
        rows: row::transcriptions(db, scope, rows, now).await?,
        page,
        size: request.size,
        total,
    })
}

/// What somebody asks the latest sessions of: whose, which, before which one, how many.
pub(super) type Asked<'a> = (
    Option<CustomerId>,
    &'a TranscriptionFilter,
    Option<TranscriptionId>,
    u32,
);

/// The latest sessions before one.
pub(super) async fn latest(
    db: &impl ConnectionTrait,
    scope: Scope,
    (of, filter, before, limit): Asked<'_>,
    now: Timestamp,
) -> Result<Vec<Transcription>, Fault> {
    let mut wanted = wanted(db, scope, of, filter).await?;
    if let Some(before) = before {
        wanted = wanted.filter(Column::Id.lt(before.uuid()));
    }
    let rows = wanted
        .order_by_desc(Column::Id)
        .limit(u64::from(Ord::min(limit, LIMIT_MAX)))
        .all(db)
        .await?;
    row::transcriptions(db, scope, rows, now).await
}

/// The languages of the latest sessions.
pub(super) async fn languages(
    db: &impl ConnectionTrait,
    scope: Scope,
    of: Option<CustomerId>,
) -> Result<Vec<SpokenLanguage>, Fault> {
    let mut latest = scope::select::<Entity>(scope);
    latest
        .column(Column::Language)
        .order_by(Column::Id, Order::Desc)
        .limit(LATELY);
    if let Some(customer) = of {
        latest.and_where(Column::CustomerId.eq(customer.uuid()));
    }
    let mut query = Query::select();
    query
        .distinct()
        .column(Column::Language)
        .from_subquery(latest, Alias::new("latest"))
        .order_by(Column::Language, Order::Asc);
    let rows = db.query_all(&query).await?;
    let tags: Vec<String> = rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?;
    let languages = tags
        .iter()
        .filter_map(|tag| SpokenLanguage::parse(tag).ok());
    Ok(languages.collect())
}

/// Those that pass a filter.
async fn wanted(
    db: &impl ConnectionTrait,
    scope: Scope,
    of: Option<CustomerId>,
    filter: &TranscriptionFilter,
) -> Result<Select<Entity>, Fault> {
    let mut wanted = scope::find::<Entity>(scope);
    if let Some(customer) = of {
        customers::find(db, scope, customer).await?;
        wanted = wanted.filter(Column::CustomerId.eq(customer.uuid()));
    }
    if !filter.statuses.is_empty() {
        let codes = filter.statuses.iter().map(|status| status_code(*status));
        wanted = wanted.filter(Column::Status.is_in(codes));
    }
    if let Some(mode) = filter.mode {
        wanted = wanted.filter(Column::Mode.eq(mode_code(mode)));
    }
    if let Some(language) = &filter.language {
        wanted = wanted.filter(Column::Language.eq(language.as_str()));
    }
    if let Some(token) = filter.token {
        wanted = wanted.filter(Column::TokenId.eq(token.uuid()));
    }
    let (from, to) = tenant::days(db, scope.reseller(), (filter.from, filter.to)).await?;
    if let Some(from) = from {
        wanted = wanted.filter(Column::Id.gte(first_id(from)));
    }
    if let Some(to) = to {
        wanted = wanted.filter(Column::Id.lt(first_id(to)));
    }
    Ok(search(wanted, &filter.search))
}

/// Those with an ID, or with every word in their names.
fn search(mut wanted: Select<Entity>, search: &str) -> Select<Entity> {
    if let Ok(id) = search.trim().parse::<TranscriptionId>() {
        return wanted.filter(Column::Id.eq(id.uuid()));
    }
    for word in fold(search).split_whitespace() {
        let text = Expr::col((Entity, Column::SearchText));
        wanted = wanted.filter(Condition::all().add(text.like(like(word))));
    }
    wanted
}

async fn count(db: &impl ConnectionTrait, wanted: &Select<Entity>) -> Result<Total, Fault> {
    let some = wanted
        .clone()
        .select_only()
        .column(Column::Id)
        .limit(COUNTED_MAX + 1);
    let mut query = Query::select();
    query
        .expr(Func::count(Expr::col(Column::Id)))
        .from_subquery(some.into_query(), Alias::new("some"));
    let row = db.query_one(&query).await?;
    let rows: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(match rows.cast_unsigned() {
        rows if rows > COUNTED_MAX => Total::MoreThan(COUNTED_MAX),
        rows => Total::Exact(rows),
    })
}

/// What is sorted by beside the ID.
const fn sort_key(sort: TranscriptionSort) -> Option<Column> {
    match sort {
        TranscriptionSort::Created => None,
        TranscriptionSort::Started => Some(Column::StartedAt),
        TranscriptionSort::Finished => Some(Column::FinishedAt),
        TranscriptionSort::Audio => Some(Column::MediaMs),
        TranscriptionSort::Billed => Some(Column::BilledMs),
    }
}
