//! Short messages about what happened.

use super::button::IconButton;
use super::copy;
use super::erased::Content;
use super::icon::{Glyph, Icon};
use crate::words::t;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// How long a message stays, unless somebody is reading it.
const STAY: Duration = Duration::from_secs(5);
/// How long one stays that offers something.
const STAY_WITH_OFFER: Duration = Duration::from_secs(20);

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Done,
    /// Something is left to do.
    Hint,
    /// Something could not be done.
    Failed,
}

#[derive(Clone, PartialEq)]
struct Toast {
    number: u32,
    kind: ToastKind,
    text: String,
    offer: Option<Offer>,
}

/// Something that a message offers to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What the button says: "Copy invitation link".
    pub label: &'static str,
    /// What is copied.
    pub value: String,
    /// What is said afterwards: "Invitation link copied".
    pub copied: &'static str,
}

/// Shows messages. A copy of it can go anywhere.
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    count: StoredValue<u32>,
}

impl Toaster {
    fn new() -> Self {
        Self {
            toasts: RwSignal::default(),
            count: StoredValue::new(0),
        }
    }

    /// Shows a message, in the past tense: "Customer created".
    pub fn show(self, kind: ToastKind, text: impl Into<String>) {
        self.add(kind, text.into(), None);
    }

    /// Shows that something was done, with something to copy that came of it.
    pub fn offer(self, text: impl Into<String>, offer: Offer) {
        self.add(ToastKind::Done, text.into(), Some(offer));
    }

    fn add(self, kind: ToastKind, text: String, offer: Option<Offer>) {
        self.count.update_value(|count| *count += 1);
        let toast = Toast {
            number: self.count.get_value(),
            kind,
            text,
            offer,
        };
        self.toasts.update(|toasts| {
            // The same message twice is one message that begins anew.
            toasts.retain(|other| other.text != toast.text);
            toasts.push(toast);
        });
    }

    /// Shows that something was done.
    pub fn done(self, text: impl Into<String>) {
        self.show(ToastKind::Done, text);
    }

    fn dismiss(self, number: u32) {
        self.toasts
            .update(|toasts| toasts.retain(|toast| toast.number != number));
    }
}

/// What shows messages on this page. Where nothing does, they are lost.
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(Toaster::new)
}

/// The place of all messages: once around the application. Serves elements that copy as well,
/// since copying says so in a message.
#[component]
pub fn Toasts(
    /// A message to begin with.
    #[prop(default = None)]
    first: Option<String>,
    /// The application.
    children: Content,
) -> impl IntoView {
    let toaster = Toaster::new();
    provide_context(toaster);
    copy::listen(toaster);
    if let Some(text) = first {
        toaster.done(text);
    }
    let (held, set_held) = signal(false);
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let empty = toaster.toasts.with(Vec::is_empty);
        let Some(place) = place.get() else { return };
        // Shown anew each time, so that a message is above a dialog that has opened since. The
        // browser's refusal only means that it is so already.
        let _ = place.hide_popover();
        if !empty {
            let _ = place.show_popover();
        }
    });
    view! {
        {children.show()}
        <div
            node_ref=place
            class="toasts"
            role="region"
            aria-label=t!("Messages")
            popover="manual"
            on:pointerenter=move |_| set_held.set(true)
            on:pointerleave=move |_| set_held.set(false)
            on:focusin=move |_| set_held.set(true)
            on:focusout=move |_| set_held.set(false)
        >
            <For
                each=move || toaster.toasts.get()
                key=|toast| toast.number
                children=move |toast| view! { <ToastView toast toaster held /> }
            />
        </div>
        <p class="unseen" role="status">
            {move || toaster.toasts.with(|all| all.last().map(|toast| toast.text.clone()))}
        </p>
    }
}

#[component]
fn ToastView(toast: Toast, toaster: Toaster, held: ReadSignal<bool>) -> impl IntoView {
    let Toast {
        number,
        kind,
        text,
        offer,
    } = toast;
    let stay = offer.as_ref().map_or(STAY, |_| STAY_WITH_OFFER);
    Effect::new(move |running: Option<Option<TimeoutHandle>>| {
        if let Some(timer) = running.flatten() {
            timer.clear();
        }
        if held.get() {
            return None;
        }
        set_timeout_with_handle(move || toaster.dismiss(number), stay).ok()
    });
    let glyph = match kind {
        ToastKind::Done => Glyph::Check,
        ToastKind::Hint => Glyph::Info,
        ToastKind::Failed => Glyph::Warning,
    };
    view! {
        <div class="toast">
            <Icon glyph />
            <span>{text}</span>
            {offer
                .map(|offer| {
                    view! {
                        <button
                            type="button"
                            class="toast-offer"
                            data-copy=offer.value
                            data-copied=offer.copied
                        >
                            {offer.label}
                        </button>
                    }
                })}
            <IconButton
                glyph=Glyph::X
                label=t!("Dismiss")
                on:click=move |_| toaster.dismiss(number)
            />
        </div>
    }
}
