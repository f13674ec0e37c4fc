//! What stands on the page of a link that lets nobody in.

use crate::ui::Erase;
use leptos::prelude::*;

/// A link that lets nobody in, and what to do then: the brand and the content of its page.
pub(super) fn closed(title: &'static str, text: &'static str) -> (String, AnyView) {
    crate::not_found::set_status();
    let content = view! {
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p>
            <a class="link" href="/login">"Sign in"</a> " · "
            <a class="link" href="/forgot">"Forgot password?"</a>
        </p>
    };
    ("Entrepot".to_owned(), content.erase())
}
