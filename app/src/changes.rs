//! What tells the lists on a page to load again.

use leptos::prelude::*;

/// Counts what has been changed from this page. Resources have it in their keys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changes(RwSignal<u32>);

impl Changes {
    /// Makes the count of a page known to everything on it.
    pub(crate) fn provide() -> Self {
        let changes = Self(RwSignal::new(0));
        provide_context(changes);
        changes
    }

    /// The count of this page.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// The number of changes so far; whoever reads it is told of the next one.
    pub(crate) fn count(self) -> u32 {
        self.0.get()
    }

    /// Runs `act` after each change from now on, for as long as the caller's owner lives.
    pub(crate) fn follow(self, mut act: impl FnMut() + 'static) {
        Effect::watch(move || self.count(), move |_, _, _| act(), false);
    }

    /// Something has been changed.
    pub(crate) fn note(self) {
        self.0.update(|count| *count = count.wrapping_add(1));
    }
}
