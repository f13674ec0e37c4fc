//! What can be asked about sessions, and done with them.

use super::{
    NewTranscription, SpokenLanguage, Transcription, TranscriptionFilter, TranscriptionListing,
    TranscriptionReport,
};
use crate::access::{EditSettings, Permit, ReportTranscriptions, ViewTranscriptions};
use crate::error::Result;
use crate::id::{CustomerId, TranscriptionId};
use crate::listing::Page;
use crate::timestamp::Timestamp;
use async_trait::async_trait;

/// Transcription sessions. Those of other tenants, and for a customer's own people and programs
/// those of other customers, do not exist here: they are `NotFound`.
#[async_trait]
pub trait Transcriptions {
    /// One page of the sessions of a customer, or of all. A page past the end is answered with the
    /// last one.
    async fn list_transcriptions(
        &self,
        permit: &Permit<ViewTranscriptions>,
        of: Option<CustomerId>,
        listing: &TranscriptionListing,
        now: Timestamp,
    ) -> Result<Page<Transcription>>;

    /// The latest sessions that pass a filter, the latest first, begun before a given one.
    async fn latest_transcriptions(
        &self,
        permit: &Permit<ViewTranscriptions>,
        of: Option<CustomerId>,
        filter: &TranscriptionFilter,
        before: Option<TranscriptionId>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<Transcription>>;

    /// One session.
    async fn transcription(
        &self,
        permit: &Permit<ViewTranscriptions>,
        id: TranscriptionId,
        now: Timestamp,
    ) -> Result<Transcription>;

    /// Those of some sessions that are there, in no order.
    async fn some_transcriptions(
        &self,
        permit: &Permit<ViewTranscriptions>,
        ids: &[TranscriptionId],
        now: Timestamp,
    ) -> Result<Vec<Transcription>>;

    /// The languages that were spoken lately in the sessions of a customer, or of all, by tag.
    async fn spoken_languages(
        &self,
        permit: &Permit<ViewTranscriptions>,
        of: Option<CustomerId>,
    ) -> Result<Vec<SpokenLanguage>>;

    /// Begins a session. Refuses an inactive customer (`Conflict::CustomerInactive`), and a token
    /// that was not made for the session's mode (`Forbidden`).
    async fn begin_transcription(
        &self,
        permit: &Permit<ReportTranscriptions>,
        new: NewTranscription,
        now: Timestamp,
    ) -> Result<Transcription>;

    /// Takes a report, with its usage if the session ends by it. One that is known, or late, changes
    /// nothing. Refuses one about a session that has ended (`Conflict::TranscriptionOver`), and one
    /// by a token that was not made for the session's mode (`Forbidden`).
    async fn report_transcription(
        &self,
        permit: &Permit<ReportTranscriptions>,
        id: TranscriptionId,
        report: TranscriptionReport,
        now: Timestamp,
    ) -> Result<Transcription>;
}

/// Sessions of which nothing has been heard for too long. For the server's jobs.
#[async_trait]
pub trait Expiring {
    /// Ends those of one tenant, some at a time, with their usage. Answers how many; none is that
    /// there are no more.
    async fn expire_transcriptions(
        &self,
        permit: &Permit<EditSettings>,
        now: Timestamp,
    ) -> Result<u64>;

    /// Tells open pages of those of one tenant that have come to count as stalled since a moment:
    /// nobody reports that. Answers how many.
    async fn tell_stalled_transcriptions(
        &self,
        permit: &Permit<EditSettings>,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<u64>;
}
