//! The menu of a row: the same one for every way to open it.

use super::element;
use super::erased::{ContentFn, Erase};
use super::icon::{Glyph, Icon};
use super::place::{Anchor, place};
use super::read_only::{is_read_only, read_only_words};
use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use send_wrapper::SendWrapper;
use web_sys::{HtmlElement, Node};

/// What the entries of a menu need of it.
#[derive(Clone, Copy)]
struct MenuContext {
    close: Callback<()>,
}

/// A menu that is open while `at` says where. It is made when it opens, so that its entries may
/// speak of whatever was chosen then.
#[component]
pub fn Menu(
    /// What it is about: "Actions for Alpen AG".
    #[prop(into)]
    label: Signal<String>,
    /// Where it is, while it is open.
    at: RwSignal<Option<Anchor>>,
    /// Its entries.
    children: ContentFn,
) -> impl IntoView {
    let menu = NodeRef::<html::Div>::new();
    // Wrapped, because the server takes a page apart on any of its threads; there it is empty.
    let invoker = StoredValue::new(None::<SendWrapper<HtmlElement>>);
    let opened_at = StoredValue::new(0.0);
    let close = move |give_back: bool| {
        at.set(None);
        // Gone with the page at the latest; nobody to give the focus back to then.
        let invoker = invoker.try_update_value(Option::take).flatten();
        if let Some(invoker) = invoker.filter(|_| give_back) {
            element::focus(&invoker);
        }
    };
    provide_context(MenuContext {
        close: Callback::new(move |()| close(true)),
    });
    Effect::new(move |_| {
        let Some(menu) = menu.get() else { return };
        let Some(anchor) = at.get() else {
            // It may be hidden already, by the browser.
            let _ = menu.hide_popover();
            return;
        };
        let focused = element::focused().filter(|focused| !menu.contains(Some(focused)));
        if focused.is_some() {
            invoker.set_value(focused.map(SendWrapper::new));
        }
        // The next frame begins with the news of a scroll that ended before the press.
        opened_at.set_value(scrolled());
        // The entries have been made by then.
        request_animation_frame(move || {
            if at.try_get_untracked().flatten().is_none() {
                return;
            }
            // Shown already, when it only moves to another place.
            let _ = menu.show_popover();
            place(&menu, anchor);
            items(&menu).first().into_iter().for_each(element::focus);
        });
    });
    leave_with(menu, at, opened_at);
    let on_keydown = move |event: KeyboardEvent| {
        if let Some(menu) = menu.get_untracked() {
            on_key(&event, &menu, close);
        }
    };
    view! {
        <div
            node_ref=menu
            class="menu"
            role="menu"
            popover="manual"
            tabindex="-1"
            aria-label=move || label.get()
            on:keydown=on_keydown
            on:contextmenu=|event| event.prevent_default()
        >
            {move || at.get().map(|_| children.show())}
        </div>
    }
}

/// Closes the menu when somebody presses elsewhere, or what it belongs to moves away.
fn leave_with(menu: NodeRef<html::Div>, at: RwSignal<Option<Anchor>>, opened_at: StoredValue<f64>) {
    let outside = move |event: &Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        menu.get_untracked()
            .is_some_and(|menu| !menu.contains(target.as_ref()))
    };
    let close = move || {
        if at.try_get_untracked().flatten().is_some() {
            at.set(None);
        }
    };
    element::listen(leptos::ev::pointerdown, move |event| {
        if outside(&event) {
            close();
        }
    });
    element::listen(leptos::ev::wheel, move |event| {
        if outside(&event) {
            close();
        }
    });
    // The news of a scroll that ended before it opened may come after.
    element::listen(leptos::ev::scroll, move |_| {
        if opened_at.try_get_value() != Some(scrolled()) {
            close();
        }
    });
    element::listen(leptos::ev::resize, move |_| close());
}

/// How far the page is scrolled.
fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

fn items(menu: &HtmlElement) -> Vec<HtmlElement> {
    element::all(menu, "[role=menuitem]")
}

