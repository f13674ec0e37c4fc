//! What the browser's tab is called.

use leptos::prelude::*;
use leptos_meta::Title;

/// The title of a page, where it can change.
#[component]
pub fn ChangingTitle(
    /// What it says now.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    // The server writes it when the page is made, and then what the page was made of is gone.
    #[cfg(feature = "ssr")]
    let text = text.get_untracked();
    #[cfg(not(feature = "ssr"))]
    let text = move || text.get();
    view! { <Title text/> }
}
