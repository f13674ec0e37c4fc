//! What all plays share: the way to the server, the pace, and the counts.

use super::http::{Answer, Ask, Client};
use super::tally::Tally;
use std::time::Duration;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Interval, interval};
use tokio_util::sync::CancellationToken;

/// How often a request is sent until it is answered.
const ATTEMPTS: u32 = 5;
/// How long to wait before sending it again, unless the server says.
const PAUSE: Duration = Duration::from_millis(500);
/// How many requests are under way at the same time at most.
const UNDER_WAY_MAX: usize = 256;

/// What all plays share.
pub(super) struct Stage {
    client: Client,
    /// When the next request may be sent.
    turns: Mutex<Interval>,
    /// How many more may be under way.
    places: Semaphore,
    /// What has happened.
    pub(super) tally: Tally,
    /// Cancelled when plays are to come to their end.
    pub(super) stop: CancellationToken,
    /// What sets this run apart from others.
    pub(super) run: String,
}

impl Stage {
    /// A stage on which so many requests are sent a second.
    pub(super) fn new(client: Client, rate: u32, run: String) -> Self {
        Self {
            client,
            turns: Mutex::new(interval(Duration::from_secs(1) / rate.max(1))),
            places: Semaphore::new(UNDER_WAY_MAX),
            tally: Tally::default(),
            stop: CancellationToken::new(),
            run,
        }
    }

    /// Sends a request when it is its turn. One that is lost, or that the server has no time for,
    /// is sent again, as programs do. None is that it came to nothing.
    pub(super) async fn send(&self, token: &str, ask: &Ask) -> Option<Answer> {
        for attempt in 1..=ATTEMPTS {
            self.turns.lock().await.tick().await;
            let place = self.places.acquire().await.ok()?;
            let answer = self.client.send(token, ask).await;
            drop(place);
            self.tally.note(answer.as_ref());
            let wait = match answer {
                Some(answer) if !answer.is_busy() => return Some(answer),
                Some(answer) => answer.wait,
                None => None,
            };
            self.pause(wait.unwrap_or(PAUSE * attempt)).await;
        }
        None
    }

    /// Waits. Answers whether plays are to go on.
    pub(super) async fn pause(&self, time: Duration) -> bool {
        tokio::select! {
            () = self.stop.cancelled() => false,
            () = tokio::time::sleep(time) => true,
        }
    }
}
