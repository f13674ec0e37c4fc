//! What is dear to find out, and worth being a little old.

use crate::error::Fault;
use domain::dashboard::{AttentionItem, TopCustomers};
use domain::id::ResellerId;
use domain::timestamp::Timestamp;
use domain::usage::Days;
use domain::{Error, Result};
use moka::future::Cache;
use moka::ops::compute::{CompResult, Op};
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is found out in less time is found out anew each time.
const CHEAP: Duration = Duration::from_millis(10);
/// How many times as long as it took to find out an answer may be used.
const WORTH: u32 = 100;
/// For how long at most.
const OLDEST: Duration = Duration::from_mins(1);
/// How many answers of a kind are kept.
const KEPT_MAX: u64 = 1_000;

/// The answers that are kept, of each tenant on its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standings {
    /// Who used the most.
    pub top: Standing<(ResellerId, Days), TopCustomers>,
    /// What needs attention, all of it.
    pub attention: Standing<ResellerId, (Timestamp, Vec<AttentionItem>)>,
}

/// Answers of a kind.
pub(crate) struct Standing<K, V> {
    kept: Cache<K, Kept<V>>,
}

#[derive(Debug)]
struct Kept<V> {
    value: Arc<V>,
    found_at: Timestamp,
    lasts: Duration,
}

impl<K, V> Standing<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    /// The answer under a key: the one that is kept if it is young enough, or else what is found.
    /// Of many who ask at once, one finds it out.
    pub(crate) async fn get(
        &self,
        key: K,
        now: Timestamp,
        find: impl Future<Output = Result<V, Fault>>,
    ) -> Result<Arc<V>> {
        if let Some(kept) = self.kept.get(&key).await
            && kept.is_young(now)
        {
            return Ok(kept.value);
        }
        let found = self.kept.entry(key).and_try_compute_with(async |entry| {
            if entry.is_some_and(|entry| entry.value().is_young(now)) {
                return Ok(Op::Nop);
            }
            let started = Instant::now();
            let value = Arc::new(find.await?);
            Ok::<_, Fault>(Op::Put(Kept::new(value, now, started.elapsed())))
        });
        match found.await? {
            CompResult::Inserted(entry)
            | CompResult::ReplacedWith(entry)
            | CompResult::Unchanged(entry) => Ok(entry.into_value().value),
            CompResult::StillNone(_) | CompResult::Removed(_) => Err(Error::Unavailable),
        }
    }
}

impl<K, V> fmt::Debug for Standing<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Standing").finish_non_exhaustive()
    }
}

impl<K, V> Clone for Standing<K, V> {
    fn clone(&self) -> Self {
        Self {
            kept: self.kept.clone(),
        }
    }
}

impl<K, V> Default for Standing<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    fn default() -> Self {
        Self {
            kept: Cache::new(KEPT_MAX),
        }
    }
}

impl<V> Kept<V> {
    fn new(value: Arc<V>, found_at: Timestamp, took: Duration) -> Self {
        let lasts = if took < CHEAP {
            Duration::ZERO
        } else {
            (took * WORTH).min(OLDEST)
        };
        Self {
            value,
            found_at,
            lasts,
        }
    }

    fn is_young(&self, now: Timestamp) -> bool {
        let age = now.micros().checked_sub(self.found_at.micros());
        let age = age.and_then(|micros| u64::try_from(micros).ok());
        age.is_some_and(|micros| Duration::from_micros(micros) < self.lasts)
    }
}

impl<V> Clone for Kept<V> {
    fn clone(&self) -> Self {
        Self {
            value: Arc::clone(&self.value),
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn the_dearer_the_longer_but_never_for_long() {
        let is_young = |took: u64, age: i64| {
            let took = Duration::from_millis(took);
            Kept::new(Arc::new(()), at(100), took).is_young(at(100 + age))
        };
        assert!(!is_young(9, 0), "what is cheap is not kept");
        assert!(is_young(10, 0));
        assert!(!is_young(10, 1));
        assert!(is_young(200, 19));
        assert!(!is_young(200, 20));
        assert!(!is_young(10_000, 60));
        assert!(!is_young(10_000, -1), "nor what is of the future");
    }

    #[tokio::test]
    async fn an_answer_is_found_once_and_a_failure_is_not_kept() {
        let standing = Standing::<u8, u8>::default();
        let refused = async { Err(Fault::from(Error::Unavailable)) };
        assert!(standing.get(1, at(0), refused).await.is_err());
        let dear = async |value: u8| {
            tokio::time::sleep(CHEAP).await;
            Ok(value)
        };
        let both = tokio::join!(
            standing.get(1, at(0), dear(5)),
            standing.get(1, at(0), dear(6)),
        );
        assert_eq!(both.0.unwrap(), both.1.unwrap());
        let later = standing.get(1, at(120), dear(7)).await;
        assert_eq!(*later.unwrap(), 7);
    }
}
