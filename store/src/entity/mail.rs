//! Mail on its way out.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

/// It waits for its next attempt.
pub(crate) const WAITING: i16 = 0;
/// A mail server has taken it.
pub(crate) const SENT: i16 = 1;
/// It was tried for a day.
pub(crate) const FAILED: i16 = 2;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    /// Time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer whose person it is for; with it goes its mail.
    pub customer_id: Option<Uuid>,
    pub kind: String,
    pub recipient: String,
    pub subject: String,
    /// The parts; none once it has been sent, because they hold links.
    pub text_body: Option<String>,
    pub html_body: Option<String>,
    /// Microseconds since the epoch, UTC, as all times here.
    pub created_at: i64,
    /// From when on it is given up.
    pub expires_at: i64,
    pub state: i16,
    pub attempts: i32,
    pub next_attempt_at: i64,
    /// 0 is never.
    pub sent_at: i64,
    /// Why the last attempt came to nothing.
    pub failure: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
