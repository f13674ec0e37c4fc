//! Transcription sessions: the ports, and a file for each part of the work.

mod change;
mod expiry;
mod page;
mod row;

pub(crate) use row::{mode_code, mode_of};

use crate::connect::Store;
use crate::error::Fault;
use crate::live::Change;
use domain::Result;
use domain::access::{EditSettings, Permit, ReportTranscriptions, Scope, ViewTranscriptions};
use domain::id::{CustomerId, TranscriptionId};
use domain::listing::Page;
use domain::timestamp::Timestamp;
use domain::transcription::{
    Expiring, NewTranscription, SpokenLanguage, Transcription, TranscriptionFilter,
    TranscriptionListing, TranscriptionReport, Transcriptions,
};

#[async_trait::async_trait]
impl Transcriptions for Store {
    async fn list_transcriptions(
        &self,
        permit: &Permit<ViewTranscriptions>,
        of: Option<CustomerId>,
        listing: &TranscriptionListing,
        now: Timestamp,
    ) -> Result<Page<Transcription>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        Ok(page::list(&db, permit.scope(), of, listing, now).await?)
    }

    async fn latest_transcriptions(
        &self,
        permit: &Permit<ViewTranscriptions>,
        of: Option<CustomerId>,
        filter: &TranscriptionFilter,
        before: Option<TranscriptionId>,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<Transcription>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let asked = (of, filter, before, limit);
        Ok(page::latest(&db, permit.scope(), asked, now).await?)
    }

    async fn transcription(
        &self,
        permit: &Permit<ViewTranscriptions>,
        id: TranscriptionId,
        now: Timestamp,
    ) -> Result<Transcription> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let found = row::find(&db, permit.scope(), id).await?;
        Ok(row::transcription(&db, permit.scope(), found, now).await?)
    }

    async fn some_transcriptions(
        &self,
        permit: &Permit<ViewTranscriptions>,
        ids: &[TranscriptionId],
        now: Timestamp,
    ) -> Result<Vec<Transcription>> {
        let db = self.snapshot().await.map_err(Fault::from)?;
        let found = row::some(&db, permit.scope(), ids).await?;
        Ok(row::transcriptions(&db, permit.scope(), found, now).await?)
    }

    async fn spoken_languages(
        &self,
        permit: &Permit<ViewTranscriptions>,
        of: Option<CustomerId>,
    ) -> Result<Vec<SpokenLanguage>> {
        Ok(page::languages(self.reader(), permit.scope(), of).await?)
    }

    async fn begin_transcription(
        &self,
        permit: &Permit<ReportTranscriptions>,
        new: NewTranscription,
        now: Timestamp,
    ) -> Result<Transcription> {
        let work = (permit.token(), new, now);
        let begun = self.write_for(permit, work, |tx, author, (token, new, now)| async move {
            change::begin(&tx, &author, token, new, now).await
        });
        let begun = begun.await?;
        self.tell(permit.scope(), &begun);
        Ok(begun)
    }

    async fn report_transcription(
        &self,
        permit: &Permit<ReportTranscriptions>,
        id: TranscriptionId,
        report: TranscriptionReport,
        now: Timestamp,
    ) -> Result<Transcription> {
        let work = (permit.token(), id, report, now);
        let reported = self.write_for(permit, work, |tx, author, work| async move {
            let (token, id, report, now) = work;
            change::report(&tx, &author, token, (id, report), now).await
        });
        let reported = reported.await?;
        self.tell(permit.scope(), &reported);
        Ok(reported)
    }
}

#[async_trait::async_trait]
impl Expiring for Store {
    async fn expire_transcriptions(
        &self,
        permit: &Permit<EditSettings>,
        now: Timestamp,
    ) -> Result<u64> {
        let scope = permit.scope();
        // Most of the time there is none, and nobody has to be kept from writing to see that.
        if expiry::silent(self.reader(), scope, now).await?.is_empty() {
            return Ok(0);
        }
        let expired = self.write((scope, now), |tx, (scope, now)| async move {
            expiry::expire(&tx, scope, now).await
        });
        let expired = expired.await?;
        for (customer, id) in &expired {
            self.live().tell(Change {
                reseller: scope.reseller(),
                customer: *customer,
                id: *id,
            });
        }
        Ok(expired.len() as u64)
    }

    async fn tell_stalled_transcriptions(
        &self,
        permit: &Permit<EditSettings>,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<u64> {
        let scope = permit.scope();
        let stalled = expiry::stalled(self.reader(), scope, (since, now)).await?;
        for (customer, id) in &stalled {
            self.live().tell(Change {
                reseller: scope.reseller(),
                customer: *customer,
                id: *id,
            });
        }
        Ok(stalled.len() as u64)
    }
}

impl Store {
    /// Tells open pages of what has just been written.
    fn tell(&self, scope: Scope, changed: &Transcription) {
        self.live().tell(Change {
            reseller: scope.reseller(),
            customer: changed.customer,
            id: changed.id,
        });
    }
}
