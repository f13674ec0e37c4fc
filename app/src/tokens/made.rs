//! A token that has just been made. It can be read this one time.

use super::api::NewApiToken;
use super::{create, rotate};
use crate::flash::flash_of;
use crate::ui::CloseButton;
use crate::words::t;
use leptos::html;
use leptos::prelude::*;

/// What a dialog shows after it has made a token, in the place of its form.
#[component]
pub(super) fn Made(new: NewApiToken) -> impl IntoView {
    let copy = NodeRef::<html::Button>::new();
    // What had the focus has gone with the form.
    Effect::new(move |_| {
        if let Some(copy) = copy.get() {
            let _ = copy.focus();
        }
    });
    view! {
        <div class="dialog-body" role="status">
            <p>{t!("Copy it now: it cannot be shown again.")}</p>
            <Secret secret=new.revealed copy/>
        </div>
        <footer class="dialog-foot">
            <CloseButton>{t!("Done")}</CloseButton>
        </footer>
    }
}

/// What the list begins with after a form has made a token without WebAssembly.
#[component]
pub(super) fn JustMade() -> impl IntoView {
    let mut flashes = [create::FORM, rotate::FORM]
        .into_iter()
        .filter_map(flash_of);
    let secret = flashes.find_map(|flash| flash.revealed().map(str::to_owned));
    secret.map(|secret| {
        view! {
            <section class="card just-made" aria-labelledby="just-made-title">
                <h2 id="just-made-title">{t!("Token created")}</h2>
                <p>{t!("Copy it now: it cannot be shown again.")}</p>
                <Secret secret/>
            </section>
        }
    })
}

/// The token itself, and what copies it.
#[component]
fn Secret(secret: String, #[prop(optional)] copy: NodeRef<html::Button>) -> impl IntoView {
    let shown = secret.clone();
    view! {
        <div class="secret">
            <code>{shown}</code>
            <button
                node_ref=copy
                type="button"
                class="button"
                data-look="primary"
                data-copy=secret
                data-copied=t!("Token copied")
            >
                {t!("Copy token")}
            </button>
        </div>
    }
}
