//! An engine that tells of its work in batches: some of it twice, some out of order, some late, and
//! some that cannot be taken.

use crate::ENGINES;
use crate::batch::{Batch, Fate};
use crate::count::Count;
use crate::dice::Dice;
use crate::house::{CUSTOMERS, DAY};
use crate::stage::Stage;
use crate::work::{LANGUAGES, MODES, Work};
use domain::usage::WorkOutcome;
use std::sync::Arc;

/// The fewest and the most events of a request.
const BATCH: (usize, usize) = (200, 10_000);
/// For how many seconds before it began its work goes back, as long as it is told of in order.
const SPAN: i64 = 3 * DAY;
/// How late it may be told of, in seconds, and how late is too late.
const LATE: (u32, u32) = (60 * 60, 34 * 24 * 60 * 60);
const TOO_LATE: i64 = 35 * DAY + 60 * 60;
const OUTCOMES: [WorkOutcome; 8] = [
    WorkOutcome::Completed,
    WorkOutcome::Completed,
    WorkOutcome::Completed,
    WorkOutcome::Completed,
    WorkOutcome::Completed,
    WorkOutcome::Completed,
    WorkOutcome::Failed,
    WorkOutcome::Cancelled,
];

/// What an engine has told.
#[derive(Default)]
pub struct Told {
    /// How many events were accepted, as it was answered.
    pub accepted: usize,
    /// How many there were.
    pub new: usize,
    /// What they come to.
    pub count: Count,
}

/// An engine.
pub struct Engine {
    stage: Arc<Stage>,
    source: String,
    dice: Dice,
    /// How many events it tells of.
    share: usize,
    /// How many it has told of.
    done: usize,
    /// What it has told of, by customer.
    known: [Vec<Work>; CUSTOMERS],
    /// How many pieces of work it has a number for.
    numbers: usize,
    batches: usize,
    told: Told,
}

impl Engine {
    pub fn new(stage: Arc<Stage>, number: usize) -> Self {
        Self {
            source: format!("engine-{number}"),
            dice: Dice(stage.seed.wrapping_add(number as u64)),
            share: stage.events / ENGINES,
            done: 0,
            known: [const { Vec::new() }; CUSTOMERS],
            numbers: 0,
            batches: 0,
            told: Told::default(),
            stage,
        }
    }

    /// Tells of everything.
    pub async fn work(mut self) -> Told {
        let most = (self.stage.events / 40).clamp(BATCH.0, BATCH.1);
        let mut restarts = 0;
        while self.done < self.share {
            let size = BATCH.0 + self.dice.index(most - BATCH.0 + 1);
            self.tell_new(size.min(self.share - self.done)).await;
            if restarts != self.stage.restarts() {
                restarts = self.stage.restarts();
                self.tell_again().await;
            }
        }
        self.told
    }

    /// A batch as it comes in daily life.
    async fn tell_new(&mut self, size: usize) {
        let token = self.dice.index(self.stage.house.tokens.len());
        let mut batch = Batch::default();
        while batch.len() < size {
            match self.dice.below(1_000) {
                0..=99 => self.add_known(&mut batch, token),
                100..=102 => self.add_faulty(&mut batch),
                _ => self.add_new(&mut batch, token),
            }
            self.done += 1;
        }
        self.send(&batch, token).await;
    }

    /// What the server was told of in an earlier life, which it has to know.
    async fn tell_again(&mut self) {
        let token = self.dice.index(self.stage.house.tokens.len());
        let mut batch = Batch::default();
        for _ in 0..BATCH.0 {
            self.add_known(&mut batch, token);
        }
        self.send(&batch, token).await;
    }

    async fn send(&mut self, batch: &Batch, token: usize) {
        self.batches += 1;
        let key = format!("{} {}", self.source, self.batches);
        let message = batch.message(self.dice.chance(1, 2), key);
        let token = &self.stage.house.tokens[token];
        let client = &self.stage.client;
        let answer = client.say("/api/v1/usage/events", &token.secret, &message);
        self.told.accepted += batch.check(&message.key, &answer.await);
        self.told.new += batch.new_ones();
        self.stage.note_answered(batch.len());
    }

    fn add_new(&mut self, batch: &mut Batch, token: usize) {
        let work = self.work_done();
        batch.add(work.written(&self.source), Fate::Accepted);
        self.told.count.add(token, &work);
        let customer = self.stage.house.tokens[token].customer;
        self.known[customer].push(work);
    }

    /// Something that was told of before, perhaps in the same batch or with the customer's other
    /// token. Whatever is said of it now, it is as it was told first.
    fn add_known(&mut self, batch: &mut Batch, token: usize) {
        let known = &self.known[self.stage.house.tokens[token].customer];
        if known.is_empty() {
            return self.add_new(batch, token);
        }
        let mut work = known[self.dice.index(known.len())];
        if self.dice.chance(1, 4) {
            work.media_ms += 1;
            work.time = self.stage.house.began;
        }
        batch.add(work.written(&self.source), Fate::Duplicate);
    }

    /// What cannot be taken. It is not counted, and does not stop the others.
    fn add_faulty(&mut self, batch: &mut Batch) {
        let began = self.stage.house.began;
        let mut work = self.work_done();
        let code = match self.dice.below(6) {
            0 => {
                work.time = began.plus_seconds(-TOO_LATE);
                "too_old"
            }
            1 => {
                work.time = began.plus_seconds(DAY);
                "too_far_ahead"
            }
            2 => {
                work.media_ms = -1;
                "out_of_range"
            }
            3 => {
                work.mode = "live";
                "not_one_of"
            }
            4 => {
                let written = work.written(&self.source);
                let written = written.replace(r#""mode":"#, r#""colour":"red","mode":"#);
                return batch.add(written, Fate::Rejected("unknown_field"));
            }
            _ => return batch.add("7".to_owned(), Fate::Rejected("wrong_type")),
        };
        batch.add(work.written(&self.source), Fate::Rejected(code));
    }

    /// The next piece of work: of 1,000 there are 50 out of order and 10 late.
    fn work_done(&mut self) -> Work {
        self.numbers += 1;
        let dice = &mut self.dice;
        let (done, share) = (self.done as u64, self.share as u64);
        let ago = match dice.below(1_000) {
            0..=49 => dice.below(SPAN.cast_unsigned()).cast_signed(),
            50..=59 => dice.between(LATE.0, LATE.1),
            _ => SPAN - (SPAN.cast_unsigned() * done / share).cast_signed(),
        };
        Work {
            number: self.numbers,
            time: self.stage.house.began.plus_seconds(-ago),
            mode: dice.one_of::<&str>(&MODES),
            language: dice.one_of::<&str>(&LANGUAGES),
            outcome: *dice.one_of(&OUTCOMES),
            media_ms: dice.between(0, 5_400_000),
        }
    }
}
