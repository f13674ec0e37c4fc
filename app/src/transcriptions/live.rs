//! What keeps a list of sessions up to date: news by server-sent events, and where those do not get
//! through the list anew every now and then.

use super::list::{TranscriptionListState, ask};
use super::news::News;
use super::still::{focused_in_row, give_back};
use crate::viewer::action;
use crate::words::t;
use domain::id::CustomerId;
use domain::transcription::Transcription;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use send_wrapper::SendWrapper;
use std::time::Duration;
use web_sys::{Event, EventSource, MessageEvent};

/// How often the list is loaded anew while no news come.
const POLL: Duration = Duration::from_secs(10);
/// Every how many times the news are asked for again, after they were refused.
const PATIENCE: u32 = 3;

/// How the list is kept up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// By news, as they come.
    Live,
    /// Not at the moment.
    Reconnecting,
    /// By loading it anew.
    Polling,
}

impl Pace {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Reconnecting => "reconnecting",
            Self::Polling => "polling",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Live => t!("Live"),
            Self::Reconnecting => t!("Reconnecting…"),
            Self::Polling => t!("Updated every 10 seconds"),
        }
    }
}

/// Keeps the list up to date for as long as it is shown, and says how. Not before the page answers:
/// its place is kept for it.
#[component]
pub(super) fn LiveStatus(state: TranscriptionListState) -> impl IntoView {
    let pace = RwSignal::new(None::<Pace>);
    let follower = Follower {
        state,
        pace,
        address: StoredValue::new(address(state.customer)),
        stream: StoredValue::new(None),
        ticks: StoredValue::new(0),
    };
    Effect::new(move |_| follower.follow());
    view! {
        <p
            class="live-status"
            aria-live="off"
            data-pace=move || pace.get().map_or("none", Pace::as_str)
        >
            {move || pace.get().unwrap_or(Pace::Live).words()}
        </p>
    }
}

/// Where the news of a customer come from, or of all that the viewer may see.
fn address(customer: Option<CustomerId>) -> String {
    let path = action("/live/transcriptions");
    customer.map_or_else(|| path.clone(), |id| format!("{path}?customer={id}"))
}

/// What listens to the news of one list.
#[derive(Clone, Copy)]
struct Follower {
    state: TranscriptionListState,
    pace: RwSignal<Option<Pace>>,
    address: StoredValue<String>,
    /// Wrapped, because the server takes a page apart on any of its threads; there it is empty.
    stream: StoredValue<Option<SendWrapper<Stream>>>,
    ticks: StoredValue<u32>,
}

impl Follower {
    /// Listens for as long as the caller's owner lives. A tab that nobody sees does not: a browser
    /// has few connections to a server, and all of its tabs share them.
    fn follow(self) {
        self.on_visibility();
        let seen = window_event_listener(ev::visibilitychange, move |_| self.on_visibility());
        let ticking = set_interval_with_handle(move || self.on_tick(), POLL).ok();
        on_cleanup(move || {
            seen.remove();
            if let Some(ticking) = ticking {
                ticking.clear();
            }
            self.close();
        });
    }

    fn on_visibility(self) {
        if document().hidden() {
            self.close();
            self.pace.try_set(Some(Pace::Reconnecting));
        } else if !self.is_connected() {
            self.connect();
        }
    }

    /// Loads the list anew unless news come, and asks for news again now and then.
    fn on_tick(self) {
        if document().hidden() || self.is_live() {
            return;
        }
        let ticks = self.ticks.try_get_value().unwrap_or_default() + 1;
        self.ticks.try_set_value(ticks);
        if !self.is_connected() && ticks.is_multiple_of(PATIENCE) {
            self.connect();
        }
        self.load();
    }

    /// News are on their way from now on. What happened before has to be asked for.
    fn on_hello(self, _: &Event) {
        self.pace.try_set(Some(Pace::Live));
        self.load();
    }

    fn on_news(self, event: &Event) {
        let text = event.dyn_ref::<MessageEvent>();
        let text = text.and_then(|message| message.data().as_string());
        // A server that is newer than this page may say it in another way.
        let it = text.and_then(|text| serde_json::from_str::<Transcription>(&text).ok());
        let Some(it) = it else { return };
        let focused = focused_in_row();
        self.state.news.try_update(|news| news.hear(it));
        focused.into_iter().for_each(give_back);
        if self.state.news.try_with_untracked(News::has_much) == Some(true) {
            self.load();
        }
    }

    /// The browser connects again by itself, unless the server has refused.
    fn on_error(self, _: &Event) {
        if self.is_live() {
            self.pace.try_set(Some(Pace::Reconnecting));
        }
        let state = |stream: &Option<SendWrapper<Stream>>| {
            let source = stream.as_ref().map(|stream| &stream.source);
            source.map(EventSource::ready_state)
        };
        if self.stream.try_with_value(state).flatten() == Some(EventSource::CLOSED) {
            self.close();
            self.load();
        }
    }

    fn connect(self) {
        let address = self.address.try_get_value().unwrap_or_default();
        let stream = Stream::open(&address, self);
        let is_refused = stream.is_none();
        self.stream.try_set_value(stream.map(SendWrapper::new));
        if is_refused {
            self.load();
        }
    }

    fn close(self) {
        self.stream.try_set_value(None);
    }

    fn is_connected(self) -> bool {
        self.stream.try_with_value(Option::is_some) == Some(true)
    }

    fn is_live(self) -> bool {
        self.pace.try_get_untracked() == Some(Some(Pace::Live))
    }

    /// Loads the list anew, behind what is shown of it.
    fn load(self) {
        let query = self.state.query;
        let Some(listing) = query.try_with_untracked(|query| query.listing.clone()) else {
            return;
        };
        let news = self.state.news;
        let request = ask(self.state.customer, listing, news);
        spawn_local(async move {
            let answer = request.await;
            let pace = match answer {
                Ok(_) => Pace::Polling,
                Err(_) => Pace::Reconnecting,
            };
            if !self.is_live() {
                self.pace.try_set(Some(pace));
            }
            let focused = focused_in_row();
            if let Ok(answer) = answer {
                news.try_update(|news| news.load(answer));
            }
            focused.into_iter().for_each(give_back);
        });
    }
}

/// An open stream of news. It is closed when it goes.
struct Stream {
    source: EventSource,
    /// What the browser calls; it lasts as long as the stream.
    _listeners: [Closure<dyn Fn(Event)>; 3],
}

impl Stream {
    /// Opens it, where the browser knows such streams.
    fn open(address: &str, follower: Follower) -> Option<Self> {
        let source = EventSource::new(address).ok()?;
        let on = |name: &str, act: fn(Follower, &Event)| {
            let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| act(follower, &event));
            let function = listener.as_ref().unchecked_ref();
            let added = source.add_event_listener_with_callback(name, function);
            added.ok().map(|()| listener)
        };
        let listeners = [
            on("hello", Follower::on_hello)?,
            on("transcription", Follower::on_news)?,
            on("error", Follower::on_error)?,
        ];
        Some(Self {
            source,
            _listeners: listeners,
        })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}
