//! Usage in bulk over HTTP: `CloudEvents` 1.0, as a JSON array or one a line.

use super::body::{StrictQuery, all, fault, media_type, not_taken, whole};
use super::gate::{Caller, Store};
use super::paging::flag;
use super::problem::{Answer, FieldProblem, Refusal, field_problems};
use super::schema;
use crate::site::Site;
use axum::Json;
use axum::extract::{Request, State};
use domain::access::ReportUsage;
use domain::timestamp::Timestamp;
use domain::usage::{ItemOutcome, UsageEvent, UsageEventDraft};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// The most events of one request.
const EVENTS_MAX: usize = 10_000;
const JSON: [&str; 2] = ["application/json", "application/cloudevents-batch+json"];
const LINES: [&str; 2] = ["application/x-ndjson", "application/jsonl"];

/// A piece of transcription work that has ended, in the form of `CloudEvents` 1.0. Attributes that
/// are not named here may be there, and are not looked at.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CloudEvent {
    /// `1.0`.
    #[serde(default)]
    #[schema(required, value_type = schema::SpecVersion)]
    specversion: String,
    /// What the event is called where it comes from. Together with `source` it is known for ever:
    /// it counts once, however often it is sent.
    #[serde(default)]
    #[schema(required, value_type = schema::Name)]
    id: String,
    /// Where it comes from, such as the name of an engine.
    #[serde(default)]
    #[schema(required, value_type = schema::Name)]
    source: String,
    /// `entrepot.transcription.ended`.
    #[serde(default, rename = "type")]
    #[schema(required, value_type = schema::EventType)]
    event_type: String,
    /// When the work ended (RFC 3339): up to 35 days ago, and 5 minutes ahead. None is now.
    #[serde(default)]
    #[schema(format = DateTime)]
    time: Option<String>,
    /// What was done.
    #[serde(default)]
    #[schema(required, value_type = Work)]
    data: Option<Work>,
}

/// What was done.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// `batch` or `realtime`.
    #[serde(default)]
    #[schema(required, value_type = schema::Mode)]
    mode: String,
    /// What was spoken, as a language tag (RFC 5646).
    #[serde(default)]
    #[schema(value_type = Option<schema::LanguageTag>)]
    language: Option<String>,
    /// `completed`, `failed` or `cancelled`; completed unless said. Only completed work has audio
    /// that is charged.
    #[serde(default)]
    #[schema(value_type = Option<schema::WorkOutcome>)]
    outcome: Option<String>,
    /// How much audio there was, in milliseconds.
    #[serde(default, deserialize_with = "whole")]
    #[schema(required, value_type = i64, minimum = 0, maximum = 2_678_400_000_i64, example = 90_000)]
    media_ms: Option<i64>,
}

/// What is done with the events.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// `true`: only say what would become of them.
    #[param(value_type = Option<bool>)]
    dry_run: Option<String>,
}

/// What became of events.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventsReport {
    /// How many count.
    accepted: usize,
    /// How many counted before.
    duplicate: usize,
    /// How many do not count.
    rejected: usize,
    /// Whether nothing was written.
    dry_run: bool,
    /// Each of them, in the order in which they came.
    items: Vec<EventItem>,
}

/// What became of one event.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventItem {
    /// Where it stood, from 0.
    index: usize,
    /// `accepted`, `duplicate` or `rejected`.
    #[schema(value_type = schema::EventOutcome)]
    outcome: &'static str,
    /// Why it was rejected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// Report usage in bulk. A rejected event never stops the others.
