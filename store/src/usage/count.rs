//! Counting pieces of work that have ended: by hour and day of the customer, and by day of all. It
//! happens in the transaction that writes them down, so that no page ever has to add them up.

use super::columns::{ROWS_MAX, add_to, sums};
use crate::entity::{usage_customer_day, usage_day, usage_event, usage_hour, usage_total};
use crate::error::Fault;
use crate::{scope, tenant};
use chrono::NaiveDate;
use domain::access::Scope;
use domain::day::Day;
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use domain::usage::Usage;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, Value};
use std::collections::BTreeMap;

/// In how many parts a day's total is kept.
pub(super) const PARTS: u8 = 8;

/// A piece of work that has ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    /// Whose it was.
    pub customer: Uuid,
    /// When it ended.
    pub at: Timestamp,
    /// 0 batch, 1 real-time.
    pub mode: i16,
    /// What was spoken.
    pub language: &'a str,
    /// By which token it was reported.
    pub token: Uuid,
    /// What it counts for.
    pub usage: Usage,
}

/// Everything that pieces of work are counted under. An hour is of one day, of one customer and of
/// one part of the totals, so that the rest follows from the hours. Ordered, so that two who count
/// at once never wait for each other.
#[derive(Debug)]
pub(super) struct Counts {
    zone: TimeZone,
    pub(super) hours: BTreeMap<(Uuid, i64, i16, String, Uuid), Usage>,
}

impl Counts {
    /// Nothing yet, in days and hours of a time zone.
    pub(super) const fn new(zone: TimeZone) -> Self {
        Self {
            zone,
            hours: BTreeMap::new(),
        }
    }

    /// Counts a piece of work.
    pub(super) fn add(&mut self, piece: &Piece<'_>) {
        let hour = self.zone.hour(piece.at).micros();
        let language = piece.language.to_owned();
        let key = (piece.customer, hour, piece.mode, language, piece.token);
        *self.hours.entry(key).or_default() += piece.usage;
    }

    /// By customer, day, mode, language and token.
    pub(super) fn days(&self) -> BTreeMap<(Uuid, i32, i16, String, Uuid), Usage> {
        self.by(|(customer, hour, mode, language, token)| {
            (*customer, self.day(*hour), *mode, language.clone(), *token)
        })
    }

    /// By day and customer.
    pub(super) fn customers(&self) -> BTreeMap<(i32, Uuid), Usage> {
        self.by(|(customer, hour, ..)| (self.day(*hour), *customer))
    }

    /// By day, part of the totals, and mode.
    pub(super) fn totals(&self) -> BTreeMap<(i32, i16, i16), Usage> {
        self.by(|(customer, hour, mode, ..)| (self.day(*hour), part(*customer), *mode))
    }

    fn by<K: Ord>(&self, key: impl Fn(&(Uuid, i64, i16, String, Uuid)) -> K) -> BTreeMap<K, Usage> {
        let mut sums = BTreeMap::new();
        for (hour, usage) in &self.hours {
            *sums.entry(key(hour)).or_default() += *usage;
        }
        sums
    }

    fn day(&self, hour: i64) -> i32 {
        number(self.zone.day(Timestamp::from_micros(hour)))
    }

