//! How often a program may ask: so many times a second on average, and more for a moment.

use super::problem::Refusal;
use domain::id::TokenId;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::num::NonZeroU32;
use std::time::Duration;

/// How many seconds' worth a program may ask at once after a pause.
const BURST_SECONDS: u32 = 5;
/// draft-ietf-httpapi-ratelimit-headers.
const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// draft-ietf-httpapi-ratelimit-headers.
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

type Limiter =
    RateLimiter<TokenId, DefaultKeyedStateStore<TokenId>, DefaultClock, StateInformationMiddleware>;

/// The limits of all tokens.
pub struct Limits {
    limiter: Limiter,
    burst: u32,
}

/// How a program stands with its limit.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// How often it may still ask right now.
    left: u32,
    /// The most that can be left.
    burst: u32,
    /// When it may ask again, if it may not now.
    wait: Option<Duration>,
}

impl Limits {
    /// So many requests a second for each token.
    pub fn new(per_second: u32) -> Self {
        let rate = NonZeroU32::new(per_second).unwrap_or(NonZeroU32::MIN);
        let burst = NonZeroU32::new(per_second.saturating_mul(BURST_SECONDS)).unwrap_or(rate);
        let quota = Quota::per_second(rate).allow_burst(burst);
        Self {
            limiter: RateLimiter::keyed(quota).with_middleware(),
            burst: burst.get(),
        }
    }

    /// Counts a request.
    pub fn count(&self, token: TokenId) -> Standing {
        match self.limiter.check_key(&token) {
            Ok(state) => Standing {
                left: state.remaining_burst_capacity(),
                burst: self.burst,
                wait: None,
            },
            Err(refused) => Standing {
                left: 0,
                burst: self.burst,
                wait: Some(refused.wait_time_from(DefaultClock::default().now())),
            },
        }
    }

    /// Forgets tokens that have not asked for a while.
    pub fn forget_idle(&self) {
        self.limiter.retain_recent();
    }
}

impl Standing {
    /// Whether the request may go on.
    pub fn check(self) -> Result<(), Refusal> {
        match self.wait {
            None => Ok(()),
            Some(_) => Err(Refusal::new(
                StatusCode::TOO_MANY_REQUESTS,
                "rate_limited",
                "Too many requests",
                "Wait as long as the header Retry-After says.",
            )),
        }
    }

    /// Tells the program.
    pub fn tell(self, headers: &mut HeaderMap) {
        let seconds = self.wait.map_or(0, |wait| wait.as_secs() + 1);
        let policy = format!("\"token\";q={};w={BURST_SECONDS}", self.burst);
        let rate = format!("\"token\";r={};t={}", self.left, seconds.max(1));
        let mut set = |name, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        set(RATE_LIMIT_POLICY, &policy);
        set(RATE_LIMIT, &rate);
        if self.wait.is_some() {
            set(RETRY_AFTER, &seconds.to_string());
        }
    }
}
