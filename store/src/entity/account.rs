//! What customers have: the sums of their ledgers, kept with every entry. It stays when the customer
//! is deleted, for the books.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// The code of a currency (ISO 4217), of all amounts here and in the ledger.
    pub currency: String,
    /// Micros; less than nothing if the customer owes.
    pub balance: i64,
    /// Micros.
    pub credits: i64,
    /// Microseconds since the epoch, UTC; none is never.
    pub credits_expire_at: Option<i64>,
    /// Micros.
    pub credit_limit: i64,
    /// Micros.
    pub held: i64,
    /// How many entries the ledger has.
    pub entries: i64,
    /// SHA-256 of the last entry and of the link before it.
    pub link: Vec<u8>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
