//! The parts of a page.

use super::erased::Content;
use leptos::prelude::*;

/// The title of a page, with what can be done on it.
#[component]
pub fn PageHead(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence beneath.
    #[prop(optional, into)]
    subtitle: Option<String>,
    /// What stands beside the title, such as a state.
    #[prop(optional, into)]
    beside: Content,
    /// What stands beneath the title, such as an ID.
    #[prop(optional, into)]
    beneath: Content,
    /// The actions.
    #[prop(optional)]
    children: Option<Content>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <div class="page-title">
                <h1>{move || title.get()}</h1>
                {beside.show()}
            </div>
            {subtitle.map(|text| view! { <p class="page-subtitle">{text}</p> })}
            {beneath.show()}
            {children.map(|actions| view! { <div class="page-actions">{actions.show()}</div> })}
        </header>
    }
}

/// A sheet that holds what belongs together.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(optional, into)]
    title: Option<String>,
    /// What it holds.
    children: Content,
) -> impl IntoView {
    view! {
        <section class="card">
            {title
                .map(|text| {
                    view! {
                        <header class="card-head">
                            <h2>{text}</h2>
                        </header>
                    }
                })} {children.show()}
        </section>
    }
}

/// What stands above a table: search, filters, and at the far end what acts on all of it.
#[component]
pub fn Toolbar(
    /// What stands at the far end.
    #[prop(optional, into)]
    end: Content,
    /// Search and filters.
    children: Content,
) -> impl IntoView {
    view! {
        <div class="toolbar">
            <div class="toolbar-start">{children.show()}</div>
            <div class="toolbar-end">{end.show()}</div>
        </div>
    }
}
