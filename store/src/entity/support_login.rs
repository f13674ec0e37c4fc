//! Support logins, each over a sign-in session. They go with it, and with the customer.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "support_login")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose console.
    pub customer_id: Uuid,
    /// The token of the session, as it is now.
    pub session_hash: Vec<u8>,
    /// 1 to administer, 2 to look.
    pub mode: i16,
    /// Microseconds since the epoch, UTC.
    pub ends_at: i64,
    /// The address to come back to.
    pub back: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(None);
