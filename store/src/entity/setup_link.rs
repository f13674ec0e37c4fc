//! The one-time link for setting up a reseller; it belongs to none yet.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "setup_link")]
pub(crate) struct Model {
    /// SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Microseconds since the epoch, UTC.
    pub expires_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl sea_orm::ActiveModelBehavior for ActiveModel {}

impl crate::scope::TenantFree for Model {}
