//! What all engines share.

use crate::client::Client;
use crate::house::House;
use std::env;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::watch;

/// How many events there are unless something else is asked for.
const EVENTS: usize = 20_000;

/// What all engines share.
pub struct Stage {
    pub client: Client,
    pub house: House,
    /// How many events are told of, by all engines together.
    pub events: usize,
    /// Where chance begins.
    pub seed: u64,
    /// How many events have been answered.
    pub answered: watch::Sender<usize>,
    restarts: AtomicUsize,
}

impl Stage {
    pub fn new(client: Client, house: House) -> Self {
        let number = |name| env::var(name).ok().map(|it| it.parse::<u64>().unwrap());
        let events = number("MODEL_EVENTS").map(|it| usize::try_from(it).unwrap());
        let now = house.began.micros().cast_unsigned();
        Self {
            client,
            house,
            events: events.unwrap_or(EVENTS),
            seed: number("MODEL_SEED").unwrap_or(now),
            answered: watch::Sender::new(0),
            restarts: AtomicUsize::new(0),
        }
    }

    /// Notes that events have been answered.
    pub fn note_answered(&self, events: usize) {
        self.answered.send_modify(|it| *it += events);
    }

    /// Notes that the server has begun another life.
    pub fn note_restart(&self) {
        self.restarts.fetch_add(1, Ordering::Relaxed);
    }

    /// How often it has done so.
    pub fn restarts(&self) -> usize {
        self.restarts.load(Ordering::Relaxed)
    }
}
