//! Transcription sessions: a customer's, as the reseller and as they themselves see them, and those
//! of all customers. They move on while somebody looks at them.

mod activity;
mod api;
mod cells;
mod chips;
mod clock;
mod columns;
pub(crate) mod details;
mod list;
mod live;
mod news;
mod passes;
mod query;
mod recent;
mod results;
mod row_menu;
#[cfg(test)]
mod samples;
mod spoken;
mod still;
mod toolbar;

pub(crate) use activity::ActivityPage;
pub(crate) use api::list_transcriptions;
pub use api::{GetTranscription, ListTranscriptions, SessionChoices, TranscriptionChoices};
pub(crate) use cells::mode_words;
pub(crate) use clock::{duration, hours};
pub(crate) use list::{TranscriptionDetails, TranscriptionList, TranscriptionListState};
pub(crate) use recent::recent;
