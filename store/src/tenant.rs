//! Resellers, as what they show of themselves is read.

use crate::entity::reseller::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use domain::Error;
use domain::brand::{Brand, Hue, Letterhead};
use domain::day::Day;
use domain::field::Issue;
use domain::id::{LogoId, ResellerId};
use domain::name::Name;
use domain::reseller::Realm;
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, QueryFilter, QueryResult, QuerySelect,
};

/// The columns that a brand is read from, in the order of [`brand_at`].
pub(crate) const BRAND: [Column; 3] = [Column::Name, Column::Hue, Column::LogoId];

/// A reseller.
pub(crate) async fn find(db: &impl ConnectionTrait, id: ResellerId) -> Result<Model, Fault> {
    let row = scope::of_no_tenant::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .one(db)
        .await?;
    Ok(row.ok_or(Error::NotFound)?)
}

/// The brand in the columns of [`BRAND`], of which the first one is at `index`.
pub(crate) fn brand_at(row: &QueryResult, index: usize) -> Result<Brand, Fault> {
    let name: String = row.try_get_by_index(index)?;
    let (hue, logo) = (
        row.try_get_by_index(index + 1)?,
        row.try_get_by_index(index + 2)?,
    );
    brand(&name, hue, logo)
}

fn brand(name: &str, hue: i16, logo: Option<Uuid>) -> Result<Brand, Fault> {
    Ok(Brand {
        name: Name::parse(name).map_err(wrong)?,
        hue: self::hue(hue)?,
        logo: logo.map(LogoId::from),
    })
}

/// The hue that is stored.
fn hue(stored: i16) -> Result<Hue, Fault> {
    let hue = u16::try_from(stored).ok();
    let hue = hue.and_then(|degrees| Hue::try_from(degrees).ok());
    Ok(hue.ok_or_else(|| DbErr::Type(format!("the stored hue {stored} is none")))?)
}

/// What a reseller shows of itself.
pub(crate) fn brand_of(row: &Model) -> Result<Brand, Fault> {
    brand(&row.name, row.hue, row.logo_id)
}

/// What the mails of a reseller are written on.
pub(crate) fn letterhead(row: &Model) -> Result<Letterhead, Fault> {
    Ok(Letterhead {
        brand: brand_of(row)?,
        signature: row.signature.clone(),
        invitation_days: row.invitation_days.cast_unsigned(),
    })
}

/// The realm of a reseller.
pub(crate) fn realm(row: Model) -> Result<Realm, Fault> {
    Ok(Realm {
        reseller: ResellerId::from(row.id),
        brand: brand_of(&row)?,
        slug: row.slug,
    })
}

/// When a reseller's days begin and end: the first instant of `from`, and the first one after `to`.
pub(crate) async fn days(
    db: &impl ConnectionTrait,
    id: ResellerId,
    (from, to): (Option<Day>, Option<Day>),
) -> Result<(Option<Timestamp>, Option<Timestamp>), Fault> {
    if from.is_none() && to.is_none() {
        return Ok((None, None));
    }
    let zone = zone(db, id).await?;
    Ok((from.map(|day| zone.start(day)), to.map(|day| zone.end(day))))
}

/// Where a reseller's days begin and end.
pub(crate) async fn zone(db: &impl ConnectionTrait, id: ResellerId) -> Result<TimeZone, Fault> {
    Ok(TimeZone::parse(&find(db, id).await?.time_zone).map_err(wrong)?)
}

/// The same, for whoever counts by days and hours: it cannot change before the end of the
/// transaction. Those who count at the same moment are not in each other's way.
pub(crate) async fn zone_for_counting(
    tx: &DatabaseTransaction,
    id: ResellerId,
) -> Result<TimeZone, Fault> {
    let row = scope::of_no_tenant::<Entity>()
        .filter(Column::Id.eq(id.uuid()))
        .lock_shared()
        .one(tx)
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(TimeZone::parse(&row.time_zone).map_err(wrong)?)
}

/// The realm of the reseller with an ID.
pub(crate) async fn realm_of(db: &impl ConnectionTrait, id: ResellerId) -> Result<Realm, Fault> {
    realm(find(db, id).await?)
}

/// What is stored of a reseller was valid when it was written.
#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
pub(crate) fn wrong(issue: Issue) -> DbErr {
    DbErr::Type(format!("a stored reseller is not valid: {issue:?}"))
}
