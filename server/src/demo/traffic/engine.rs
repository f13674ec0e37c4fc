//! An engine at work: it begins sessions, reports how far it is, and how they end. As engines do,
//! it says some things twice, and some too late.

use super::http::{Answer, Ask};
use super::stage::Stage;
use crate::demo::dice::Dice;
use crate::demo::recordings::{FAULTS, source_name};
use domain::transcription::Mode;
use http::StatusCode;
use serde_json::json;
use std::time::{Duration, Instant};

/// What is spoken.
const LANGUAGES: [&str; 6] = ["nl", "nl", "de", "en-GB", "fr", "tr"];

/// A session under way.
struct Job<'a> {
    stage: &'a Stage,
    token: &'a str,
    path: String,
    sequence: i64,
    media_ms: i64,
    dice: Dice,
}

/// Plays one session from its beginning to its end.
pub(super) async fn play(stage: &Stage, token: &str, number: u64, mut dice: Dice) {
    let mode = if dice.chance(2, 5) {
        Mode::Realtime
    } else {
        Mode::Batch
    };
    let Some(path) = begin(stage, token, mode, number, &mut dice).await else {
        return;
    };
    let mut job = Job {
        stage,
        token,
        path,
        sequence: 0,
        media_ms: 0,
        dice,
    };
    match mode {
        Mode::Batch => job.transcribe().await,
        Mode::Realtime => job.listen().await,
    }
    job.end().await;
}

/// Begins a session, and answers its address.
async fn begin(
    stage: &Stage,
    token: &str,
    mode: Mode,
    number: u64,
    dice: &mut Dice,
) -> Option<String> {
    let new = json!({
        "mode": mode.as_str(),
        "language": dice.one_of(&LANGUAGES),
        "source_name": source_name(mode, dice),
        "external_id": format!("{}-{number}", stage.run),
    });
    let ask = Ask::post("/sessions", &new).once(format!("session-{number}"));
    let begun = stage.send(token, &ask).await?;
    if begun.status != StatusCode::CREATED {
        return None;
    }
    stage.tally.note_begun();
    if dice.chance(1, 8) {
        let again = stage.send(token, &ask).await?;
        if again.status == begun.status && again.text("id") != begun.text("id") {
            let fault = "the same Idempotency-Key was answered otherwise";
            stage.tally.note_fault(fault);
        }
    }
    Some(format!("/sessions/{}", begun.text("id")?))
}

impl Job<'_> {
    /// A recording: some reports, each of them further on.
    async fn transcribe(&mut self) {
        let reports = self.dice.between(1, 4);
        let whole = self.dice.between(30, 5_400) * 1_000;
        for report in 1..=reports {
            if !self.pause(400, 2_500).await {
                return;
            }
            self.media_ms = whole * report / reports;
            self.progress().await;
        }
        self.pause(200, 1_500).await;
    }

    /// Somebody who speaks for a while.
    async fn listen(&mut self) {
        let begun = Instant::now();
        let time = Duration::from_millis(self.dice.between(6_000, 45_000).unsigned_abs());
        while begun.elapsed() < time && self.pause(900, 2_000).await {
            self.media_ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or_default();
            self.progress().await;
        }
    }

    async fn progress(&mut self) {
        if self.dice.chance(1, 12) {
            // The later one comes first. The other one is known then, and changes nothing.
            self.sequence += 2;
            self.say("progress", self.sequence, None).await;
            self.say("progress", self.sequence - 1, None).await;
        } else {
            self.sequence += 1;
            self.say("progress", self.sequence, None).await;
        }
    }

    async fn end(&mut self) {
        let (what, error) = match self.dice.below(100) {
            0..=4 => ("fail", Some(*self.dice.one_of(&FAULTS))),
            5..=8 => ("cancel", None),
            _ => ("complete", None),
        };
        self.sequence += 1;
        let ended = self.say(what, self.sequence, error).await;
        if ended.is_none_or(|it| it.status != StatusCode::OK) {
            return;
        }
        self.stage.tally.note_ended();
        if self.dice.chance(1, 20) {
            let late = self.say("progress", self.sequence + 1, None).await;
            if late.is_some_and(|it| it.status.is_success()) {
                let fault = "a session that had ended took a report";
                self.stage.tally.note_fault(fault);
            }
        }
    }

    /// Reports something; now and then twice, as if the answer had been lost.
    async fn say(&mut self, what: &str, sequence: i64, error: Option<&str>) -> Option<Answer> {
        let said = json!({
            "sequence": sequence,
            "media_ms": self.media_ms,
            "error": error,
        });
        let ask = Ask::post(format!("{}/{what}", self.path), &said);
        let answer = self.stage.send(self.token, &ask).await?;
        if self.dice.chance(1, 10) {
            return self.stage.send(self.token, &ask).await;
        }
        Some(answer)
    }

    /// Waits some milliseconds. Answers whether to go on.
    async fn pause(&mut self, least: u32, most: u32) -> bool {
        let time = self.dice.between(least, most).unsigned_abs();
        self.stage.pause(Duration::from_millis(time)).await
    }
}
