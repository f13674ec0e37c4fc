//! Customers' programs: they report usage in bulk, some of it twice, out of order or late, and look
//! at what it comes to.

use super::http::{Answer, Ask};
use super::stage::Stage;
use crate::clock::Clock;
use crate::demo::dice::Dice;
use domain::usage::EVENT_TYPE;
use http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;
const LANGUAGES: [&str; 6] = ["nl", "de", "en-GB", "fr", "en-US", "tr"];
const OUTCOMES: [&str; 8] = [
    "completed",
    "completed",
    "completed",
    "completed",
    "completed",
    "completed",
    "failed",
    "cancelled",
];

/// Reports some usage, and looks at it.
pub(super) async fn play(stage: &Stage, token: &str, number: u64, mut dice: Dice) {
    let events = events(stage, number, &mut dice);
    let ask = if dice.chance(1, 2) {
        Ask::post_lines("/usage/events", &events)
    } else {
        Ask::post("/usage/events", &Value::Array(events))
    };
    let ask = ask.once(format!("usage-{number}"));
    let Some(first) = report(stage, token, &ask).await else {
        return;
    };
    match dice.below(4) {
        0 => {
            // The same request: it is answered as it was, and counts once.
            let again = stage.send(token, &ask).await;
            let again = again.filter(|it| it.status == first.status);
            if again.is_some_and(|it| it.number("accepted") != first.number("accepted")) {
                let fault = "the same Idempotency-Key was answered otherwise";
                stage.tally.note_fault(fault);
            }
        }
        1 => {
            // The same events by another request.
            let again = report(stage, token, &ask.without_key()).await;
            if again.is_some_and(|it| it.number("accepted") > 0) {
                stage.tally.note_fault("the same events counted twice");
            }
        }
        2 => {
            let usage = Ask::get("/usage?range=7d&split=mode");
            stage.send(token, &usage).await;
        }
        _ => {
            let sessions = Ask::get("/sessions?limit=20");
            stage.send(token, &sessions).await;
        }
    }
    let time = dice.between(500, 4_000).unsigned_abs();
    stage.pause(Duration::from_millis(time)).await;
}

/// Reports usage, and counts what became of it.
async fn report(stage: &Stage, token: &str, ask: &Ask) -> Option<Answer> {
    let answer = stage.send(token, ask).await?;
    if answer.status != StatusCode::OK {
        return None;
    }
    stage.tally.note_usage(&answer);
    Some(answer)
}

/// Some events, in no order; one in ten stands there twice.
fn events(stage: &Stage, number: u64, dice: &mut Dice) -> Vec<Value> {
    let count = dice.between(5, 40);
    let mut events: Vec<Value> = Vec::new();
    for index in 0..count {
        if !events.is_empty() && dice.chance(1, 10) {
            let twice = dice.one_of(&events).clone();
            events.push(twice);
        }
        events.push(event(stage, &format!("{number}-{index}"), dice));
    }
    events
}

fn event(stage: &Stage, id: &str, dice: &mut Dice) -> Value {
    let ago = match dice.below(100) {
        // Late, but not too late.
        0..=4 => dice.between(1, 34) * DAY,
        // Too late: it is rejected, and the others are not.
        5 => dice.between(36, 80) * DAY,
        _ => dice.between(0, 3_600),
    };
    let time = Clock::of_the_machine().now().plus_seconds(-ago);
    json!({
        "specversion": "1.0",
        "id": id,
        "source": stage.run,
        "type": EVENT_TYPE,
        "time": time.to_string(),
        "data": {
            "mode": dice.one_of(&["batch", "batch", "realtime"]),
            "language": dice.one_of(&LANGUAGES),
            "outcome": dice.one_of(&OUTCOMES),
            "media_ms": dice.between(5, 3_600) * 1_000,
        },
    })
}
