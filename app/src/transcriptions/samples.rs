//! Sessions for tests.

use domain::timestamp::Timestamp;
use domain::transcription::{Mode, SpokenLanguage, Transcription, TranscriptionStatus};

/// A queued session: a higher number was begun later.
pub(super) fn session(number: u32) -> Transcription {
    let id = |kind: u8| format!("01999f06-3e7a-7{kind:03}-93aa-{number:012}");
    let at = Timestamp::from_micros(i64::from(number) * 1_000_000);
    Transcription {
        id: id(1).parse().unwrap(),
        customer: id(2).parse().unwrap(),
        customer_name: None,
        external_id: None,
        source_name: None,
        mode: Mode::Batch,
        language: SpokenLanguage::parse("nl").unwrap(),
        status: TranscriptionStatus::Queued,
        is_stalled: false,
        sequence: 0,
        media_ms: 0,
        billed_ms: 0,
        error: None,
        token: id(3).parse().unwrap(),
        token_name: None,
        created_at: at,
        started_at: None,
        finished_at: None,
        reported_at: at,
    }
}

/// The same session after a report.
pub(super) fn reported(number: u32, sequence: i64) -> Transcription {
    Transcription {
        status: TranscriptionStatus::Processing,
        sequence,
        media_ms: sequence * 1_000,
        ..session(number)
    }
}
