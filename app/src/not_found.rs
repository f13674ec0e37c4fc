//! The page for what does not exist, or does not exist for this person.

use crate::shell::Plain;
use crate::words::t;
use leptos::prelude::*;
use leptos_meta::Title;

/// Says that there is nothing here, with the status that says the same.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    set_status();
    view! {
        <Title text=t!("Not found")/>
        <Plain>
            <h1>{t!("Not found")}</h1>
            <p>{t!("There is no page at this address. It may have been deleted, or the link may be incomplete.")}</p>
            <p><a class="link" href="/" rel="external">{t!("Go to the start page")}</a></p>
        </Plain>
    }
}

/// 404, while the page is being rendered by the server.
pub(crate) fn set_status() {
    #[cfg(feature = "ssr")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(http::StatusCode::NOT_FOUND);
    }
}
