//! Pieces of work that have ended, as they were reported: what everything that is counted comes from.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "usage_event")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: String,
    /// When the work ended. Microseconds since the epoch, UTC.
    pub at: i64,
    /// 0 batch, 1 real-time.
    pub mode: i16,
    /// A language tag (RFC 5646).
    pub language: String,
    pub token_id: Uuid,
    /// In the order of `WorkOutcome`.
    pub outcome: i16,
    pub media_ms: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
