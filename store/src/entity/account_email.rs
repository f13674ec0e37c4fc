//! What is known of account emails: none is, until a first link has been sent.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_email")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    /// The email, without case, that was verified last.
    pub verified_key: Option<String>,
    /// The email that the last link was sent to: the present one, or one that is to take its place.
    pub sent_to: String,
    /// The account email, without case, when that link was sent. Once it has been changed, the link
    /// is about nothing.
    pub sent_for_key: String,
    /// When the last link was sent. Microseconds since the epoch, UTC.
    pub sent_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
