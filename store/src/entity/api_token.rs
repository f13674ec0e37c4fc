//! API tokens. Found by the hash of their secret alone, before any tenant is known.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer whose token it is; none for the reseller's own.
    pub customer_id: Option<Uuid>,
    pub name: String,
    /// The name, folded.
    pub name_key: String,
    /// SHA-256 of the token.
    pub secret_hash: Vec<u8>,
    /// How the token begins.
    pub prefix: String,
    /// Its last four characters.
    pub last4: String,
    /// The words of its scopes, separated by spaces.
    pub scopes: String,
    /// The person or the token that made it; none is the operator's command line.
    pub created_by: Option<Uuid>,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
    /// Microseconds since the epoch, UTC; none is never.
    pub expires_at: Option<i64>,
    /// Microseconds since the epoch, UTC; 0 is never.
    pub last_used_at: i64,
    pub is_revoked: bool,
    /// The token that has taken its place.
    pub replaced_by: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
