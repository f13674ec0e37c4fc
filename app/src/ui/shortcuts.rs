//! Keys that work everywhere on a page.
//!
//! An element says in `aria-keyshortcuts` which key reaches it; fields get the focus by it,
//! anything else is pressed. So a page adds a shortcut by adding the attribute.

use super::button::IconButton;
use super::element;
use super::icon::Glyph;
use super::modal::Modal;
use crate::words::{t, words};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A key and what it does, for the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// The key or keys, as they are printed: "Ctrl K".
    pub keys: &'static str,
    /// What they do.
    pub does: &'static str,
}

/// Serves the keys of the page, and opens the list of them on `?`.
pub fn serve_shortcuts(open: RwSignal<bool>) {
    element::listen(leptos::ev::keydown, move |event| {
        if event.default_prevented() || is_typing(&event) && !is_jump(&event) {
            return;
        }
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if plain && event.key() == "?" {
            event.prevent_default();
            open.set(true);
        } else if plain || is_jump(&event) {
            press(&event);
        }
    });
}

/// The list of the keys. Mounted means open.
#[component]
pub fn ShortcutList(
    /// Whether it is open; closing sets it back.
    open: RwSignal<bool>,
    /// The keys.
    shortcuts: &'static [Shortcut],
) -> impl IntoView {
    let line = |shortcut: &Shortcut| {
        view! {
            <dt>
                <kbd>{words(shortcut.keys)}</kbd>
            </dt>
            <dd>{words(shortcut.does)}</dd>
        }
    };
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Modal name="shortcuts" class="dialog" on_leave=close>
            <div class="dialog-sheet">
                <header class="dialog-head">
                    <h2 id="shortcuts-title">{t!("Keyboard shortcuts")}</h2>
                    <IconButton
                        glyph=Glyph::X
                        label=t!("Close")
                        attr:data-first-focus=""
                        on:click=move |_| close.run(())
                    />
                </header>
                <dl class="dialog-body shortcuts" id="shortcuts-text">
                    {shortcuts.iter().map(line).collect_view()}
                </dl>
            </div>
        </Modal>
    }
}

/// Ctrl K, or ⌘ K.
fn is_jump(event: &KeyboardEvent) -> bool {
    (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k")
}

/// Whether the key is for a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let fields = "input:not([type=checkbox], [type=radio]), select, textarea, [role=menu]";
    element::closest::<Element>(event, fields).is_some()
}

/// Reaches the element that says it is reached by this key, unless a dialog is above it.
fn press(event: &KeyboardEvent) {
    let document = document();
    if matches!(document.query_selector("dialog:modal"), Ok(Some(_))) {
        return;
    }
    let keys = if is_jump(event) {
        "Control+K".to_owned()
    } else {
        event.key()
    };
    // A quote or a backslash would end the selector; neither is anybody's shortcut.
    if keys.contains(['"', '\\']) {
        return;
    }
    let found = document.query_selector(&format!("[aria-keyshortcuts=\"{keys}\"]"));
    let Some(element) = found
        .ok()
        .flatten()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    event.prevent_default();
    match element.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => {
            element::focus(input);
            input.select();
        }
        None => element.click(),
    }
}
