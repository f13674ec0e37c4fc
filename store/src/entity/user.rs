//! People who sign in.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The customer a RESELLEE belongs to; none for a RESELLER.
    pub customer_id: Option<Uuid>,
    pub name: String,
    pub email: String,
    /// The email without case.
    pub email_key: String,
    /// argon2id in PHC form.
    pub password_hash: Option<String>,
    pub is_enabled: bool,
    /// Raised to end all sessions of the person.
    pub auth_epoch: i32,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
    /// The name, folded.
    pub name_key: String,
    /// Until when the person may register, microseconds since the epoch, UTC; none once they have.
    pub invited_until: Option<i64>,
    /// Microseconds since the epoch, UTC; 0 is never.
    pub last_sign_in_at: i64,
    /// The secret of the second factor (RFC 6238), once it has been proven.
    pub totp_secret: Option<Vec<u8>>,
    /// A secret that has yet to be proven.
    pub totp_pending: Option<Vec<u8>>,
    /// The last step of the clock whose code was used.
    pub totp_last_step: i64,
    /// How many wrong codes there were in a row.
    pub code_failures: i32,
    /// When the last of them was. Microseconds since the epoch, UTC.
    pub code_failed_at: i64,
    /// Whether another password has to be chosen at the next sign-in.
    pub must_change_password: bool,
    /// The language of their pages (ISO 639-1); none leaves it to their browser.
    pub language: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
