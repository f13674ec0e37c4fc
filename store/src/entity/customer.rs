//! Customers, with the keys they are sorted and found by.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer")]
pub(crate) struct Model {
    /// The row number: the reseller's in the upper bits, so that a tenant's rows lie together.
    pub seq: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// The name, folded.
    pub name_key: String,
    pub email: String,
    /// The email without case.
    pub email_key: String,
    /// As dialled; empty for none.
    pub phone_e164: String,
    /// As shown; empty for none.
    pub phone_international: String,
    /// 0 active, 1 inactive.
    pub status: i16,
    /// 0 default, 1 individual, 2 enterprise: a cache of what the billing profile says.
    pub team_type: i16,
    pub company_name: Option<String>,
    /// The company, folded; empty for none.
    pub company_key: String,
    /// All tags, joined by semicolons.
    pub tags: String,
    /// The tags, folded.
    pub tags_key: String,
    /// Name, email, company, tags and phone digits, folded, one a line.
    pub search_text: String,
    /// Microseconds since the epoch, UTC.
    pub registered_at: i64,
    /// Microseconds since the epoch, UTC; 0 is never.
    pub last_activity_at: i64,
    /// Counts the changes.
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::Id));