    /// Adds everything to what is kept.
    pub(super) async fn write(self, tx: &DatabaseTransaction, reseller: Uuid) -> Result<(), Fault> {
        use usage_customer_day::Column as C;
        use usage_day::Column as D;
        use usage_hour::Column as H;
        use usage_total::Column as T;
        let (days, customers, totals) = (self.days(), self.customers(), self.totals());
        let hours = self
            .hours
            .into_iter()
            .map(|((customer, hour, mode, language, token), it)| {
                let key = vec![
                    reseller.into(),
                    customer.into(),
                    hour.into(),
                    mode.into(),
                    language.into(),
                    token.into(),
                ];
                (key, it)
            });
        let keys = [
            H::ResellerId,
            H::CustomerId,
            H::HourAt,
            H::Mode,
            H::Language,
            H::TokenId,
        ];
        write_all::<usage_hour::Entity>(tx, &keys, hours).await?;
        let days = days
            .into_iter()
            .map(|((customer, day, mode, language, token), it)| {
                let key = vec![
                    reseller.into(),
                    customer.into(),
                    day.into(),
                    mode.into(),
                    language.into(),
                    token.into(),
                ];
                (key, it)
            });
        let keys = [
            D::ResellerId,
            D::CustomerId,
            D::Day,
            D::Mode,
            D::Language,
            D::TokenId,
        ];
        write_all::<usage_day::Entity>(tx, &keys, days).await?;
        let customers = customers
            .into_iter()
            .map(|((day, customer), it)| (vec![reseller.into(), day.into(), customer.into()], it));
        let keys = [C::ResellerId, C::Day, C::CustomerId];
        write_all::<usage_customer_day::Entity>(tx, &keys, customers).await?;
        let totals = totals.into_iter().map(|((day, part, mode), it)| {
            let key = vec![reseller.into(), day.into(), part.into(), mode.into()];
            (key, it)
        });
        let keys = [T::ResellerId, T::Day, T::Part, T::Mode];
        write_all::<usage_total::Entity>(tx, &keys, totals).await
    }
}

/// Counts pieces of work. Days and hours are those of the reseller's time zone, which cannot change
/// before the end of this transaction.
pub(crate) async fn count(
    tx: &DatabaseTransaction,
    scope: Scope,
    pieces: impl Iterator<Item = Piece<'_>>,
) -> Result<(), Fault> {
    let mut counts = Counts::new(tenant::zone_for_counting(tx, scope.reseller()).await?);
    for piece in pieces {
        counts.add(&piece);
    }
    counts.write(tx, scope.reseller().uuid()).await
}

async fn write_all<E: EntityTrait>(
    tx: &DatabaseTransaction,
    keys: &[E::Column],
    rows: impl Iterator<Item = (Vec<Value>, Usage)>,
) -> Result<(), Fault> {
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        tx.execute(&add_to::<E>(keys, rows.by_ref().take(ROWS_MAX)))
            .await?;
    }
    Ok(())
}

/// Forgets the usage of customers, who are going away. What they used is taken out of the totals.
pub(crate) async fn forget(
    tx: &DatabaseTransaction,
    scope: Scope,
    customers: &[Uuid],
) -> Result<(), Fault> {
    for customer in customers {
        subtract(tx, scope, *customer).await?;
    }
    macro_rules! delete {
        ($table:ident) => {{
            let mut delete = scope::delete::<$table::Entity>(scope);
            let gone = $table::Column::CustomerId.is_in(customers.iter().copied());
            tx.execute(delete.and_where(gone)).await?;
        }};
    }
    delete!(usage_event);
    delete!(usage_hour);
    delete!(usage_day);
    delete!(usage_customer_day);
    Ok(())
}

/// Takes what a customer used out of the totals.
async fn subtract(tx: &DatabaseTransaction, scope: Scope, customer: Uuid) -> Result<(), Fault> {
    use usage_day::Column as D;
    use usage_total::Column as T;
    let mut rows = scope::select::<usage_day::Entity>(scope);
    rows.columns([D::ResellerId, D::Day])
        .expr(Expr::val(part(customer)))
        .column(D::Mode)
        .exprs(sums().map(|sum| Expr::val(0_i64).sub(sum)))
        .and_where(D::CustomerId.eq(customer))
        .group_by_columns([D::ResellerId, D::Day, D::Mode]);
    let keys = [T::ResellerId, T::Day, T::Part, T::Mode];
    let mut insert = add_to::<usage_total::Entity>(&keys, [].into_iter());
    insert
        .select_from(rows)
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    tx.execute(&insert).await?;
    Ok(())
}

/// Which part of the totals a customer is counted in.
pub(super) fn part(customer: Uuid) -> i16 {
    let [.., last] = *customer.as_bytes();
    i16::from(last % PARTS)
}

/// A day as it is stored: days since 1970-01-01.
pub(crate) fn number(day: Day) -> i32 {
    let days = (day.date() - NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or_default()
}

/// The day that is stored as a number.
pub(crate) fn day(number: i32) -> Day {
    let days = chrono::TimeDelta::days(i64::from(number));
    let date = NaiveDate::default().checked_add_signed(days);
    Day::from(date.unwrap_or_default())
}
