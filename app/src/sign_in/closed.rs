//! What stands on the page of a link that lets nobody in.

use crate::ui::Erase;
use crate::words::t;
use leptos::prelude::*;

/// A link that lets nobody in, and what to do then.
pub(super) fn closed(title: &'static str, text: &'static str) -> AnyView {
    crate::not_found::set_status();
    view! {
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p>
            <a class="link" href="/login">{t!("Sign in")}</a> " · "
            <a class="link" href="/forgot">{t!("Forgot password?")}</a>
        </p>
    }
    .erase()
}
