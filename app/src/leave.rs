//! The question that comes before unsaved changes are left behind.

use crate::ui::Confirm;
use crate::words::t;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Asks, when somebody wants to go where `wanted` says (see `unsaved`), and goes there.
#[component]
pub(crate) fn LeaveQuestion(
    wanted: RwSignal<Option<String>>,
    /// What has not been saved, in a sentence.
    text: &'static str,
) -> impl IntoView {
    let navigate = use_navigate();
    move || {
        let navigate = navigate.clone();
        wanted.get().map(|href| {
            let leave = move |()| {
                wanted.set(None);
                navigate(&href, leptos_router::NavigateOptions::default());
            };
            view! {
                <Confirm
                    name="leave"
                    title=t!("Leave without saving?")
                    action=t!("Leave")
                    keep=t!("Keep editing")
                    on_confirm=leave
                    on_close=move |()| wanted.set(None)
                >
                    <p>{text}</p>
                </Confirm>
            }
        })
    }
}
