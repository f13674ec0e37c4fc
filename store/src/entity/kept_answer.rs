//! Answers to requests that have an effect once, however often they are sent.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_answer")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_id: Uuid,
    /// SHA-256 of what the sender calls the request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: Vec<u8>,
    /// SHA-256 of what the request asked for.
    pub fingerprint: Vec<u8>,
    /// What it was answered, as JSON.
    pub answer: String,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(None);
