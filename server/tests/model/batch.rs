//! Events that are sent together, and what has to become of each.

use crate::client::{Answer, Message};
use axum::body::Bytes;
use http::StatusCode;
use serde::Deserialize;

/// What becomes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Accepted,
    Duplicate,
    /// With the code of what is wrong.
    Rejected(&'static str),
}

/// Events that are sent together.
#[derive(Default)]
pub struct Batch {
    written: Vec<String>,
    fates: Vec<Fate>,
}

impl Batch {
    pub fn add(&mut self, written: String, fate: Fate) {
        self.written.push(written);
        self.fates.push(fate);
    }

    pub fn len(&self) -> usize {
        self.fates.len()
    }

    /// How many of them have to be accepted.
    pub fn new_ones(&self) -> usize {
        let accepted = self.fates.iter().filter(|it| **it == Fate::Accepted);
        accepted.count()
    }

    /// It as it is sent: one event a line, or as an array.
    pub fn message(&self, as_lines: bool, key: String) -> Message {
        let (media_type, body) = if as_lines {
            ("application/x-ndjson", self.written.join("\n"))
        } else {
            let array = format!("[{}]", self.written.join(","));
            ("application/json", array)
        };
        Message {
            media_type,
            body: Bytes::from(body),
            key,
        }
    }

    /// Compares with what was answered, and answers how many were accepted.
    pub fn check(&self, key: &str, answer: &Answer) -> usize {
        assert_eq!(answer.status, StatusCode::OK, "{key}: {answer:?}");
        let report: Report = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(report.items.len(), self.len(), "{key}");
        for (index, (item, fate)) in report.items.iter().zip(&self.fates).enumerate() {
            let code = item.errors.first().map(|it| it.code.as_str());
            let expected = match *fate {
                Fate::Accepted => ("accepted", None),
                Fate::Duplicate => ("duplicate", None),
                Fate::Rejected(code) => ("rejected", Some(code)),
            };
            let event = &self.written[index];
            let found = (item.index, (item.outcome.as_str(), code));
            assert_eq!(found, (index, expected), "{key}: {event}");
        }
        let told = report.accepted + report.duplicate + report.rejected;
        assert_eq!(told, self.len(), "{key}");
        report.accepted
    }
}

#[derive(Deserialize)]
struct Report {
    accepted: usize,
    duplicate: usize,
    rejected: usize,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    index: usize,
    outcome: String,
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    code: String,
}
