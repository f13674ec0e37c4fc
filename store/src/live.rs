//! News of sessions, for pages that are open while they change: within this process at once, and on
//! PostgreSQL from one process to the others by NOTIFY.

use crate::connect::{ConnectError, Store};
use domain::id::{CustomerId, ResellerId, TranscriptionId};
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, broadcast, mpsc};
use uuid::Uuid;

/// How much news a slow listener may be behind before it has to look for itself.
const BEHIND_MAX: usize = 4_096;
/// How much news is told in one notification: PostgreSQL takes 8,000 bytes.
const TOLD_MAX: usize = 70;
/// The channel of the notifications.
const CHANNEL: &str = "entrepot_transcriptions";
/// How long it takes to gather more before other processes are told. Notifications make those who
/// commit take turns, so that one for each change would be a brake.
const GATHERING: Duration = Duration::from_millis(20);
/// How long to wait before listening again after a failure.
const PAUSE: Duration = Duration::from_secs(1);

/// A session that has begun or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The tenant.
    pub reseller: ResellerId,
    /// Whose session it is.
    pub customer: CustomerId,
    /// The session.
    pub id: TranscriptionId,
}

/// What open pages are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A session has begun or changed.
    Changed(Change),
    /// Something may have happened that was not told.
    Missed,
}

/// News from now on. A listener that falls behind is told that it missed some
/// (`RecvError::Lagged`).
pub type NewsReceiver = broadcast::Receiver<News>;

/// Where news is told.
#[derive(Debug)]
pub(crate) struct Live {
    here: broadcast::Sender<News>,
    /// On PostgreSQL: to the other processes.
    elsewhere: Option<Elsewhere>,
}

#[derive(Debug)]
struct Elsewhere {
    url: String,
    /// What this process calls itself, to tell its own notifications from others'.
    process: Uuid,
    queue: mpsc::Sender<Change>,
    /// The other end, until somebody carries the news on.
    queued: Mutex<mpsc::Receiver<Change>>,
    /// Whether the queue was too short.
    is_lost: AtomicBool,
}

impl Live {
    /// With the URL of a PostgreSQL server: for several processes.
    pub(crate) fn new(postgres: Option<&str>) -> Self {
        let elsewhere = postgres.map(|url| {
            let (queue, queued) = mpsc::channel(BEHIND_MAX);
            Elsewhere {
                url: url.to_owned(),
                process: Uuid::new_v4(),
                queue,
                queued: Mutex::new(queued),
                is_lost: AtomicBool::new(false),
            }
        });
        Self {
            here: broadcast::Sender::new(BEHIND_MAX),
            elsewhere,
        }
    }

    /// Tells everybody. Whoever does not listen misses nothing that is written.
    pub(crate) fn tell(&self, change: Change) {
        // Nobody may be listening.
        let _ = self.here.send(News::Changed(change));
        if let Some(elsewhere) = &self.elsewhere
            && elsewhere.queue.try_send(change).is_err()
        {
            elsewhere.is_lost.store(true, Ordering::Relaxed);
        }
    }
}

impl Store {
    /// News of sessions from now on.
    pub fn news(&self) -> NewsReceiver {
        self.live().here.subscribe()
    }

    /// Carries news between the processes that serve from this database, for as long as it is
    /// polled. With SQLite there is one process, and nothing to do.
    pub async fn carry_news(&self) {
        let Some(elsewhere) = &self.live().elsewhere else {
            return;
        };
        tokio::join!(
            tell_others(self.writer(), elsewhere),
            hear_others(&self.live().here, elsewhere)
        );
    }
}

async fn tell_others(db: &DatabaseConnection, elsewhere: &Elsewhere) {
    let mut queued = elsewhere.queued.lock().await;
    let mut changes = Vec::with_capacity(TOLD_MAX);
    while queued.recv_many(&mut changes, TOLD_MAX).await > 0 {
        if changes.len() < TOLD_MAX {
            tokio::time::sleep(GATHERING).await;
            while changes.len() < TOLD_MAX
                && let Ok(change) = queued.try_recv()
            {
                changes.push(change);
            }
        }
        let mut told: Vec<String> = changes.drain(..).map(written).collect();
        if elsewhere.is_lost.swap(false, Ordering::Relaxed) {
            told = vec![LOST.to_owned()];
        }
        let message = format!("{} {}", elsewhere.process.simple(), told.join(" "));
        if let Err(error) = notify(db, message).await {
            tracing::warn!(%error, "other processes could not be told");
            elsewhere.is_lost.store(true, Ordering::Relaxed);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "news names rows and reads none")]
async fn notify(db: &DatabaseConnection, message: String) -> Result<(), sea_orm::DbErr> {
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        "SELECT pg_notify($1, $2)",
        [CHANNEL.into(), message.into()],
    );
    db.query_one_raw(statement).await?;
    Ok(())
}

async fn hear_others(here: &broadcast::Sender<News>, elsewhere: &Elsewhere) {
    loop {
        if let Err(error) = hear(here, elsewhere).await {
            tracing::warn!(%error, "other processes cannot be heard");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn hear(here: &broadcast::Sender<News>, elsewhere: &Elsewhere) -> Result<(), ConnectError> {
    let mut listener = PgListener::connect(&elsewhere.url).await?;
    listener.listen(CHANNEL).await?;
    let _ = here.send(News::Missed);
    loop {
        // None: the connection was lost, and is there again.
        let Some(notification) = listener.try_recv().await? else {
            let _ = here.send(News::Missed);
            continue;
        };
        let mut words = notification.payload().split(' ');
        let sender = words.next().and_then(|word| Uuid::parse_str(word).ok());
        if sender != Some(elsewhere.process) {
            for word in words {
                let news = read(word).map_or(News::Missed, News::Changed);
                let _ = here.send(news);
            }
        }
    }
}

/// What stands in the place of news that is lost.
const LOST: &str = "lost";

fn written(change: Change) -> String {
    format!(
        "{}/{}/{}",
        change.reseller.uuid().simple(),
        change.customer.uuid().simple(),
        change.id.uuid().simple()
    )
}

fn read(word: &str) -> Option<Change> {
    let mut parts = word.split('/');
    Some(Change {
        reseller: id(parts.next())?,
        customer: id(parts.next())?,
        id: id(parts.next())?,
    })
}

fn id<T: FromStr>(part: Option<&str>) -> Option<T> {
    part?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_heard() {
        let change = Change {
            reseller: Uuid::from_u128(1).into(),
            customer: Uuid::from_u128(2).into(),
            id: Uuid::from_u128(3).into(),
        };
        assert_eq!(read(&written(change)), Some(change));
        assert_eq!(read(LOST), None);
        // PostgreSQL takes 8,000 bytes.
        assert!(33 + TOLD_MAX * (written(change).len() + 1) < 8_000);
    }
}
