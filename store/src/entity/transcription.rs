//! Transcription sessions.

use sea_orm::prelude::{
    DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter, PrimaryKeyTrait,
    Uuid,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "transcription")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub customer_id: Uuid,
    /// The token of the program that began it.
    pub token_id: Uuid,
    pub external_id: Option<String>,
    pub source_name: Option<String>,
    /// Source and external ID, folded, one a line.
    pub search_text: String,
    /// 0 batch, 1 real-time.
    pub mode: i16,
    /// A language tag (RFC 5646).
    pub language: String,
    /// In the order of `TranscriptionStatus`.
    pub status: i16,
    /// The number of the last report that was taken.
    pub sequence: i64,
    pub media_ms: i64,
    pub billed_ms: i64,
    pub error: Option<String>,
    /// Microseconds since the epoch, UTC.
    pub created_at: i64,
    /// Microseconds since the epoch, UTC; 0 is not yet.
    pub started_at: i64,
    /// Microseconds since the epoch, UTC; 0 is not yet.
    pub finished_at: i64,
    /// Microseconds since the epoch, UTC.
    pub reported_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

super::tenant_owned!(Some(Column::CustomerId));
