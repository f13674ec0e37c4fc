//! Links that work once. Found by the hash of their token alone, before any tenant is known.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

/// It can be used, until its time is over.
pub(crate) const OPEN: i16 = 0;
/// It has been used.
pub(crate) const USED: i16 = 1;
/// Another one took its place, or it was taken back.
pub(crate) const REVOKED: i16 = 2;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "one_time_link")]
pub(crate) struct Model {
    /// SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    pub reseller_id: Uuid,
    pub user_id: Uuid,
    /// 0 an invitation, 1 a password reset.
    pub kind: i16,
    pub state: i16,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
    /// Microseconds since the epoch, UTC.
    pub expires_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(None);
