//! Every movement of customers' money. Rows are only ever added.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    /// The customer, which may be gone by now.
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// Counts the customer's entries, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// Time-ordered.
    pub id: Uuid,
    /// Microseconds since the epoch, UTC.
    pub at: i64,
    /// 0 balance, 1 credits.
    pub bucket: i16,
    pub reason: String,
    /// Micros.
    pub amount: i64,
    /// What was in the bucket then, in micros.
    pub total: i64,
    /// The code of a currency (ISO 4217).
    pub currency: String,
    /// Until when credits that were set can be spent. Microseconds since the epoch, UTC.
    pub expire_at: Option<i64>,
    /// None where nothing was said, and once the customer has been deleted.
    pub comment: Option<String>,
    /// SHA-256 of what the comment was when it was written.
    pub digest: Vec<u8>,
    /// None is the system itself, or the operator's command line.
    pub actor_id: Option<Uuid>,
    /// 0 as oneself, 3 by a token, else the mode of a support login.
    pub mode: i16,
    /// The number of the entry that this one undoes.
    pub reverses: Option<i64>,
    /// What comes twice with the same key is written once.
    pub booking_key: Option<Uuid>,
    /// SHA-256 of this entry and of the link before it.
    pub link: Vec<u8>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