fn on_key(event: &KeyboardEvent, menu: &HtmlElement, close: impl Fn(bool)) {
    let key = event.key();
    let items = items(menu);
    let focused = element::focused();
    let at = items.iter().position(|item| focused.as_ref() == Some(item));
    let next = match key.as_str() {
        "Escape" | "Tab" => {
            // After Tab the browser goes on from what had the focus before.
            if key == "Escape" {
                event.prevent_default();
            }
            event.stop_propagation();
            close(true);
            return;
        }
        " " => {
            event.prevent_default();
            focused.iter().for_each(HtmlElement::click);
            return;
        }
        _ => element::step(&key, at, items.len()).or_else(|| typed(&items, at, &key)),
    };
    if let Some(item) = next.and_then(|next| items.get(next)) {
        event.prevent_default();
        element::focus(item);
    }
}

/// The next entry that begins with a letter.
fn typed(items: &[HtmlElement], at: Option<usize>, key: &str) -> Option<usize> {
    let mut letters = key.chars();
    let (Some(_), None) = (letters.next(), letters.next()) else {
        return None;
    };
    let wanted = key.to_lowercase();
    let from = at.map_or(0, |at| at + 1);
    (0..items.len())
        .map(|step| (from + step) % items.len())
        .find(|at| {
            let text = items
                .get(*at)
                .and_then(|item| item.text_content())
                .unwrap_or_default();
            text.trim_start().to_lowercase().starts_with(&wanted)
        })
}

/// An entry that does something.
#[component]
pub fn MenuItem(
    /// A picture.
    glyph: Glyph,
    /// What it does; one that opens a dialog ends in "…".
    #[prop(into)]
    label: String,
    /// The key that does the same.
    #[prop(optional)]
    keys: Option<&'static str>,
    /// Whether it cannot be taken back.
    #[prop(optional)]
    danger: bool,
    /// Whether it changes something, and so does nothing where nothing may be changed.
    #[prop(optional)]
    change: bool,
    /// It was chosen. The menu is closed by then, and the focus back where it was.
    #[prop(into)]
    on_pick: Callback<()>,
) -> impl IntoView {
    let menu = use_context::<MenuContext>();
    let is_off = change && is_read_only();
    let on_click = move |_: MouseEvent| {
        if is_off {
            return;
        }
        if let Some(menu) = menu {
            menu.close.run(());
        }
        on_pick.run(());
    };
    view! {
        <button
            type="button"
            role="menuitem"
            tabindex="-1"
            data-danger=danger.then_some("")
            aria-disabled=is_off.then_some("true")
            title=is_off.then(read_only_words)
            on:click=on_click
        >
            <Icon glyph />
            <span>{label}</span>
            {keys.map(|keys| view! { <kbd aria-hidden="true">{keys}</kbd> })}
        </button>
    }
    .erase()
}

/// An entry that copies; the page's own listener does it.
#[component]
pub fn CopyItem(
    /// A picture.
    glyph: Glyph,
    /// What it does.
    label: &'static str,
    /// What is copied.
    value: String,
    /// What is said afterwards.
    copied: &'static str,
) -> impl IntoView {
    view! {
        <MenuItem
            glyph
            label
            on_pick=Callback::new(|()| ())
            attr:data-copy=value
            attr:data-copied=copied
        />
    }
}

/// An entry that leads somewhere.
#[component]
pub fn MenuLink(
    /// A picture.
    glyph: Glyph,
    /// Where it leads.
    #[prop(into)]
    label: String,
    /// The address.
    #[prop(into)]
    href: String,
    /// The key that does the same.
    #[prop(optional)]
    keys: Option<&'static str>,
) -> impl IntoView {
    let menu = use_context::<MenuContext>();
    let on_click = move |_: MouseEvent| {
        if let Some(menu) = menu {
            menu.close.run(());
        }
    };
    view! {
        <a role="menuitem" tabindex="-1" href=href on:click=on_click>
            <Icon glyph />
            <span>{label}</span>
            {keys.map(|keys| view! { <kbd aria-hidden="true">{keys}</kbd> })}
        </a>
    }
}

/// An entry that leaves the page by a form.
#[component]
pub fn MenuPost(
    /// A picture.
    glyph: Glyph,
    /// What it does.
    label: &'static str,
    /// Where the form is posted to.
    action: &'static str,
    /// What the form says.
    fields: Vec<(&'static str, String)>,
) -> impl IntoView {
    let fields = fields.into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value /> }
    });
    view! {
        <form method="post" action=action role="none">
            {fields.collect_view()}
            <button type="submit" role="menuitem" tabindex="-1">
                <Icon glyph />
                <span>{label}</span>
            </button>
        </form>
    }
}

/// A line between entries.
#[component]
pub fn MenuSeparator() -> impl IntoView {
    view! { <hr role="separator" /> }
}
