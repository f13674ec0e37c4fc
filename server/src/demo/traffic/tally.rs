//! Counting what has happened.

use super::http::Answer;
use http::StatusCode;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What has happened so far.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Counts>);

/// So many of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    requests: u64,
    statuses: BTreeMap<u16, u64>,
    lost: u64,
    begun: u64,
    ended: u64,
    accepted: u64,
    duplicate: u64,
    rejected: u64,
    faults: BTreeMap<&'static str, u64>,
}

impl Tally {
    /// A request was answered, or was not.
    pub(super) fn note(&self, answer: Option<&Answer>) {
        let mut counts = self.lock();
        counts.requests += 1;
        match answer {
            Some(answer) => *counts.statuses.entry(answer.status.as_u16()).or_default() += 1,
            None => counts.lost += 1,
        }
    }

    /// A session has begun.
    pub(super) fn note_begun(&self) {
        self.lock().begun += 1;
    }

    /// A session has ended.
    pub(super) fn note_ended(&self) {
        self.lock().ended += 1;
    }

    /// Usage was reported in bulk.
    pub(super) fn note_usage(&self, answer: &Answer) {
        let mut counts = self.lock();
        counts.accepted += answer.number("accepted");
        counts.duplicate += answer.number("duplicate");
        counts.rejected += answer.number("rejected");
    }

    /// The server has answered what it must not.
    pub(super) fn note_fault(&self, fault: &'static str) {
        *self.lock().faults.entry(fault).or_default() += 1;
    }

    /// How it stands now.
    pub(super) fn counts(&self) -> Counts {
        self.lock().clone()
    }

    /// What it guards is right at any moment, also when somebody panicked over it.
    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// Everything that the server did wrong.
    pub(super) fn failures(&self) -> Vec<String> {
        let failed = |(status, _): &(&u16, &u64)| {
            StatusCode::from_u16(**status).is_ok_and(|it| it.is_server_error())
        };
        let failed = self.statuses.iter().filter(failed);
        let mut failures: Vec<String> = failed
            .map(|(status, times)| format!("answered {status}: {times} times"))
            .collect();
        let faults = self.faults.iter();
        failures.extend(faults.map(|(fault, times)| format!("{fault}: {times} times")));
        failures
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} requests (", self.requests)?;
        let answered = self.statuses.iter();
        let mut parts: Vec<String> = answered
            .map(|(status, times)| format!("{status}: {times}"))
            .collect();
        if self.lost > 0 {
            parts.push(format!("no answer: {}", self.lost));
        }
        write!(f, "{})", parts.join(", "))?;
        write!(f, "; sessions {} begun, {} ended", self.begun, self.ended)?;
        write!(
            f,
            "; events {} accepted, {} duplicate, {} rejected",
            self.accepted, self.duplicate, self.rejected
        )
    }
}
