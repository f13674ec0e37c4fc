//! Rows that keep still while somebody is at them.

use super::news::News;
use crate::ui::Content;
use leptos::ev::{self, FocusEvent, PointerEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

/// What can have the focus inside of a row.
const INSIDE: &str = "a, button, [tabindex]";

/// A table whose rows keep their place while the pointer or the focus is among them, and stay as
/// they are while one is pressed: a click is one on what was there when it began.
#[component]
pub(super) fn Still(news: RwSignal<News>, children: Content) -> impl IntoView {
    let is_over = StoredValue::new(false);
    let is_within = StoredValue::new(false);
    // A part that goes with the page loses the focus on its way out, when nobody is left to tell.
    let settle = move |is: StoredValue<bool>, it: bool| {
        is.try_set_value(it);
        let keeps = [is_over, is_within].map(|is| is.try_get_value() == Some(true));
        let keeps = keeps.contains(&true);
        if news.try_with_untracked(News::keeps_places) == Some(!keeps) {
            news.try_update(|news| news.keep_places(keeps));
        }
    };
    let on_over = move |event: PointerEvent| {
        // A finger is over nothing: it presses.
        let is_finger = event.pointer_type() == "touch";
        settle(is_over, !is_finger && is_in_body(event.target()));
    };
    let on_leave = move |_| settle(is_over, false);
    let on_focus = move |event: FocusEvent| settle(is_within, is_in_body(event.target()));
    let on_blur = move |event: FocusEvent| settle(is_within, is_in_body(event.related_target()));
    let on_press = move |event: PointerEvent| {
        if is_in_body(event.target()) {
            news.try_update(|news| news.press(true));
        }
    };
    let_go(news);
    view! {
        <div
            on:pointerover=on_over
            on:pointerleave=on_leave
            on:focusin=on_focus
            on:focusout=on_blur
            on:pointerdown=on_press
        >
            {children.show()}
        </div>
    }
}

/// Lets news in when a press ends, wherever that is, and when the rows go.
fn let_go(news: RwSignal<News>) {
    let release = move || {
        if news.try_with_untracked(News::is_pressed) == Some(true) {
            // The click follows at once, and is meant for the row as it is.
            request_animation_frame(move || {
                news.try_update(|news| news.press(false));
            });
        }
    };
    Effect::new(move |_| {
        let up = window_event_listener(ev::pointerup, move |_| release());
        let cancel = window_event_listener(ev::pointercancel, move |_| release());
        on_cleanup(move || {
            up.remove();
            cancel.remove();
            news.try_update(|news| {
                news.press(false);
                news.keep_places(false);
            });
        });
    });
}

/// What has the focus inside of a row: the row, and which of its parts.
pub(super) type Focused = (Element, u32);

/// What has it now. Whoever writes a row anew takes it away.
pub(super) fn focused_in_row() -> Option<Focused> {
    let focused = document().active_element()?;
    let row = focused.closest("tbody tr").ok()??;
    let parts = row.query_selector_all(INSIDE).ok()?;
    let is_it = |at: &u32| {
        let part = parts.item(*at);
        part.is_some_and(|part| part.is_same_node(Some(&focused)))
    };
    let at = (0..parts.length()).find(is_it)?;
    Some((row, at))
}

/// Gives it back in the next frame, when the row has been written, unless it has gone elsewhere.
pub(super) fn give_back((row, at): Focused) {
    request_animation_frame(move || {
        let is_lost = document()
            .active_element()
            .is_none_or(|focused| focused.tag_name() == "BODY");
        let parts = row.query_selector_all(INSIDE).ok();
        let part = parts.and_then(|parts| parts.item(at));
        let part = part.and_then(|part| part.dyn_into::<HtmlElement>().ok());
        if let Some(part) = part.filter(|_| is_lost) {
            // The only failure is a document that is going away.
            let _ = part.focus();
        }
    });
}

fn is_in_body(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest("tbody"), Ok(Some(_))))
}
