//! What assistive technology reads out when it changes.

use leptos::prelude::*;

/// A sentence that is read out politely whenever it changes, and never seen.
#[component]
pub fn Live(
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <p class="unseen" role="status">
            {move || text.get()}
        </p>
    }
}
