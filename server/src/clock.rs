//! The time, which tests can move.

use chrono::Utc;
use domain::timestamp::Timestamp;
use std::fmt;
use std::sync::Arc;

/// What tells the server the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's own clock.
    pub fn of_the_machine() -> Self {
        Self::from_fn(|| Timestamp::from(Utc::now()))
    }

    /// A clock that shows what a function answers.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}
