//! Events in bulk: how many a second are durably taken, beside the same rows by the database's own
//! best means.

use crate::connection::Connection;
use crate::house::{House, Program};
use crate::rate;
use domain::timestamp::Timestamp;
use domain::transcription::{Mode, SpokenLanguage};
use domain::usage::{EVENT_TYPE, UsageEvent, WorkOutcome};
use futures::future::join_all;
use std::time::{Duration, Instant};
use store::testing::{Batch, Bulk};
use uuid::Uuid;

/// The events of one measurement, on all connections together.
const EVENTS: usize = 120_000;
/// In how many turns a measurement is done. Reports and bulk inserts take turns, so that what the
/// database does in the background meanwhile (checkpoints, growing files) falls on both.
const TURNS: usize = 3;
/// Events before the first one, so that what is made only once is made.
const WARMING: usize = 10_000;
const LANGUAGES: [&str; 2] = ["nl", "en"];

/// How events are written.
#[derive(Clone, Copy)]
enum Form {
    Array,
    Lines,
}

impl Form {
    const BOTH: [(&'static str, Self); 2] =
        [("one a line", Self::Lines), ("JSON array", Self::Array)];

    /// The media type, and the body.
    fn write(self, events: &[UsageEvent]) -> (&'static str, String) {
        let events: Vec<String> = events.iter().map(written).collect();
        match self {
            Self::Array => ("application/json", format!("[{}]", events.join(","))),
            Self::Lines => ("application/x-ndjson", events.join("\n")),
        }
    }
}

/// Measures both forms, in requests of 1,000 and of 10,000, on one connection and on four.
pub async fn measure(database: &str, house: &House, bulk: &Bulk) {
    println!("\n### Events in bulk over HTTP, {database}, {EVENTS} at a time\n");
    println!("| events | in a request | connections | events/s | bulk insert, rows/s | ratio |");
    println!("|---|---:|---:|---:|---:|---:|");
    once(house, bulk, Form::Lines, (WARMING, WARMING, 1)).await;
    for (name, form) in Form::BOTH {
        for each in [1_000, 10_000] {
            for connections in [1, 4] {
                let (events, rows) = once(house, bulk, form, (EVENTS, each, connections)).await;
                let ratio = events / rows;
                println!(
                    "| {name} | {each} | {connections} | {events:.0} | {rows:.0} | {ratio:.2} |"
                );
            }
        }
    }
}

/// So many events, so many in a request, on so many connections: events and rows a second.
async fn once(
    house: &House,
    bulk: &Bulk,
    form: Form,
    (events, each, connections): (usize, usize, usize),
) -> (f64, f64) {
    let now = house.site.clock.now();
    let requests = events / connections / each;
    // Every connection is of another customer.
    let programs = house.programs.iter().take(connections);
    let shares: Vec<Share> = programs
        .map(|program| Share::new(program, bulk, form, (requests, each, now)))
        .collect();
    let mut open: Vec<Connection> =
        join_all(shares.iter().map(|share| share.program.connect())).await;
    let (mut reporting, mut inserting) = (Duration::ZERO, Duration::ZERO);
    for turn in 0..TURNS {
        let begun = Instant::now();
        let sharing = shares.iter().zip(&mut open);
        join_all(sharing.map(|(share, connection)| share.report(turn, connection, each))).await;
        reporting += begun.elapsed();
        let begun = Instant::now();
        join_all(shares.iter().map(|share| share.insert(turn, bulk))).await;
        inserting += begun.elapsed();
    }
    (rate(events, reporting), rate(events, inserting))
}

/// What is done in a turn; the last one has what is left over.
fn of_turn<T>(all: &[T], turn: usize) -> &[T] {
    let each = all.len().div_ceil(TURNS);
    all.chunks(each).nth(turn).unwrap_or_default()
}

/// What is sent on one connection, and the same as rows. Made beforehand: making it is not measured.
struct Share<'a> {
    program: &'a Program,
    requests: Vec<Vec<u8>>,
    batches: Vec<Batch>,
}

impl<'a> Share<'a> {
    fn new(
        program: &'a Program,
        bulk: &Bulk,
        form: Form,
        (number, each, now): (usize, usize, Timestamp),
    ) -> Self {
        let mut share = Self {
            program,
            requests: Vec::with_capacity(number),
            batches: Vec::with_capacity(number),
        };
        for _ in 0..number {
            let events: Vec<UsageEvent> = (0..each).map(|n| event(n, now)).collect();
            let (kind, body) = form.write(&events);
            let request = program.post("/usage/events", kind, "", &body);
            share.requests.push(request);
            share.batches.push(bulk.batch(program.whose, &events));
        }
        share
    }

    async fn report(&self, turn: usize, connection: &mut Connection, each: usize) {
        for request in of_turn(&self.requests, turn) {
            let answer = connection.ask(request).await;
            let accepted = format!("\"accepted\":{each},");
            assert!(
                answer.status == 200 && answer.body.contains(&accepted),
                "{} {:.400}",
                answer.status,
                answer.body
            );
        }
    }

    async fn insert(&self, turn: usize, bulk: &Bulk) {
        for batch in of_turn(&self.batches, turn) {
            bulk.insert(batch).await.unwrap();
        }
    }
}

/// The nth event of a request: work of the last hour, in two modes and two languages. Its ID is in
/// the order of time, as programs have it that name their work by UUIDs of version 7.
pub fn event(n: usize, now: Timestamp) -> UsageEvent {
    let seconds = i64::try_from(n % 3_600).unwrap();
    UsageEvent {
        source: "engine-7".into(),
        id: Uuid::now_v7().to_string(),
        time: now.plus_seconds(-seconds),
        mode: if n.is_multiple_of(2) {
            Mode::Batch
        } else {
            Mode::Realtime
        },
        language: SpokenLanguage::parse(LANGUAGES[n / 2 % LANGUAGES.len()]).unwrap(),
        outcome: WorkOutcome::Completed,
        media_ms: 90_000,
    }
}

fn written(event: &UsageEvent) -> String {
    let (id, source, time) = (&event.id, &event.source, event.time);
    let (mode, language) = (event.mode.as_str(), &event.language);
    let (outcome, media_ms) = (event.outcome.as_str(), event.media_ms);
    format!(
        r#"{{"specversion":"1.0","id":"{id}","source":"{source}","type":"{EVENT_TYPE}","time":"{time}","data":{{"mode":"{mode}","language":"{language}","outcome":"{outcome}","media_ms":{media_ms}}}}}"#
    )
}
