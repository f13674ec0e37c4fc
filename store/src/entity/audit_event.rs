//! Who changed what. Rows are only ever added.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    /// Time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer it is about, which may be gone by now.
    pub customer_id: Option<Uuid>,
    /// The person it is about, who may be gone by now.
    pub user_id: Option<Uuid>,
    /// Microseconds since the epoch, UTC.
    pub at: i64,
    pub kind: String,
    /// None is the operator's command line.
    pub actor_id: Option<Uuid>,
    /// 0 as oneself, else the mode of a support login.
    pub mode: i16,
    pub address: Option<String>,
    pub request_id: Option<Uuid>,
    /// JSON; none once the customer has been deleted.
    pub changes: Option<String>,
    /// SHA-256 of what the changes were when they were written.
    pub digest: Vec<u8>,
    /// Counts the reseller's events, from 1.
    pub number: i64,
    /// SHA-256 of this event and of the link before it.
    pub link: Vec<u8>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
