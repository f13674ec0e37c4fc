//! All customers together: the port, and a file for each part of the work.

mod attention;
mod failures;
mod invitations;
mod silent;
mod standings;
mod stuck;
mod tokens;

pub(crate) use standings::Standings;

use crate::connect::Store;
use crate::customers;
use crate::entity::customer::{self, Column};
use crate::error::Fault;
use crate::{scope, tenant, usage};
use domain::Result;
use domain::access::{Permit, Scope, ViewDashboard};
use domain::dashboard::{
    Attention, AttentionQuery, Dashboard, Dashboards, LIST_MAX, NewestCustomer, TopCustomers,
};
use domain::id::CustomerId;
use domain::timestamp::Timestamp;
use domain::usage::{Days, UsageRange, UsageReport};
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

#[async_trait::async_trait]
impl Dashboards for Store {
    async fn dashboard(
        &self,
        permit: &Permit<ViewDashboard>,
        range: UsageRange,
        now: Timestamp,
    ) -> Result<Dashboard> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let scope = permit.scope();
        let usage = usage::of_all(&db, scope, range, now).await?;
        let (customers, _) = customers::counts(&db, scope).await?;
        Ok(Dashboard {
            customers,
            new: came(&db, scope, &usage, usage.days).await?,
            new_before: came(&db, scope, &usage, usage.days_before).await?,
            newest: newest(&db, scope).await?,
            usage,
        })
    }

    async fn top_customers(
        &self,
        permit: &Permit<ViewDashboard>,
        range: UsageRange,
        now: Timestamp,
    ) -> Result<TopCustomers> {
        let scope = permit.scope();
        let zone = tenant::zone(self.reader(), scope.reseller()).await?;
        let days = range.days(zone.day(now));
        let found = async {
            let db = self.snapshot().await?;
            usage::top(&db, scope, days, now).await
        };
        let key = (scope.reseller(), days);
        let top = Box::pin(self.standings().top.get(key, now, found)).await?;
        Ok(TopCustomers::clone(&top))
    }

    async fn attention(
        &self,
        permit: &Permit<ViewDashboard>,
        query: AttentionQuery,
        now: Timestamp,
    ) -> Result<Attention> {
        let scope = permit.scope();
        let found = async {
            let db = self.snapshot().await?;
            attention::all(&db, scope, now).await
        };
        let (key, standings) = (scope.reseller(), self.standings());
        let items = Box::pin(standings.attention.get(key, now, found)).await?;
        Ok(attention::page(&items, query))
    }
}

/// How many customers came in some days.
async fn came(
    db: &impl ConnectionTrait,
    scope: Scope,
    usage: &UsageReport,
    days: Days,
) -> Result<u64, Fault> {
    let (from, to) = (usage.zone.start(days.from), usage.zone.end(days.to));
    Ok(scope::find::<customer::Entity>(scope)
        .filter(Column::RegisteredAt.gte(from.micros()))
        .filter(Column::RegisteredAt.lt(to.micros()))
        .count(db)
        .await?)
}

/// The customers who came last.
async fn newest(db: &impl ConnectionTrait, scope: Scope) -> Result<Vec<NewestCustomer>, Fault> {
    let rows: Vec<(Uuid, String, i64, i16)> = scope::find::<customer::Entity>(scope)
        .order_by_desc(Column::RegisteredAt)
        .order_by_desc(Column::Id)
        .limit(u64::from(LIST_MAX))
        .select_only()
        .columns([
            Column::Id,
            Column::Name,
            Column::RegisteredAt,
            Column::Status,
        ])
        .into_tuple()
        .all(db)
        .await?;
    let newest = |(id, name, registered_at, status)| NewestCustomer {
        id: CustomerId::from(id),
        name,
        registered_at: Timestamp::from_micros(registered_at),
        is_active: status == 0,
    };
    Ok(rows.into_iter().map(newest).collect())
}
