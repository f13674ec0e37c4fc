//! Labels that people put on things.

use leptos::prelude::*;

/// One label.
#[component]
pub fn Tag(
    /// What it says.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="tag">{text}</span> }
}

/// All labels of a thing.
#[component]
pub fn TagList(
    /// What they say.
    tags: Vec<String>,
) -> impl IntoView {
    let tags = tags
        .into_iter()
        .map(|text| view! { <Tag text /> })
        .collect_view();
    view! { <span class="tags">{tags}</span> }
}
