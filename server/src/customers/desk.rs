//! Files that were uploaded and checked, and wait for a decision.

use crate::secret::Secret;
use domain::access::{ImportCustomers, Permit};
use domain::customer::{CheckedFile, ImportReport};
use domain::error::{Error, Result};
use domain::id::{ResellerId, UserId};
use domain::timestamp::Timestamp;
use std::collections::HashMap;
use std::fs::File;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a checked file waits, in seconds.
const KEPT_SECONDS: i64 = 15 * 60;
/// The most files that wait; the oldest makes room.
const KEPT: usize = 32;
/// Imports at a time: each may use all cores.
const IMPORTS: usize = 2;
/// Exports at a time.
const EXPORTS: usize = 8;

/// Files on their way in and out, and how many may be.
pub struct Desk {
    files: Mutex<HashMap<Secret, Waiting>>,
    imports: Arc<Semaphore>,
    exports: Arc<Semaphore>,
}

/// A file that waits. Its rows are in a temporary file without a name, which the operating system
/// takes away as soon as nobody has it open.
struct Waiting {
    owner: Owner,
    since: Timestamp,
    report: ImportReport,
    rows: Option<File>,
}

/// Who may see and apply a file: the person who uploaded it.
type Owner = (ResellerId, Option<UserId>);

impl Default for Desk {
    fn default() -> Self {
        Self {
            files: Mutex::default(),
            imports: Arc::new(Semaphore::new(IMPORTS)),
            exports: Arc::new(Semaphore::new(EXPORTS)),
        }
    }
}

impl Desk {
    /// A place for an import, or the news that there is none.
    pub fn import_place(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.imports)
            .try_acquire_owned()
            .map_err(|_| Error::Unavailable)
    }

    /// A place for an export, or the news that there is none.
    pub fn export_place(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.exports)
            .try_acquire_owned()
            .map_err(|_| Error::Unavailable)
    }

    /// Keeps a checked file. Faulty ones are kept for their report only.
    pub fn keep(
        &self,
        permit: &Permit<ImportCustomers>,
        now: Timestamp,
        report: ImportReport,
        rows: File,
    ) -> Result<CheckedFile> {
        let secret = Secret::random()?;
        let rows = (report.fault_count == 0).then_some(rows);
        let checked = CheckedFile {
            token: secret.to_string(),
            report: report.clone(),
        };
        let mut files = self.files(now);
        if files.len() >= KEPT
            && let Some(oldest) = files
                .iter()
                .min_by_key(|(_, it)| it.since)
                .map(|(key, _)| *key)
        {
            files.remove(&oldest);
        }
        files.insert(
            secret,
            Waiting {
                owner: owner(permit),
                since: now,
                report,
                rows,
            },
        );
        Ok(checked)
    }

    /// The file under a token.
    pub fn find(
        &self,
        permit: &Permit<ImportCustomers>,
        now: Timestamp,
        token: &str,
    ) -> Option<CheckedFile> {
        let secret = Secret::parse(token)?;
        let files = self.files(now);
        let waiting = files.get(&secret).filter(|it| it.owner == owner(permit))?;
        Some(CheckedFile {
            token: secret.to_string(),
            report: waiting.report.clone(),
        })
    }

    /// Takes the rows of a file, to apply them. Only one can have them.
    pub fn take_rows(
        &self,
        permit: &Permit<ImportCustomers>,
        now: Timestamp,
        token: &str,
    ) -> Result<File> {
        let secret = Secret::parse(token).ok_or(Error::NotFound)?;
        let mut files = self.files(now);
        let waiting = files
            .get_mut(&secret)
            .filter(|it| it.owner == owner(permit));
        waiting
            .and_then(|waiting| waiting.rows.take())
            .ok_or(Error::NotFound)
    }

    /// Notes that a file has been applied, and what came of it.
    pub fn note_applied(&self, now: Timestamp, token: &str, new: u64, existing: u64) {
        let mut files = self.files(now);
        if let Some(waiting) = Secret::parse(token).and_then(|secret| files.get_mut(&secret)) {
            let report = &mut waiting.report;
            (report.new, report.existing, report.applied) = (new, existing, true);
        }
    }

    /// Gives the rows back after a failure, so that applying can be tried again.
    pub fn give_back(&self, now: Timestamp, token: &str, rows: File) {
        let mut files = self.files(now);
        if let Some(waiting) = Secret::parse(token).and_then(|secret| files.get_mut(&secret)) {
            waiting.rows = Some(rows);
        }
    }

    fn files(&self, now: Timestamp) -> MutexGuard<'_, HashMap<Secret, Waiting>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|_, waiting| now < waiting.since.plus_seconds(KEPT_SECONDS));
        files
    }
}

const fn owner(permit: &Permit<ImportCustomers>) -> Owner {
    (permit.scope().reseller(), permit.actor())
}
