//! Sign-in sessions. Found by the hash of their token alone, before any tenant is known.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub(crate) struct Model {
    /// SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    pub reseller_id: Uuid,
    pub user_id: Uuid,
    /// What the person's was at sign-in.
    pub auth_epoch: i32,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
    /// Microseconds since the epoch, UTC, to the minute.
    pub last_seen_at: i64,
    /// Where the sign-in came from.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub agent: String,
    /// SHA-256 of the token before this one, if there was one: signing out by it ends the session
    /// all the same.
    pub former_hash: Option<Vec<u8>>,
    /// Whether a code of the second factor is yet to come.
    pub awaits_code: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(None);
