//! Usage as CSV (RFC 4180).

use bytes::Bytes;
use domain::csv_cell::guard;
use domain::usage::{Part, UsageReport};
use domain::{Error, Result};

/// Its media type.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

const HEADER: [&str; 10] = [
    "slot",
    "start",
    "part",
    "name",
    "completed",
    "failed",
    "cancelled",
    "expired",
    "audio_ms",
    "billed_ms",
];

/// A line for each part of each slot.
pub fn lines(report: &UsageReport) -> Result<Bytes> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(failed)?;
    for series in &report.series {
        let part = series.part.as_ref();
        let key = part.map_or("", |part: &Part| &part.key);
        let name = part
            .and_then(|part| part.name.as_deref())
            .unwrap_or_default();
        for (slot, usage) in report.slots.iter().zip(&series.slots) {
            let record = [
                slot.name.clone(),
                slot.start.to_string(),
                key.to_owned(),
                guard(name).into_owned(),
                usage.completed.to_string(),
                usage.failed.to_string(),
                usage.cancelled.to_string(),
                usage.expired.to_string(),
                usage.audio_ms.to_string(),
                usage.billed_ms.to_string(),
            ];
            writer.write_record(record).map_err(failed)?;
        }
    }
    writer.into_inner().map(Bytes::from).map_err(failed)
}

fn failed(cause: impl std::fmt::Display) -> Error {
    tracing::error!(%cause, "a line of CSV could not be written");
    Error::Internal(None)
}
