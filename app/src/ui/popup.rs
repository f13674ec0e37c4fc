//! Something that opens beneath a word: HTML's own `<details>`, which needs no program.

use super::element;
use super::erased::Content;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

/// A word, and what opens beneath it. Opening another one, Escape, or going elsewhere closes it.
#[component]
pub fn Popup(
    /// The class of what is always shown.
    #[prop(default = "popup-word")]
    class: &'static str,
    /// What is always shown.
    #[prop(into)]
    word: Content,
    /// What opens.
    children: Content,
) -> impl IntoView {
    let popup = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(popup) = popup.try_get_untracked().flatten() {
            popup.set_open(false);
        }
    };
    let on_focusout = move |event: FocusEvent| {
        let next = event
            .related_target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        let stays = popup
            .get_untracked()
            .is_some_and(|popup| popup.contains(next.as_ref()));
        // No target at all means that the window lost the focus, or nothing took it.
        if !stays {
            close();
        }
    };
    let on_click = move |event: MouseEvent| {
        if element::closest::<HtmlElement>(&event, ".popup-panel a[href]").is_some() {
            close();
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        let Some(popup) = popup.try_get_untracked().flatten() else {
            return;
        };
        if event.key() == "Escape" && popup.open() {
            event.prevent_default();
            event.stop_propagation();
            close();
            let word: Option<HtmlElement> = element::first(&popup, "summary");
            word.iter().for_each(element::focus);
        }
    };
    view! {
        <details
            class="popup"
            name="popup"
            node_ref=popup
            on:focusout=on_focusout
            on:keydown=on_keydown
            on:click=on_click
            on:submit=move |_| close()
        >
            <summary class=class>{word.show()}</summary>
            <div class="popup-panel" tabindex="-1">
                {children.show()}
            </div>
        </details>
    }
}
