//! Pieces of work, as engines write them down.

use domain::timestamp::Timestamp;
use domain::usage::{EVENT_TYPE, Usage, WorkOutcome};

pub const MODES: [&str; 2] = ["batch", "realtime"];
/// What is spoken. The last one says that nobody knows, and is left out where work is told of.
pub const LANGUAGES: [&str; 4] = ["nl", "en-GB", "zh-Hant", UNKNOWN];
const UNKNOWN: &str = "und";

/// A piece of work that has ended.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// What it is called by its engine.
    pub number: usize,
    pub time: Timestamp,
    pub mode: &'static str,
    pub language: &'static str,
    pub outcome: WorkOutcome,
    pub media_ms: i64,
}

impl Work {
    /// It as an event (`CloudEvents` 1.0) of a source.
    pub fn written(&self, source: &str) -> String {
        let Self {
            number,
            time,
            mode,
            media_ms,
            ..
        } = self;
        let outcome = self.outcome.as_str();
        let language = match self.language {
            UNKNOWN => String::new(),
            language => format!(r#""language":"{language}","#),
        };
        format!(
            r#"{{"specversion":"1.0","id":"job-{number}","source":"{source}","type":"{EVENT_TYPE}","time":"{time}","data":{{"mode":"{mode}",{language}"outcome":"{outcome}","media_ms":{media_ms}}}}}"#
        )
    }

    /// What it counts for.
    pub fn usage(&self) -> Usage {
        self.outcome.usage(self.media_ms)
    }
}
