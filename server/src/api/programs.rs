//! What is remembered of programs between their requests.

use super::limits::Limits;
use crate::site::Site;
use domain::Result;
use domain::api_token::{Bearer, TokenUse, TokenUses};
use domain::id::TokenId;
use domain::sign_in::SecretHash;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a token that was found to be good is believed to be.
const BELIEVED: Duration = Duration::from_secs(1);
/// From so many on, tokens that are no longer believed are forgotten.
const REMEMBERED_MAX: usize = 10_000;
/// How often it is written down when tokens were last used.
const NOTING: Duration = Duration::from_secs(5);

/// What is remembered of programs.
pub struct Programs {
    known: Mutex<HashMap<SecretHash, (Instant, Bearer)>>,
    used: Mutex<HashMap<TokenId, TokenUse>>,
    under_way: Mutex<HashSet<(TokenId, [u8; 32])>>,
    /// How often they may ask.
    pub limits: Limits,
}

impl Programs {
    /// Programs that may ask so many times a second.
    pub fn new(per_second: u32) -> Self {
        Self {
            known: Mutex::default(),
            used: Mutex::default(),
            under_way: Mutex::default(),
            limits: Limits::new(per_second),
        }
    }

    /// Whom a token stands for, as it was a second ago at most.
    pub async fn bearer(&self, site: &Site, token: SecretHash) -> Result<Option<Bearer>> {
        if let Some((since, bearer)) = lock(&self.known).get(&token)
            && since.elapsed() < BELIEVED
        {
            return Ok(Some(*bearer));
        }
        let asked = Instant::now();
        let bearer = site.store.bearer(token).await?;
        if let Some(bearer) = bearer {
            let mut known = lock(&self.known);
            if known.len() >= REMEMBERED_MAX {
                known.retain(|_, (since, _)| since.elapsed() < BELIEVED);
            }
            known.insert(token, (asked, bearer));
        }
        Ok(bearer)
    }

    /// Notes that a token was used.
    pub fn note(&self, used: TokenUse) {
        lock(&self.used).insert(used.id, used);
    }

    /// Begins a request that is to have its effect once. None says that it is under way.
    pub fn begin(self: &Arc<Self>, token: TokenId, key: [u8; 32]) -> Option<UnderWay> {
        let is_new = lock(&self.under_way).insert((token, key));
        is_new.then(|| UnderWay {
            programs: Arc::clone(self),
            request: (token, key),
        })
    }
}

/// A request that is to have its effect once, while it is under way.
pub struct UnderWay {
    programs: Arc<Programs>,
    request: (TokenId, [u8; 32]),
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        lock(&self.programs.under_way).remove(&self.request);
    }
}

/// Writes down when tokens were last used, until the server is to stop, and then once more.
pub async fn note_uses(site: Arc<Site>) {
    loop {
        tokio::select! {
            () = site.stop.cancelled() => {}
            () = tokio::time::sleep(NOTING) => {}
        }
        let used: Vec<TokenUse> = lock(&site.programs.used)
            .drain()
            .map(|(_, it)| it)
            .collect();
        if !used.is_empty()
            && let Err(error) = site.store.note_token_uses(&used).await
        {
            tracing::warn!(%error, "it could not be noted that tokens were used");
        }
        if site.stop.is_cancelled() {
            return;
        }
    }
}

/// What it guards is right at any moment, also when somebody panicked over it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
