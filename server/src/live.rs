//! What open pages are told while they are open: sessions that begin and change, by server-sent
//! events (HTML Standard, 9.2).

use crate::http::failure;
use crate::pages::query_value;
use crate::session::{self, Visitor, allowed};
use crate::site::Site;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::access::{Permit, Scope, Session, ViewCustomers, ViewTranscriptions};
use domain::customer::Customers;
use domain::id::{CustomerId, ResellerId, TranscriptionId};
use domain::transcription::{Transcription, Transcriptions};
use domain::{Error, Result};
use futures::stream::{self, Stream};
use http::request::Parts;
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use store::News;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

/// For how long news are gathered, so that each session is read once for all who look at it.
const GATHERING: Duration = Duration::from_millis(50);
/// How often it is looked whether somebody may still listen: less than the five seconds within
/// which they are to be shut out.
const CHECKING: Duration = Duration::from_secs(3);
/// How much a slow listener may be behind before it has to look for itself.
const BEHIND_MAX: usize = 1_024;

/// What listeners are told.
#[derive(Clone, Debug)]
enum Told {
    /// A session has begun or changed.
    Session(Arc<Item>),
    /// Something may have happened that was not told.
    Missed,
}

/// A session as it is told, once for all who hear it.
#[derive(Debug)]
struct Item {
    reseller: ResellerId,
    customer: CustomerId,
    /// For the reseller, with the customer's name.
    for_reseller: String,
    for_customer: String,
}

/// Where it is told.
#[derive(Debug)]
pub struct Hub(Sender<Told>);

impl Default for Hub {
    fn default() -> Self {
        Self(Sender::new(BEHIND_MAX))
    }
}

/// Reads what has changed, once for all who listen, and tells them, for as long as it is polled.
pub async fn tell(site: Arc<Site>) {
    let mut news = site.store.news();
    loop {
        let mut heard = Heard::default();
        heard.take(&news.recv().await);
        tokio::time::sleep(GATHERING).await;
        while !news.is_empty() {
            heard.take(&news.recv().await);
        }
        if site.hub.0.receiver_count() > 0 {
            for told in heard.read(&site).await {
                // The last one may have gone.
                let _ = site.hub.0.send(told);
            }
        }
    }
}

/// News that have not been told yet.
#[derive(Default)]
struct Heard {
    changed: HashMap<ResellerId, HashSet<TranscriptionId>>,
    is_missed: bool,
}

impl Heard {
    fn take(&mut self, news: &std::result::Result<News, RecvError>) {
        match news {
            Ok(News::Changed(change)) => {
                let changed = self.changed.entry(change.reseller).or_default();
                changed.insert(change.id);
            }
            Ok(News::Missed) | Err(_) => self.is_missed = true,
        }
    }

    async fn read(self, site: &Site) -> Vec<Told> {
        let mut told = Vec::new();
        let mut is_missed = self.is_missed;
        for (reseller, ids) in self.changed {
            match read(site, reseller, ids.into_iter().collect()).await {
                Ok(items) => told.extend(items.into_iter().map(|it| Told::Session(it.into()))),
                Err(error) => {
                    tracing::warn!(%error, "open pages could not be told what has changed");
                    is_missed = true;
                }
            }
        }
        told.extend(is_missed.then_some(Told::Missed));
        told
    }
}

async fn read(site: &Site, reseller: ResellerId, ids: Vec<TranscriptionId>) -> Result<Vec<Item>> {
    let permit = Permit::ask(&Session::of_operator(reseller))?;
    let now = site.clock.now();
    let sessions = site.store.some_transcriptions(&permit, &ids, now).await?;
    let written = |session: &Transcription| {
        serde_json::to_string(session).map_err(|cause| {
            tracing::error!(%cause, "a session could not be written");
            Error::Internal(None)
        })
    };
    let item = |mut session: Transcription| {
        let for_reseller = written(&session)?;
        session.customer_name = None;
        Ok(Item {
            reseller,
            customer: session.customer,
            for_reseller,
            for_customer: written(&session)?,
        })
    };
    sessions.into_iter().map(item).collect()
}

