//! Resellers: the tenants themselves.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reseller")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Counts the resellers; the upper bits of their customers' row numbers.
    pub number: i64,
    pub slug: String,
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The host name that leads to its sign-in page, in lower case.
    pub host: Option<String>,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
    /// ISO 4217.
    pub currency: String,
    /// A name of the IANA time zone database.
    pub time_zone: String,
    /// Degrees.
    pub hue: i16,
    pub sender_name: Option<String>,
    pub reply_to: Option<String>,
    /// May be empty.
    pub signature: String,
    pub invitation_days: i16,
    /// Counts the changes of what stands here; the logo is changed by itself.
    pub settings_version: i32,
    /// The picture that is shown.
    pub logo_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl sea_orm::ActiveModelBehavior for ActiveModel {}

impl crate::scope::TenantFree for Model {}
