//! A form or a piece of news above the page.

use super::button::{IconButton, IconLink};
use super::confirm::Confirm;
use super::element;
use super::erased::{Content, Erase};
use super::icon::Glyph;
use super::modal::Modal;
use crate::words::t;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// How a dialog is left, for what is inside it.
#[derive(Clone, Copy)]
struct DialogContext {
    close_href: StoredValue<Option<String>>,
}

/// A dialog. Mounted means open.
///
/// One with an address of its own gets a `close_href`, which works without a program; any other
/// one an `on_close`. Leaving asks first while it is `dirty`.
#[component]
pub fn Dialog(
    /// A word for it, unique on the page: the beginning of its IDs.
    name: &'static str,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence beneath the title.
    #[prop(optional, into)]
    text: Option<String>,
    /// Where leaving leads.
    #[prop(optional, into)]
    close_href: Option<String>,
    /// Left.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// Whether something typed would be lost.
    #[prop(optional, into)]
    dirty: Signal<bool>,
    /// What it holds: a `div.dialog-body` and a `footer.dialog-foot`, in a form or not.
    children: Content,
) -> impl IntoView {
    let context = DialogContext {
        close_href: StoredValue::new(close_href),
    };
    provide_context(context);
    let asking = RwSignal::new(false);
    let close = move || {
        if let Some(href) = context.close_href.get_value() {
            element::visit(&href, false);
        }
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    let leave = Callback::new(move |()| {
        if dirty.get_untracked() {
            asking.set(true);
        } else {
            close();
        }
    });
    // All ways out that are marked as such, before the link among them is followed.
    let on_click = move |event: MouseEvent| {
        if element::closest::<HtmlElement>(&event, "[data-close]").is_some() && plain(&event) {
            event.prevent_default();
            leave.run(());
        }
    };
    view! {
        <Modal name class="dialog" on_leave=leave>
            <div class="dialog-sheet" on:click=on_click>
                <header class="dialog-head">
                    <div>
                        <h2 id=format!("{name}-title")>{move || title.get()}</h2>
                        <p id=format!("{name}-text")>{text}</p>
                    </div>
                    <CloseCross />
                </header>
                {children.show()}
            </div>
            <Show when=move || asking.get()>
                <Confirm
                    name="discard"
                    title=t!("Discard what you typed?")
                    action=t!("Discard")
                    keep=t!("Keep editing")
                    on_close=move |()| asking.set(false)
                    on_confirm=move |()| {
                        asking.set(false);
                        close();
                    }
                >
                    <p>{t!("It has not been saved.")}</p>
                </Confirm>
            </Show>
        </Modal>
    }
}

/// Whether a click means "here", not "in another tab".
fn plain(event: &MouseEvent) -> bool {
    !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0)
}

/// A way out of the dialog around it, such as "Cancel".
#[component]
pub fn CloseButton(
    /// What it says.
    children: Content,
) -> impl IntoView {
    let href = use_context::<DialogContext>().and_then(|dialog| dialog.close_href.get_value());
    match href {
        Some(href) => view! {
            <a class="button" data-look="plain" data-close href=href>
                {children.show()}
            </a>
        }
        .erase(),
        None => view! {
            <button type="button" class="button" data-look="plain" data-close>
                {children.show()}
            </button>
        }
        .erase(),
    }
}

#[component]
fn CloseCross() -> impl IntoView {
    let href = use_context::<DialogContext>().and_then(|dialog| dialog.close_href.get_value());
    match href {
        Some(href) => {
            view! { <IconLink glyph=Glyph::X label=t!("Close") href=Some(href) attr:data-close="" /> }
                .erase()
        }
        None => view! { <IconButton glyph=Glyph::X label=t!("Close") attr:data-close="" /> }.erase(),
    }
}
