//! The bars by keyboard: one of them has the focus, keys move it.

use crate::ui::element;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use web_sys::{Element, Event, SvgElement};

/// What a bar that can have the focus looks like to a selector.
const BAR: &str = ".chart-bar";
/// How far Page Up and Page Down go.
const PAGE: usize = 10;

/// Acts on a key, if it is one of the chart's.
pub(super) fn on_key(event: &KeyboardEvent, hide: impl Fn()) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if event.key() == "Escape" {
        hide();
        return;
    }
    let Some((at, bars)) = bars_around(event) else {
        return;
    };
    if let Some(next) = next(&event.key(), at, bars.len()).and_then(|at| bars.get(at)) {
        event.prevent_default();
        focus(next);
    }
}

/// The bar with the focus is the one that Tab comes back to.
pub(super) fn on_focus(event: &FocusEvent) {
    let Some((at, bars)) = bars_around(event) else {
        return;
    };
    for (other, bar) in bars.iter().enumerate() {
        let tabindex = if other == at { "0" } else { "-1" };
        // An attribute of such a plain name can always be set.
        let _ = bar.set_attribute("tabindex", tabindex);
    }
}

/// A press on a bar brings the focus there, so that leaving it is noticed by finger, too.
pub(super) fn on_click(event: &MouseEvent) {
    if let Some(bar) = element::closest::<SvgElement>(event, BAR) {
        focus(&bar);
    }
}

/// All bars, and the place among them of the one around an event.
fn bars_around(event: &Event) -> Option<(usize, Vec<SvgElement>)> {
    let bar: SvgElement = element::closest(event, BAR)?;
    let list: Element = bar.parent_element()?;
    let bars: Vec<SvgElement> = element::all(&list, BAR);
    let at = bars.iter().position(|other| *other == bar)?;
    Some((at, bars))
}

fn focus(bar: &SvgElement) {
    // The only failure is a document that is going away.
    let _ = bar.focus();
}

/// The bar that a key leads to. At the ends it stays.
fn next(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let to = match key {
        "ArrowRight" | "ArrowDown" => at + 1,
        "ArrowLeft" | "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at + PAGE,
        "PageUp" => at.saturating_sub(PAGE),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn keys_stay_within_the_bars() {
        assert_eq!(next("ArrowRight", 0, 3), Some(1));
        assert_eq!(next("ArrowRight", 2, 3), Some(2));
        assert_eq!(next("ArrowLeft", 0, 3), Some(0));
        assert_eq!(next("PageDown", 1, 30), Some(11));
        assert_eq!(next("PageUp", 5, 30), Some(0));
        assert_eq!(next("End", 0, 30), Some(29));
        assert_eq!(next("Home", 7, 30), Some(0));
        assert_eq!(next("x", 0, 3), None);
        assert_eq!(next("Home", 0, 0), None);
    }
}
