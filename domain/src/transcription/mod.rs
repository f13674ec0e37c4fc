//! Transcription sessions: jobs that an engine does and reports. No audio and no text, only what is
//! needed to meter them and to explain a charge.

mod draft;
mod language;
mod listing;
mod port;
mod report;

pub use draft::{NewTranscription, TranscriptionDraft};
pub use language::SpokenLanguage;
pub use listing::{TranscriptionFilter, TranscriptionListing, TranscriptionSort};
pub use port::{Expiring, Transcriptions};
pub use report::{MEDIA_MAX_MS, Outcome, Report, ReportDraft, TranscriptionReport, apply};

#[cfg(not(target_family = "wasm"))]
pub(crate) use {draft::mode as parse_mode, report::number as parse_number};

use crate::id::{CustomerId, TokenId, TranscriptionId};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// How a session gets its audio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A recording, all at once.
    Batch,
    /// As it is spoken.
    Realtime,
}

impl Mode {
    /// Both modes.
    pub const ALL: [Self; 2] = [Self::Batch, Self::Realtime];

    /// The word in programs and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Batch => "batch",
            Self::Realtime => "realtime",
        }
    }

    /// The mode for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == word)
    }

    /// After how many seconds without a report an unfinished session counts as stalled.
    pub const fn stalled_seconds(self) -> i64 {
        match self {
            Self::Batch => 15 * 60,
            Self::Realtime => 60,
        }
    }

    /// After how many seconds without a report an unfinished session ends by itself.
    pub const fn expiry_seconds(self) -> i64 {
        match self {
            Self::Batch => 24 * 60 * 60,
            Self::Realtime => 15 * 60,
        }
    }
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TranscriptionStatus {
    /// Begun; the engine has not got to it.
    Queued,
    /// The engine is at it.
    Processing,
    /// Done.
    Completed,
    /// Something went wrong.
    Failed,
    /// Somebody stopped it.
    Cancelled,
    /// Nobody reported anything for too long.
    Expired,
}

impl TranscriptionStatus {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Queued,
        Self::Processing,
        Self::Completed,
        Self::Failed,
        Self::Cancelled,
        Self::Expired,
    ];

    /// The word in programs and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// The status for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// Whether nothing comes after it.
    pub const fn is_end(self) -> bool {
        match self {
            Self::Queued | Self::Processing => false,
            Self::Completed | Self::Failed | Self::Cancelled | Self::Expired => true,
        }
    }
}

/// A transcription session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcription {
    /// Assigned by the server, time-ordered.
    pub id: TranscriptionId,
    /// Whose it is.
    pub customer: CustomerId,
    /// The name of whose it is, where those of several are listed.
    pub customer_name: Option<String>,
    /// What the customer's own program calls it.
    pub external_id: Option<String>,
    /// The name of the recording or stream.
    pub source_name: Option<String>,
    /// How it gets its audio.
    pub mode: Mode,
    /// What is spoken.
    pub language: SpokenLanguage,
    /// Where it stands.
    pub status: TranscriptionStatus,
    /// Whether it is unfinished, and nothing has been heard of it for longer than usual.
    pub is_stalled: bool,
    /// The number of the last report that was taken.
    pub sequence: i64,
    /// How much audio there was so far, in milliseconds.
    pub media_ms: i64,
    /// How much of it is charged, in milliseconds: what is not completed is not.
    pub billed_ms: i64,
    /// What went wrong, in the engine's words.
    pub error: Option<String>,
    /// The token of the program that began it.
    pub token: TokenId,
    /// What that is called.
    pub token_name: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When the engine got to it.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// When something was last heard of it.
    pub reported_at: Timestamp,
}

impl Transcription {
    /// Whether an unfinished session counts as stalled.
    pub fn is_stalled(
        status: TranscriptionStatus,
        mode: Mode,
        reported_at: Timestamp,
        now: Timestamp,
    ) -> bool {
        !status.is_end() && now >= reported_at.plus_seconds(mode.stalled_seconds())
    }

    /// What people call it: its source, or its own program's name for it, or its ID.
    pub fn title(&self) -> String {
        let named = self
            .source_name
            .clone()
            .or_else(|| self.external_id.clone());
        named.unwrap_or_else(|| self.id.to_string())
    }
}
