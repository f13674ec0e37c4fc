//! A part of a page: loaded by itself, so that none waits for another or goes down with it.

use crate::failure::Failure;
use crate::ui::{Erase, Failed, Loaded, Markup};
use crate::words::t;
use domain::error::Error;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a part shows, as it is loaded.
pub(crate) type Answer<T> = Resource<Result<T, Failure>>;

/// What there is to show.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Loading,
    Failed(Error),
    Ready,
}

/// What was loaded as HTML, or why it cannot be shown.
#[component]
pub(crate) fn Part<T>(
    /// What is loaded.
    answer: Answer<T>,
    /// What it looks like.
    html: fn(&T) -> Markup,
    /// The address to load again.
    #[prop(into)]
    retry: Signal<String>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    view! {
        <Loaded resource=answer fallback=loading>
            <Body answer html retry/>
        </Loaded>
    }
}

#[component]
fn Body<T>(answer: Answer<T>, html: fn(&T) -> Markup, retry: Signal<String>) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let loaded = Memo::new(move |_| answer.get());
    let shown = Memo::new(move |_| {
        loaded.with(|loaded| match loaded {
            None => Shown::Loading,
            Some(Err(Failure(error))) => Shown::Failed(error.clone()),
            Some(Ok(_)) => Shown::Ready,
        })
    });
    let text = move || {
        let html = |loaded: &Option<Result<T, Failure>>| match loaded {
            Some(Ok(found)) => html(found).into_string(),
            Some(Err(_)) | None => String::new(),
        };
        loaded.with(html)
    };
    move || match shown.get() {
        Shown::Loading => loading().erase(),
        Shown::Failed(error) => {
            let retry = retry.get_untracked();
            view! { <Failed error retry/> }.erase()
        }
        Shown::Ready => view! { <div class="part" inner_html=text></div> }.erase(),
    }
}

/// What stands there until it has come.
pub(crate) fn loading() -> impl IntoView {
    view! { <p class="loading" role="status">{t!("Loading…")}</p> }
}
