//! Copying by a click.
//!
//! Any element with `data-copy` copies that value when it is clicked, and says what its
//! `data-copied` says. One listener serves them all.

use super::element;
use super::icon::{Glyph, Icon, icon};
use super::inert::{Markup, html};
use super::toast::{ToastKind, Toaster};
use crate::words::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

/// A value in a table's cell that a click copies, under a shorter text. It says `copied`
/// afterwards: "Customer ID copied". No tab stop: the row's menu copies as well.
pub fn copy_cell(value: &str, text: &str, copied: &str) -> Markup {
    html! {
        span.copy.mono data-copy=(value) data-copied=(copied) title=(value) {
            (text) (icon(Glyph::Copy))
        }
    }
}

/// A small button beside a value in a table. No tab stop: the row's menu copies as well.
pub fn copy_button(value: &str, label: &str, copied: &str) -> Markup {
    html! {
        button.icon-button.copy-button type="button" tabindex="-1" data-copy=(value)
            data-copied=(copied) aria-label=(label) title=(label)
        {
            (icon(Glyph::Copy))
        }
    }
}

/// A value that a click copies, as a button.
#[component]
pub fn CopyText(
    /// What is copied, and shown.
    #[prop(into)]
    value: String,
    /// What the button does: "Copy customer ID".
    label: &'static str,
    /// What is said afterwards: "Customer ID copied".
    copied: &'static str,
) -> impl IntoView {
    let text = value.clone();
    view! {
        <button type="button" class="copy mono" data-copy=value data-copied=copied title=label>
            <span class="copy-text">{text}</span>
            <Icon glyph=Glyph::Copy />
        </button>
    }
}

/// Serves all elements of the page that copy.
pub(super) fn listen(toaster: Toaster) {
    element::listen(leptos::ev::click, move |event: MouseEvent| {
        let Some(element) = element::closest::<HtmlElement>(&event, "[data-copy]") else {
            return;
        };
        let value = element.get_attribute("data-copy").unwrap_or_default();
        let copied = element
            .get_attribute("data-copied")
            .unwrap_or_else(|| t!("Copied").to_owned());
        copy(value, copied, element, toaster);
    });
}

/// Copies `value`, says so, and where the browser refuses selects the text instead.
fn copy(value: String, copied: String, element: HtmlElement, toaster: Toaster) {
    let navigator = window().navigator();
    // An insecure page has no clipboard at all, though the type says it always has one.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok();
    let clipboard = clipboard.and_then(|it| it.dyn_into::<web_sys::Clipboard>().ok());
    spawn_local(async move {
        let done = match clipboard {
            Some(clipboard) => wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&value))
                .await
                .is_ok(),
            None => false,
        };
        if done {
            toaster.show(ToastKind::Done, copied);
        } else {
            select(&element, &value);
            toaster.show(ToastKind::Hint, t!("Press Ctrl+C to copy"));
        }
    });
}

/// Selects the whole value, writing it out first where only a part of it is shown.
fn select(element: &HtmlElement, value: &str) {
    let shown = element.text_content().unwrap_or_default();
    let is_picture = shown.trim().is_empty();
    if !is_picture
        && shown.trim() != value
        && let Some(text) = element.first_child()
    {
        // The picture beside the text stays.
        text.set_node_value(Some(value));
    }
    // A button that is only a picture stands beside what it copies.
    let beside = element.parent_element().filter(|_| is_picture);
    if let Ok(Some(selection)) = window().get_selection() {
        // Nothing selected is no worse than before.
        let _ = selection.select_all_children(beside.as_deref().unwrap_or(element));
    }
}
