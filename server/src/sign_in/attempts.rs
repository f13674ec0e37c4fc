//! Slowing down whoever guesses passwords.
//!
//! Counted per account, for accounts that exist and for those that do not alike, and per address.
//! Kept in memory: a restart forgives, and no guesser can make the database write.

use domain::id::ResellerId;
use domain::timestamp::Timestamp;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::OwnedMutexGuard;

/// The most accounts and addresses that are remembered.
const REMEMBERED: usize = 20_000;
/// Failures are forgotten after so many seconds without another.
const FORGOTTEN_AFTER: i64 = 60 * 60;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 15 * 60;

/// Whom failures are counted for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Suspect {
    /// A sign-in: realm and email key.
    Account(ResellerId, String),
    /// A sign-in whose password is said to be forgotten: realm and email key.
    Forgetful(ResellerId, String),
    /// An address that forgotten passwords are reported from.
    Asking(IpAddr),
    /// An address; of IPv6 the network, because one person has as many addresses as they like.
    Address(IpAddr),
}

impl Suspect {
    /// The suspect for an address.
    pub fn at(address: IpAddr) -> Self {
        Self::Address(one_of(address))
    }

    /// The suspect for an address that a forgotten password is reported from.
    pub fn asking(address: IpAddr) -> Self {
        Self::Asking(one_of(address))
    }

    /// Failures without a wait. Behind one address there may be a whole office.
    const fn free(&self) -> u32 {
        match self {
            Self::Forgetful(..) => 3,
            Self::Account(..) => 5,
            Self::Asking(_) => 20,
            Self::Address(_) => 50,
        }
    }
}

/// One person's address: of IPv6 the network.
const fn one_of(address: IpAddr) -> IpAddr {
    const NETWORK: u128 = !0 << 64;
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & NETWORK)),
    }
}

/// The failures of one suspect.
#[derive(Debug)]
pub struct Failures {
    free: u32,
    count: u32,
    last: Timestamp,
}

impl Failures {
    /// The seconds until the next attempt is looked at; `None` is now.
    pub fn wait(&self, now: Timestamp) -> Option<u32> {
        let over = self.count.checked_sub(self.free)?;
        let pause = (1_i64 << over.min(20)).min(LONGEST_WAIT);
        let rest = self.last.plus_seconds(pause).micros() - now.micros();
        if self.is_forgotten(now) || rest <= 0 {
            return None;
        }
        u32::try_from(rest.unsigned_abs().div_ceil(1_000_000)).ok()
    }

    /// Notes a failure.
    pub fn add(&mut self, now: Timestamp) {
        self.count = if self.is_forgotten(now) {
            1
        } else {
            self.count.saturating_add(1)
        };
        self.last = now;
    }

    /// The right password: nothing is held against them any more.
    pub fn forgive(&mut self) {
        self.count = 0;
    }

    fn is_forgotten(&self, now: Timestamp) -> bool {
        now > self.last.plus_seconds(FORGOTTEN_AFTER)
    }
}

type Kept = Arc<tokio::sync::Mutex<Failures>>;

/// Everybody's failures.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<Suspect, Kept>>);

impl Attempts {
    /// The failures of one suspect, one attempt at a time: a hundred guesses at once are looked
    /// at one after the other, and so count like a hundred in a row.
    pub async fn of(&self, suspect: Suspect, now: Timestamp) -> OwnedMutexGuard<Failures> {
        let kept = {
            let mut all = self.all();
            if all.len() >= REMEMBERED && !all.contains_key(&suspect) {
                make_room(&mut all, now);
            }
            let free = suspect.free();
            let new = || {
                Arc::new(tokio::sync::Mutex::new(Failures {
                    free,
                    count: 0,
                    last: now,
                }))
            };
            Arc::clone(all.entry(suspect).or_insert_with(new))
        };
        kept.lock_owned().await
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Suspect, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets whom nothing is held against; if that is nobody, the half that failed longest ago.
fn make_room(all: &mut HashMap<Suspect, Kept>, now: Timestamp) {
    let last_failure = |kept: &Kept| match kept.try_lock() {
        Ok(failures) if failures.count == 0 || failures.is_forgotten(now) => None,
        Ok(failures) => Some(failures.last),
        // Somebody is at it right now.
        Err(_) => Some(now),
    };
    all.retain(|_, kept| last_failure(kept).is_some());
    if all.len() >= REMEMBERED {
        let mut times: Vec<_> = all.values().filter_map(last_failure).collect();
        times.sort_unstable();
        let middle = times[times.len() / 2];
        all.retain(|_, kept| last_failure(kept).is_some_and(|time| time > middle));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(0).plus_seconds(seconds)
    }

    fn account(email: &str) -> Suspect {
        Suspect::Account(ResellerId::from(Uuid::nil()), email.to_owned())
    }

    #[tokio::test]
    async fn the_sixth_attempt_waits_and_each_further_one_twice_as_long() {
        let attempts = Attempts::default();
        let mut failures = attempts.of(account("a"), at(0)).await;
        for _ in 0..5 {
            assert_eq!(failures.wait(at(0)), None);
            failures.add(at(0));
        }
        assert_eq!(failures.wait(at(0)), Some(1));
        assert_eq!(failures.wait(at(1)), None);
        failures.add(at(1));
        assert_eq!(failures.wait(at(1)), Some(2));
        for _ in 0..30 {
            failures.add(at(1));
        }
        assert_eq!(failures.wait(at(1)), Some(900));
        assert_eq!(failures.wait(at(2 + FORGOTTEN_AFTER)), None);
    }

    #[tokio::test]
    async fn memory_is_bounded() {
        let attempts = Attempts::default();
        for number in 0..REMEMBERED + 10 {
            attempts
                .of(account(&number.to_string()), at(0))
                .await
                .add(at(0));
        }
        assert!(attempts.all().len() <= REMEMBERED);
    }

    #[test]
    fn an_ipv6_network_is_one_suspect() {
        let suspect = |text: &str| Suspect::at(text.parse().unwrap());
        assert_eq!(suspect("2001:db8::1"), suspect("2001:db8::2"));
        assert_ne!(suspect("2001:db8::1"), suspect("2001:db8:0:1::1"));
        assert_ne!(suspect("192.0.2.1"), suspect("192.0.2.2"));
    }
}
