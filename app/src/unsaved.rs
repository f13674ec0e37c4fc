//! Nobody leaves unsaved changes behind without being asked.

use crate::words::t;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{BeforeUnloadEvent, Element, Event, HtmlAnchorElement, MouseEvent, PopStateEvent};

/// The watch of the page that is shown, if it has one.
#[derive(Clone, Copy)]
struct Current(StoredValue<Option<Watch>>);

/// Makes Back and Forward ask. Called once, by the application, before there is a router: browsers
/// tell whoever has listened first.
pub(crate) fn provide_watch() {
    let current = StoredValue::new(None::<Watch>);
    provide_context(Current(current));
    // There is no window where there is no browser.
    if cfg!(target_family = "wasm") {
        let listener = window_event_listener(ev::popstate, move |event| {
            if let Some(watch) = current.get_value().filter(Watch::is_dirty) {
                watch.on_popstate(&event);
            }
        });
        on_cleanup(move || listener.remove());
    }
}

/// How much is unsaved, as the foot of a form says it.
pub(crate) fn words(unsaved: usize) -> String {
    match unsaved {
        0 => String::new(),
        1 => t!("1 unsaved change").to_owned(),
        more => t!("{more} unsaved changes", more = more),
    }
}

/// Watches the ways out of a page while `dirty` holds: links, Back and Forward, and closing the
/// tab. Ways that stay below `home` are no ways out. A way out within the application is not
/// taken, but written into the answer, for the page to ask about.
pub(crate) fn guard(dirty: Signal<bool>, home: String) -> RwSignal<Option<String>> {
    let wanted = RwSignal::new(None);
    let current = use_context::<Current>();
    let watch = StoredValue::new(Watch {
        dirty,
        wanted,
        home,
    });
    Effect::new(move |_| {
        let unload = window_event_listener(ev::beforeunload, move |event: BeforeUnloadEvent| {
            if watch.with_value(Watch::is_dirty) {
                event.prevent_default();
            }
        });
        on_cleanup(move || unload.remove());
        watch.get_value().capture_clicks();
        if let Some(Current(current)) = current {
            current.set_value(Some(watch.get_value()));
            on_cleanup(move || {
                current.try_set_value(None);
            });
        }
    });
    wanted
}

/// What watches.
#[derive(Clone)]
struct Watch {
    dirty: Signal<bool>,
    wanted: RwSignal<Option<String>>,
    home: String,
}

impl Watch {
    fn is_dirty(&self) -> bool {
        self.dirty.try_get_untracked() == Some(true)
    }

    /// Listens before everybody else, the router included.
    fn capture_clicks(self) {
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if self.is_dirty() {
                self.on_click(&event);
            }
        });
        let target = window();
        let function = listener
            .as_ref()
            .unchecked_ref::<js_sys::Function>()
            .clone();
        if target
            .add_event_listener_with_callback_and_bool("click", &function, true)
            .is_ok()
        {
            // The closure lives as long as the page that it watches.
            let kept = StoredValue::new_local(listener);
            on_cleanup(move || {
                let _ =
                    window().remove_event_listener_with_callback_and_bool("click", &function, true);
                kept.dispose();
            });
        }
    }

    fn on_click(&self, event: &Event) {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        let is_plain =
            click.button() == 0 && !click.ctrl_key() && !click.meta_key() && !click.shift_key();
        let Some(link) = link_of(event).filter(|link| is_plain && link.target().is_empty()) else {
            return;
        };
        if link.has_attribute("data-leave") || self.is_home(&link.pathname()) {
            return;
        }
        event.prevent_default();
        event.stop_immediate_propagation();
        self.wanted
            .set(Some(format!("{}{}", link.pathname(), link.search())));
    }

    fn on_popstate(&self, event: &PopStateEvent) {
        let location = window().location();
        let (path, search) = (
            location.pathname().unwrap_or_default(),
            location.search().unwrap_or_default(),
        );
        if self.is_home(&path) {
            return;
        }
        event.stop_immediate_propagation();
        // The address bar is there already: put it back, above the entry it went to.
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(
                &leptos::wasm_bindgen::JsValue::NULL,
                "",
                Some(&self.home),
            );
        }
        self.wanted.set(Some(format!("{path}{search}")));
    }

    fn is_home(&self, path: &str) -> bool {
        path.strip_prefix(&self.home)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

fn link_of(event: &Event) -> Option<HtmlAnchorElement> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest("a[href]").ok()??.dyn_into().ok()
}
