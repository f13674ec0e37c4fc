//! What only makes sense once the page answers.

use leptos::prelude::*;

/// False on the server and at hydration, true once the page answers. For what would be dead
/// before, such as the button that shows a password.
pub fn hydrated() -> ReadSignal<bool> {
    let (hydrated, set_hydrated) = signal(false);
    Effect::new(move |_| set_hydrated.set(true));
    hydrated
}
