//! The buckets that each sorted list of customers is cut into: see `customers::ranks`.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_rank")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    /// The word of the sort.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sort: String,
    /// The sort key of the first place in the bucket.
    #[sea_orm(primary_key, auto_increment = false)]
    pub low_key: String,
    /// The ID of the first place in the bucket.
    #[sea_orm(primary_key, auto_increment = false)]
    pub low_id: Uuid,
    pub active: i64,
    pub inactive: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(None);
