//! What dialogs have in common: the browser's own `<dialog>`.

use super::element;
use super::erased::Content;
use leptos::ev::{Event, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use send_wrapper::SendWrapper;
use web_sys::{Element, HtmlElement};

/// What may get the focus first: what needs another look, else the first field, else what is
/// least dangerous.
const FIRST: [&str; 4] = [
    "[aria-invalid=true]",
    "[data-first-focus]",
    ".dialog-body :is(input:not([type=hidden]), select, textarea)",
    ".dialog-foot :is(a, button)",
];

/// An open dialog. It lasts as long as it is mounted; whoever mounted it takes it away again,
/// and the focus goes back to where it was.
///
/// The server sends it open, so that it works without a program, which then makes it modal.
#[component]
pub(super) fn Modal(
    /// The beginning of its IDs; `{name}-title` names it, `{name}-text` describes it.
    name: &'static str,
    /// Its class.
    class: &'static str,
    /// `alertdialog` where something has to be answered.
    #[prop(default = "dialog")]
    role: &'static str,
    /// Somebody wants to leave: by Escape, or by a click beside it.
    on_leave: Callback<()>,
    /// What it holds.
    children: Content,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    // Wrapped, because the server takes a page apart on any of its threads; there it is empty.
    let invoker = StoredValue::new(None::<SendWrapper<HtmlElement>>);
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        invoker.set_value(element::focused().map(SendWrapper::new));
        // Open as HTML is not modal yet. An attribute that cannot be removed was not there.
        let _ = dialog.remove_attribute("open");
        if dialog.show_modal().is_ok() {
            let first = FIRST.iter().find_map(|what| element::first(&dialog, what));
            first.iter().for_each(element::focus);
        }
    });
    // In the browser only: the server takes a page apart on any of its threads.
    Effect::new(move |_| {
        on_cleanup(move || {
            let Some(Some(invoker)) = invoker.try_update_value(Option::take) else {
                return;
            };
            // What is behind the dialog cannot have the focus before the dialog has gone.
            request_animation_frame(move || {
                if element::focused().is_none_or(|focused| focused.tag_name() == "BODY") {
                    element::focus(&invoker);
                }
            });
        });
    });
    let is_itself = move |event: &Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|target| {
            dialog
                .get_untracked()
                .is_some_and(|dialog| dialog.is_same_node(Some(&target)))
        })
    };
    let on_cancel = move |event: Event| {
        if is_itself(&event) {
            event.prevent_default();
            on_leave.run(());
        }
    };
    // A click on the backdrop is a click on the dialog itself; its content fills it.
    let on_click = move |event: MouseEvent| {
        if is_itself(&event) {
            on_leave.run(());
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class=class
            role=role
            open=true
            aria-labelledby=format!("{name}-title")
            aria-describedby=format!("{name}-text")
            on:cancel=on_cancel
            on:mousedown=on_click
        >
            {children.show()}
        </dialog>
    }
}
