//! Dialogs that have an address: what they speak of, and what follows them.

use crate::changes::Changes;
use crate::failure::Failure;
use crate::ui::{CloseButton, Dialog, Erase, Failed, Loaded, use_toaster};
use crate::words::t;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::pin::Pin;

/// Loads what a dialog speaks of; the dialog opens once that is known.
pub(crate) fn loaded<T, V>(
    load: impl Fn() -> Pin<Box<dyn Future<Output = Result<T, Failure>> + Send>> + Send + Sync + 'static,
    close_href: String,
    show: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + serde::Serialize + serde::de::DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    let resource = Resource::new(|| (), move |()| load());
    view! {
        <Loaded resource>
            {move || resource.get().map(|answer| match answer {
                Ok(it) => show(it).erase(),
                Err(Failure(error)) => view! {
                    <Dialog name="failed" title=t!("Not possible") close_href=close_href.clone()>
                        <div class="dialog-body"><Failed error/></div>
                        <footer class="dialog-foot"><CloseButton>{t!("Close")}</CloseButton></footer>
                    </Dialog>
                }
                .erase(),
            })}
        </Loaded>
    }
}

/// Goes to an address of the same page, where a dialog opens or none is open any more.
pub(crate) fn go_beneath() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |href: &str| {
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(href, options);
    }
}

/// What follows a change: the lists load again, a message says so, and the dialog closes.
pub(crate) fn done(href: String) -> impl Fn(&str) + Clone + 'static {
    let (changes, toaster, go) = (Changes::here(), use_toaster(), go_beneath());
    move |message: &str| {
        changes.note();
        toaster.done(message);
        go(&href);
    }
}
