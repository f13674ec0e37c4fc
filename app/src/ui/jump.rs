//! Jump to…: everything that can be reached, by a few letters of it.

use super::element;
use super::icon::{Glyph, Icon};
use super::modal::Modal;
use crate::words::t;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Something to jump to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// A picture of its kind.
    pub glyph: Glyph,
    /// Its name.
    pub label: String,
    /// What else tells it from others.
    pub detail: String,
    /// Its address.
    pub href: String,
}

/// A dialog that looks for what is typed and goes to what is chosen. It announces what is typed
/// in `query`; whoever mounts it finds the `hits`.
#[component]
pub fn Jump(
    /// To be switched off when it closes.
    open: RwSignal<bool>,
    /// What was typed.
    query: RwSignal<String>,
    /// What was found.
    #[prop(into)]
    hits: Signal<Vec<Hit>>,
    /// Whether it is still being looked for.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let active = RwSignal::new(0);
    let close = Callback::new(move |()| open.set(false));
    let on_key = move |event: KeyboardEvent| {
        let key = event.key();
        let at = active.get_untracked();
        if key == "Enter" {
            event.prevent_default();
            let href = hits.with_untracked(|hits| hits.get(at).map(|hit| hit.href.clone()));
            if let Some(href) = href {
                close.run(());
                element::visit(&href, false);
            }
        } else if key.starts_with("Arrow")
            && let Some(next) = element::step(&key, Some(at), hits.with_untracked(Vec::len))
        {
            event.prevent_default();
            active.set(next);
        }
    };
    let status = move || match hits.with(Vec::len) {
        _ if busy.get() => t!("Looking…").to_owned(),
        0 if query.with(String::is_empty) => String::new(),
        0 => t!("Nothing found").to_owned(),
        1 => t!("1 result").to_owned(),
        found => t!("{count} results", count = found),
    };
    view! {
        <Modal name="jump" class="dialog jump-dialog" on_leave=close>
            <div class="dialog-sheet">
                <h2 class="unseen" id="jump-title">
                    {t!("Jump to…")}
                </h2>
                <div class="dialog-body jump-box" aria-busy=move || busy.get().then_some("true")>
                    <Icon glyph=Glyph::Search />
                    <input
                        role="combobox"
                        aria-label=t!("Jump to")
                        aria-autocomplete="list"
                        aria-expanded=move || if hits.with(Vec::is_empty) { "false" } else { "true" }
                        aria-controls="jump-hits"
                        aria-activedescendant=move || {
                            (!hits.with(Vec::is_empty)).then(|| format!("jump-hit-{}", active.get()))
                        }
                        placeholder=t!("Customer by name, email or ID, or a page")
                        autocomplete="off"
                        spellcheck="false"
                        on:input=move |event| {
                            active.set(0);
                            query.set(event_target_value(&event));
                        }
                        on:keydown=on_key
                    />
                    <kbd aria-hidden="true">"Esc"</kbd>
                </div>
                <ul class="jump-hits" id="jump-hits" role="listbox" aria-label=t!("Results")>
                    {move || hits.get().into_iter().enumerate().map(|hit| hit_view(hit, active, close)).collect_view()}
                </ul>
                <p class="jump-status" id="jump-text" role="status">
                    {status}
                </p>
            </div>
        </Modal>
    }
}

fn hit_view(
    (at, hit): (usize, Hit),
    active: RwSignal<usize>,
    close: Callback<()>,
) -> impl IntoView {
    let Hit {
        glyph,
        label,
        detail,
        href,
    } = hit;
    let on_click = move |_| {
        close.run(());
        element::visit(&href, false);
    };
    view! {
        <li
            id=format!("jump-hit-{at}")
            role="option"
            aria-selected=move || if active.get() == at { "true" } else { "false" }
            on:click=on_click
        >
            <Icon glyph />
            <span class="jump-label">{label}</span>
            <span class="aside">{detail}</span>
        </li>
    }
}