#[utoipa::path(
    post, path = "/usage/events", tag = "Usage", operation_id = "report_usage",
    params(EventsQuery),
    request_body(
        description = "Up to 10,000 events and 10 MB: a JSON array, or one a line as application/x-ndjson",
        content((Vec<CloudEvent> = "application/json"), (String = "application/x-ndjson")),
    ),
    responses(
        (status = 200, description = "What became of each", body = EventsReport),
    ),
    security(("token" = ["usage:write"]))
)]
pub async fn report(
    State(site): State<Arc<Site>>,
    Store(store): Store,
    caller: Caller,
    StrictQuery(query): StrictQuery<EventsQuery>,
    request: Request,
) -> Answer<Json<EventsReport>> {
    let permit = caller.allowed::<ReportUsage>()?;
    let dry_run = flag("dry_run", query.dry_run.as_deref())?;
    let (parts, body) = request.into_parts();
    let (kind, now) = (media_type(&parts.headers).to_owned(), site.clock.now());
    let body = all(body).await?;
    // Thousands of events are read on a thread that nobody else waits for.
    let read = tokio::task::spawn_blocking(move || read(&kind, &body, now)).await;
    let read = read.map_err(|_| domain::Error::Internal(None))??;
    let outcomes = store.report_usage(&permit, read.events, dry_run, now);
    Ok(Json(answer(read.faults, outcomes.await?, dry_run)))
}

/// What was sent.
struct Read {
    /// What is right.
    events: Vec<UsageEvent>,
    /// Of everything that was sent, what is wrong with it.
    faults: Vec<Vec<FieldProblem>>,
}

fn read(kind: &str, body: &[u8], now: Timestamp) -> Result<Read, Refusal> {
    let raw: Vec<&str> = if JSON.contains(&kind) {
        let raw: Vec<&RawValue> = super::body::read(body)?;
        raw.into_iter().map(RawValue::get).collect()
    } else if LINES.contains(&kind) {
        let text =
            std::str::from_utf8(body).map_err(|_| Refusal::malformed("The body is not UTF-8."))?;
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .collect()
    } else {
        return Err(not_taken("application/json or application/x-ndjson"));
    };
    if raw.len() > EVENTS_MAX {
        return Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_many_events",
            "There are too many events",
            format!("Send {EVENTS_MAX} at most."),
        ));
    }
    let mut read = Read {
        events: Vec::with_capacity(raw.len()),
        faults: Vec::with_capacity(raw.len()),
    };
    for event in raw {
        let faults = match event_of(event, now) {
            Ok(event) => {
                read.events.push(event);
                Vec::new()
            }
            Err(faults) => faults,
        };
        read.faults.push(faults);
    }
    Ok(read)
}

fn event_of(json: &str, now: Timestamp) -> Result<UsageEvent, Vec<FieldProblem>> {
    let event: CloudEvent = match super::body::object(json.as_bytes()) {
        Ok(event) => event,
        Err(problem) if problem.errors.is_empty() => {
            return Err(vec![fault("", "/", &problem.detail)]);
        }
        Err(problem) => return Err(problem.errors),
    };
    if event.specversion != "1.0" {
        let detail = "invalid value, expected 1.0";
        return Err(vec![fault("/specversion", "/", detail)]);
    }
    let Some(work) = event.data else {
        return Err(vec![fault("/data", "/", "a value is needed here")]);
    };
    let draft = UsageEventDraft {
        id: event.id,
        source: event.source,
        event_type: event.event_type,
        time: event.time,
        mode: work.mode,
        language: work.language,
        outcome: work.outcome,
        media_ms: work.media_ms,
    };
    draft
        .parse(now)
        .map_err(|errors| field_problems("", &errors))
}

fn answer(
    faults: Vec<Vec<FieldProblem>>,
    outcomes: Vec<ItemOutcome>,
    dry_run: bool,
) -> EventsReport {
    let mut outcomes = outcomes.into_iter();
    let mut report = EventsReport {
        accepted: 0,
        duplicate: 0,
        rejected: 0,
        dry_run,
        items: Vec::with_capacity(faults.len()),
    };
    for (index, errors) in faults.into_iter().enumerate() {
        let (outcome, number) = if !errors.is_empty() {
            ("rejected", &mut report.rejected)
        } else if outcomes.next() == Some(ItemOutcome::Accepted) {
            ("accepted", &mut report.accepted)
        } else {
            ("duplicate", &mut report.duplicate)
        };
        *number += 1;
        report.items.push(EventItem {
            index,
            outcome,
            errors,
        });
    }
    report
}
