//! What stands where there is nothing to show.

use super::button::LinkButton;
use super::erased::Content;
use super::icon::{Glyph, Icon};
use super::words::error_words;
use crate::words::{t, t_view};
use domain::error::Error;
use leptos::prelude::*;

/// Nothing yet, or nothing that matches: what would stand here, and the first thing to do.
#[component]
pub fn Empty(
    /// A picture.
    glyph: Glyph,
    /// What there is nothing of.
    #[prop(into)]
    title: String,
    /// What it is, or why there is none.
    #[prop(into)]
    text: String,
    /// The first thing to do.
    #[prop(optional)]
    children: Option<Content>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-glyph">
                <Icon glyph />
            </span>
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|actions| view! { <div class="empty-actions">{actions.show()}</div> })}
        </div>
    }
}

/// Something could not be loaded: what to do next, and by which ID to report it.
#[component]
#[expect(
    clippy::needless_pass_by_value,
    reason = "a component owns what it shows"
)]
pub fn Failed(
    /// Why.
    error: Error,
    /// The address to load again.
    #[prop(optional, into)]
    retry: Option<String>,
) -> impl IntoView {
    let request = match &error {
        Error::Internal(Some(request)) => Some(request.to_string()),
        _ => None,
    };
    view! {
        <div class="empty" role="alert">
            <span class="empty-glyph">
                <Icon glyph=Glyph::Warning />
            </span>
            <h2>{t!("This could not be shown")}</h2>
            <p>{error_words(&error)}</p>
            {request
                .map(|id| {
                    view! { <p class="aside">{t_view!("Request {request}", request = view! { <code class="mono">{id}</code> })}</p> }
                })}
            {retry
                .map(|href| {
                    view! {
                        <div class="empty-actions">
                            <LinkButton href icon=Glyph::Refresh>
                                {t!("Try again")}
                            </LinkButton>
                        </div>
                    }
                })}
        </div>
    }
}
