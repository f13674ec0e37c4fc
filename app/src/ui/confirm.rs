//! The question before something that cannot be taken back.

use super::button::{Button, ButtonKind, Look};
use super::erased::Content;
use super::modal::Modal;
use crate::words::{t, t_view};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// Asks before something happens. Mounted means open. The focus begins where nothing happens.
#[component]
pub fn Confirm(
    /// A word for it, unique on the page: the beginning of its IDs.
    #[prop(default = "confirm")]
    name: &'static str,
    /// The question, with the name of the thing: "Delete Alpen AG?"
    #[prop(into)]
    title: String,
    /// What happens, as a verb: "Delete".
    #[prop(into)]
    action: String,
    /// What happens otherwise.
    #[prop(default = t!("Cancel"))]
    keep: &'static str,
    /// What has to be typed to mean it, where it cannot be undone at all.
    #[prop(optional, into)]
    typed: Option<String>,
    /// Whether it is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It shall be done.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// It shall not be done.
    #[prop(into)]
    on_close: Callback<()>,
    /// What will change, and what goes with it.
    children: Content,
) -> impl IntoView {
    let wanted = StoredValue::new(typed.clone());
    let given = RwSignal::new(String::new());
    let meant = Signal::derive(move || {
        wanted.with_value(|wanted| {
            wanted
                .as_ref()
                .is_none_or(|wanted| given.with(|given| given.trim() == wanted.trim()))
        })
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if meant.get_untracked() && !busy.get_untracked() {
            on_confirm.run(());
        }
    };
    view! {
        <Modal name class="dialog confirm" role="alertdialog" on_leave=on_close>
            <form class="dialog-sheet" on:submit=on_submit>
                <header class="dialog-head">
                    <h2 id=format!("{name}-title")>{title}</h2>
                </header>
                <div class="dialog-body">
                    <div class="confirm-text" id=format!("{name}-text")>
                        {children.show()}
                    </div>
                    {typed.map(|wanted| view! { <TypedName name wanted given /> })}
                </div>
                <footer class="dialog-foot">
                    <Button
                        attr:data-first-focus=""
                        on:click=move |_| on_close.run(())
                    >
                        {keep}
                    </Button>
                    <Button
                        kind=ButtonKind::Submit
                        look=Look::Danger
                        busy
                        disabled=Signal::derive(move || !meant.get())
                    >
                        {action}
                    </Button>
                </footer>
            </form>
        </Modal>
    }
}

#[component]
fn TypedName(name: &'static str, wanted: String, given: RwSignal<String>) -> impl IntoView {
    let id = format!("{name}-typed");
    let input = NodeRef::<html::Input>::new();
    super::field::bind(input, given);
    view! {
        <div class="field">
            <div class="field-label">
                <label for=id.clone()>{t_view!("Type {name} to confirm", name = view! { <b>{wanted}</b> })}</label>
            </div>
            <div class="input">
                <input
                    node_ref=input
                    id=id
                    autocomplete="off"
                    spellcheck="false"
                    on:input=move |event| given.set(event_target_value(&event))
                />
            </div>
        </div>
    }
}
