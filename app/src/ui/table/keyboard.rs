//! The table by keyboard: one row has the focus, keys move it and act on it.

use super::pointer::{Picking, Pointer, open, row_of};
use crate::ui::element;
use crate::ui::place::Anchor;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How far Page Up and Page Down go.
const PAGE: usize = 10;

/// Acts on a key, if it is one of the table's.
pub(super) fn on_key(event: &KeyboardEvent, picking: Picking, pointer: Pointer) {
    let Some(row) = row_of(event) else { return };
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    // Enter and Space in a link or a button are the link's or the button's.
    let on_row = event.target().and_then(|it| it.dyn_into().ok()).as_ref() == Some(&row);
    match event.key().as_str() {
        "Enter" if on_row => {
            if !open(&row) {
                pointer.announce(&row, beneath_name(&row));
            }
        }
        " " if on_row => picking.toggle(&row, event.shift_key()),
        "ContextMenu" => pointer.announce(&row, beneath_name(&row)),
        "F10" if event.shift_key() => pointer.announce(&row, beneath_name(&row)),
        key => match next_row(&row, key) {
            Some(next) => element::focus(&next),
            None => return,
        },
    }
    event.prevent_default();
}

/// What the keyboard leads to comes out from under the heading and the columns that stay, and the row
/// with the focus is the one that Tab comes back to.
pub(super) fn on_focus(event: &FocusEvent) {
    if let Some(focused) = element::closest::<Element>(event, ":focus-visible") {
        element::show(&focused);
    }
    let Some(row) = row_of(event) else { return };
    let Some(body) = row.parent_element() else {
        return;
    };
    for other in element::all::<Element>(&body, "tr[tabindex=\"0\"]") {
        // An attribute of such a plain name can always be set.
        let _ = other.set_attribute("tabindex", "-1");
    }
    let _ = row.set_attribute("tabindex", "0");
}

/// Where the menu of a row opens that was asked for by a key.
fn beneath_name(row: &HtmlElement) -> Anchor {
    let cell: Option<Element> = element::first(row, "td.name");
    cell.as_ref().map_or_else(|| Anchor::of(row), Anchor::of)
}

/// The row that a key leads to. At the ends it stays.
fn next_row(row: &HtmlElement, key: &str) -> Option<HtmlElement> {
    let rows: Vec<HtmlElement> = element::all(&row.parent_element()?, "tr[data-row]");
    let at = rows.iter().position(|other| other == row)?;
    let to = match key {
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at + PAGE,
        "PageUp" => at.saturating_sub(PAGE),
        "Home" => 0,
        "End" => rows.len(),
        _ => return None,
    };
    rows.get(to.min(rows.len() - 1)).cloned()
}
