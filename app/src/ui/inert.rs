//! HTML that nothing listens to, as text.
//!
//! A view keeps a handle on each of its nodes, on the server as in the browser, and takes them over
//! one by one. What never changes by itself needs none of that: the cells of a table, a state, a
//! label, a time. The `html!` of maud writes those, and escapes what it is given.

use leptos::prelude::*;

pub use maud::{Markup, html};

/// Such HTML in its place in a view.
pub fn inert(markup: Markup) -> impl IntoView {
    view! { <span class="inert" inner_html=markup.into_string()></span> }
}
