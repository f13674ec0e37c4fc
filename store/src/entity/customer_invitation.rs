//! Invitations of customers.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

/// Its link can be used until its time is over.
pub(crate) const OPEN: i16 = 0;
/// Somebody has registered by it.
pub(crate) const USED: i16 = 1;
/// It was taken back.
pub(crate) const REVOKED: i16 = 2;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_invitation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    /// Time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The account email, if it is settled.
    pub email: Option<String>,
    /// A word to whoever registers; may be empty.
    pub note: String,
    /// Joined by semicolons.
    pub tags: String,
    pub state: i16,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
    /// Microseconds since the epoch, UTC.
    pub expires_at: i64,
    /// The customer that came of it.
    pub customer_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(None);
