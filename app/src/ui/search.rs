//! The search box of a list.

use super::element;
use super::form::{GetForm, Kept};
use super::icon::{Glyph, Icon};
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// How long somebody has to pause before their words are looked for.
const PAUSE: Duration = Duration::from_millis(250);

/// Searches a list: after a pause in typing, or by Enter.
#[component]
pub fn SearchBox(
    /// What is searched for now, as the address says.
    #[prop(into)]
    value: Signal<String>,
    /// What can be searched for: "Search name, email, phone or ID".
    label: &'static str,
    /// The list's path.
    #[prop(into)]
    action: String,
    /// What else the address says, without the page.
    #[prop(into)]
    kept: Signal<Kept>,
    /// Its name in the address.
    #[prop(default = "q")]
    name: &'static str,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        if let Some(timer) = waiting.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        let value = value.get();
        let Some(input) = input.get() else { return };
        // Back and Forward change the box, but not under somebody's hands.
        let typing = element::focused().is_some_and(|focused| focused.is_same_node(Some(&input)));
        if !typing && input.value() != value {
            input.set_value(&value);
        }
    });
    let submit = move || {
        let form = input.get_untracked().and_then(|input| input.form());
        // Refused only when the form has left the document: nothing to do then.
        form.map(|form| form.request_submit());
    };
    let on_input = move |_| {
        stop_waiting();
        waiting.try_set_value(set_timeout_with_handle(submit, PAUSE).ok());
    };
    // In the browser only: the server takes a page apart on any of its threads.
    Effect::new(move |_| on_cleanup(stop_waiting));
    view! {
        <search class="search-place">
            <GetForm action kept class="search" replace=true on:submit=move |_| stop_waiting()>
                <Icon glyph=Glyph::Search />
                <input
                    node_ref=input
                    type="search"
                    name=name
                    value=value.get_untracked()
                    placeholder=label
                    aria-label=label
                    aria-keyshortcuts="/"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    maxlength="200"
                    on:input=on_input
                />
                <kbd aria-hidden="true">"/"</kbd>
            </GetForm>
        </search>
    }
}
