//! Several views of one thing, each with an address of its own.

use super::element;
use super::erased::Content;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// One of several views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The word for it, unique among its neighbours.
    pub key: &'static str,
    /// What it says.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it stands apart, at the far end.
    pub aside: bool,
}

/// A row of tabs. Arrow keys go from one to the next, Enter opens it.
#[component]
pub fn Tabs(
    /// What they are views of.
    #[prop(into)]
    label: String,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The key of the one that is shown.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let on_keydown = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else {
            return;
        };
        let tabs: Vec<HtmlElement> = element::all(&list, "[role=tab]");
        let focused = element::focused();
        let at = tabs.iter().position(|tab| focused.as_ref() == Some(tab));
        let key = match event.key().as_str() {
            "ArrowRight" => "ArrowDown".to_owned(),
            "ArrowLeft" => "ArrowUp".to_owned(),
            " " => {
                event.prevent_default();
                focused.iter().for_each(HtmlElement::click);
                return;
            }
            "ArrowDown" | "ArrowUp" => return,
            other => other.to_owned(),
        };
        if let Some(tab) = element::step(&key, at, tabs.len()).and_then(|at| tabs.get(at)) {
            event.prevent_default();
            element::focus(tab);
        }
    };
    let tab = move |Tab {
                        key,
                        label,
                        href,
                        aside,
                    }: Tab| {
        let chosen = move || current.with(|current| current == key);
        view! {
            <a
                role="tab"
                id=format!("tab-{key}")
                href=href
                data-aside=aside.then_some("")
                aria-selected=move || if chosen() { "true" } else { "false" }
                aria-controls=move || chosen().then(|| format!("panel-{key}"))
                tabindex=move || if chosen() { "0" } else { "-1" }
            >
                {label}
            </a>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=list on:keydown=on_keydown>
            {move || tabs.get().into_iter().map(tab).collect_view()}
        </div>
    }
}

/// What a tab shows.
#[component]
pub fn TabPanel(
    /// The key of its tab.
    key: &'static str,
    /// What it shows.
    children: Content,
) -> impl IntoView {
    view! {
        <div
            class="tab-panel"
            role="tabpanel"
            id=format!("panel-{key}")
            aria-labelledby=format!("tab-{key}")
            tabindex="0"
        >
            {children.show()}
        </div>
    }
}