/// `GET /live/transcriptions`: the sessions of a customer, or of all that somebody may see, as they
/// begin and change.
pub async fn transcriptions(State(site): State<Arc<Site>>, parts: Parts) -> Response {
    match listener(&site, &parts).await {
        Ok(listener) => {
            let alive = KeepAlive::new().interval(Duration::from_secs(15));
            Sse::new(listener.events(site, parts))
                .keep_alive(alive)
                .into_response()
        }
        Err(error) => failure::answer(&error, &parts),
    }
}

/// Tells a page to look for itself. A browser keeps an event without data to itself.
fn hello() -> Event {
    Event::default().event("hello").data("now")
}

/// Somebody who listens.
struct Listener {
    scope: Scope,
    /// The customer that they want to hear of.
    wanted: Option<CustomerId>,
    told: Receiver<Told>,
    checks: Interval,
    /// Whether they are to be told to look for themselves.
    says_hello: bool,
}

async fn listener(site: &Site, parts: &Parts) -> Result<Listener> {
    let visitor = Visitor::of(&parts.extensions);
    let permit = allowed::<ViewTranscriptions>(&visitor)?;
    let wanted = query_value(parts, "customer");
    let wanted = wanted.map(|id| id.parse().map_err(|_| Error::NotFound));
    let wanted: Option<CustomerId> = wanted.transpose()?;
    let own = permit.scope().customer();
    match (wanted, own) {
        (Some(wanted), Some(own)) if wanted != own => return Err(Error::NotFound),
        (Some(wanted), None) => {
            let look = allowed::<ViewCustomers>(&visitor)?;
            site.store.customer(&look, wanted).await?;
        }
        (Some(_) | None, Some(_)) | (None, None) => {}
    }
    let mut checks = interval_at(Instant::now() + CHECKING, CHECKING);
    checks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    Ok(Listener {
        scope: permit.scope(),
        wanted: wanted.or(own),
        told: site.hub.0.subscribe(),
        checks,
        says_hello: true,
    })
}

impl Listener {
    fn events(
        self,
        site: Arc<Site>,
        parts: Parts,
    ) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
        let state = (self, site, Arc::new(parts));
        stream::unfold(state, |(mut listener, site, parts)| async move {
            let event = listener.next(&site, &parts).await?;
            Some((Ok(event), (listener, site, parts)))
        })
    }

    /// The next event; none is the end: the server stops, or they may not listen any more.
    async fn next(&mut self, site: &Site, parts: &Parts) -> Option<Event> {
        if std::mem::take(&mut self.says_hello) {
            return Some(hello());
        }
        loop {
            tokio::select! {
                () = site.stop.cancelled() => return None,
                _ = self.checks.tick() => {
                    if !self.may_still(site, parts).await {
                        return None;
                    }
                }
                told = self.told.recv() => match told {
                    Ok(Told::Session(item)) => {
                        if let Some(json) = self.hears(&item) {
                            return Some(Event::default().event("transcription").data(json));
                        }
                    }
                    Ok(Told::Missed) | Err(RecvError::Lagged(_)) => {
                        return Some(hello());
                    }
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    /// A session as they may hear of it.
    fn hears<'a>(&self, item: &'a Item) -> Option<&'a str> {
        let is_theirs = item.reseller == self.scope.reseller();
        let is_wanted = self.wanted.is_none_or(|wanted| wanted == item.customer);
        let json = match self.scope.customer() {
            None => &item.for_reseller,
            Some(_) => &item.for_customer,
        };
        (is_theirs && is_wanted).then_some(json)
    }

    /// Whether the sign-in, and the support login if it is one, is as good as it was.
    async fn may_still(&self, site: &Site, parts: &Parts) -> bool {
        match session::visitor_again(site, parts).await {
            Ok(visitor) => allowed::<ViewTranscriptions>(&visitor)
                .is_ok_and(|permit| permit.scope() == self.scope),
            Err(error) => {
                tracing::warn!(%error, "it could not be looked whether somebody may still listen");
                false
            }
        }
    }
}
