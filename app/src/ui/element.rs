//! The document and its elements. For event handlers and effects: the server has no document.

use leptos::ev::EventDescriptor;
use leptos::prelude::{document, on_cleanup, request_animation_frame, window_event_listener};
use leptos::wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// The nearest element around an event that matches a selector.
pub(super) fn closest<T: JsCast>(event: &Event, selector: &str) -> Option<T> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest(selector).ok()??.dyn_into().ok()
}

/// All elements inside another one that match a selector.
pub(super) fn all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

/// The first element inside another one that matches a selector.
pub(super) fn first<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// The element that has the keyboard's focus.
pub(super) fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Gives an element the focus.
pub(super) fn focus(element: &HtmlElement) {
    // The only failure is a document that is going away.
    let _ = element.focus();
}

/// Gives an element the focus that can be seen already: the page stays where it is scrolled to.
pub(super) fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Scrolls no further than it takes to see an element.
pub(super) fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Listens on the window for as long as the caller's owner lives.
pub(super) fn listen<E>(event: E, on: impl Fn(E::EventType) + 'static)
where
    E: EventDescriptor + 'static,
    E::EventType: JsCast,
{
    // There is no window where there is no browser.
    if cfg!(target_family = "wasm") {
        let listener = window_event_listener(event, on);
        on_cleanup(move || listener.remove());
    }
}

/// Runs in the next frame in which nothing is being pressed: what moves away under a pointer that
/// is down is not clicked when it comes up.
pub(crate) fn when_released(run: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        if let Ok(Some(_)) = document().query_selector(":active") {
            when_released(run);
        } else {
            run();
        }
    });
}

/// Goes to an address of this application, as a click on a link would: within the page if there
/// is a router, else by loading it.
pub(super) fn visit(href: &str, replace: bool) {
    let document = document();
    let link = document
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into().ok());
    let (Some(link), Some(body)) = (link, document.body()) else {
        return;
    };
    let link: HtmlElement = link;
    link.set_hidden(true);
    // The router reads its options from the link; a failure leaves it at the defaults.
    let _ = link.set_attribute("href", href);
    let _ = link.set_attribute("noscroll", "");
    let _ = js_sys::Reflect::set(&link, &"replace".into(), &replace.into());
    if body.append_child(&link).is_ok() {
        link.click();
        link.remove();
    }
}

/// Moves the focus among `items`, by one of the keys that do so in a list; `None` for any other.
pub(super) fn step(key: &str, at: Option<usize>, len: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    match (key, at) {
        ("ArrowDown", Some(at)) if at < last => Some(at + 1),
        ("ArrowDown" | "Home", _) => Some(0),
        ("ArrowUp", Some(at)) if at > 0 => Some(at - 1),
        ("ArrowUp" | "End", _) => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn arrows_wrap_around_and_other_keys_do_nothing() {
        assert_eq!(step("ArrowDown", Some(0), 3), Some(1));
        assert_eq!(step("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(step("ArrowDown", None, 3), Some(0));
        assert_eq!(step("ArrowUp", Some(0), 3), Some(2));
        assert_eq!(step("ArrowUp", None, 3), Some(2));
        assert_eq!(step("End", Some(0), 3), Some(2));
        assert_eq!(step("x", Some(0), 3), None);
        assert_eq!(step("Home", None, 0), None);
    }
}
