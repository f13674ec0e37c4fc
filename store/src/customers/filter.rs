//! A filter, understood.

use super::by_money;
use super::row::{status_number, team_type_number};
use super::search;
use super::source::Source;
use crate::entity::customer::{self, Column};
use crate::error::Fault;
use crate::{scope, tenant};
use domain::access::Scope;
use domain::customer::{CustomerCounts, CustomerFilter, Status};
use domain::timestamp::Timestamp;
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, ConnectionTrait};

/// Tenants with no more customers are simply gone through: that takes a few milliseconds, and it
/// finds what trigrams cannot.
pub(crate) const SMALL: u64 = 5_000;

/// A filter whose search has been understood, for one tenant.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// What it is confined to.
    pub scope: Scope,
    /// This status only.
    pub status: Option<Status>,
    /// Everything else that has to hold.
    pub sources: Vec<Source>,
    /// How many customers the tenant has.
    pub counts: CustomerCounts,
    /// The tenant's next row number.
    pub next_seq: i64,
}

impl Wanted {
    /// Understands a filter.
    pub(crate) async fn read(
        db: &impl ConnectionTrait,
        scope: Scope,
        filter: &CustomerFilter,
    ) -> Result<Self, Fault> {
        let (counts, next_seq) = super::counts::counts(db, scope).await?;
        let mut wanted = Self {
            scope,
            status: filter.status,
            sources: Vec::new(),
            counts,
            next_seq,
        };
        wanted
            .sources
            .extend(wanted.meaning(db, &filter.search).await?);
        if !filter.tags.is_empty() {
            let tags = filter.tags.iter().map(|tag| tag.as_str().to_owned());
            wanted.sources.push(Source::Tags(tags.collect()));
        }
        let days = (filter.registered_from, filter.registered_to);
        let (from, end) = tenant::days(db, scope.reseller(), days).await?;
        if from.is_some() || end.is_some() {
            wanted.sources.push(Source::Registered {
                from: from.map_or(i64::MIN, Timestamp::micros),
                until: end.map_or(i64::MAX, Timestamp::micros),
            });
        }
        if !filter.team_types.is_empty() {
            let types = filter.team_types.iter().copied().map(team_type_number);
            wanted.sources.push(Source::TeamTypes(types.collect()));
        }
        let amounts = by_money::asked(filter);
        wanted.sources.extend(amounts.map(Source::Money));
        Ok(wanted)
    }

    /// Whether the tenant has so few customers that they are gone through one by one.
    pub(crate) const fn is_small(&self) -> bool {
        self.counts.all() <= SMALL
    }

    /// The test of a row, the tenant aside.
    pub(crate) fn holds(&self, db: &impl ConnectionTrait) -> Condition {
        let mut all = Condition::all().add_option(self.has_status());
        for source in &self.sources {
            all = all.add(source.holds(db, self.scope, false));
        }
        all
    }

    /// The test of a row's status.
    pub(crate) fn has_status(&self) -> Option<Expr> {
        self.status
            .map(|status| Column::Status.eq(status_number(status)))
    }

    /// The customers that are counted without looking at any: all, or those of the status.
    pub(crate) const fn of_status(&self) -> u64 {
        match self.status {
            None => self.counts.all(),
            Some(Status::Active) => self.counts.active,
            Some(Status::Inactive) => self.counts.inactive,
        }
    }

    async fn meaning(
        &self,
        db: &impl ConnectionTrait,
        typed: &str,
    ) -> Result<Option<Source>, Fault> {
        let mut meanings = search::meanings(typed, self.is_small());
        let last = meanings.pop();
        for meaning in meanings {
            let mut any = scope::select::<customer::Entity>(self.scope);
            any.column(Column::Id)
                .and_where(meaning.holds(db, self.scope, false))
                .limit(1);
            if db.query_one(&any).await?.is_some() {
                return Ok(Some(meaning));
            }
        }
        Ok(last)
    }
}
