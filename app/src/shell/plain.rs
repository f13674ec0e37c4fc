//! The frame around a single sheet.

use crate::ui::{Content, Glyph, Icon};
use leptos::prelude::*;

/// The frame of a page that is one sheet: signing in, setting up, nothing found.
#[component]
pub fn Plain(
    /// The name of the reseller, where it is known.
    #[prop(default = "Entrepot".into(), into)]
    brand: Signal<String>,
    /// What stands beneath the sheet.
    #[prop(optional, into)]
    foot: Content,
    /// What stands on it.
    children: Content,
) -> impl IntoView {
    view! {
        <div class="gate">
            <main class="gate-sheet card" id="main">
                <Brand name=brand />
                {children.show()}
            </main>
            <footer class="gate-foot">{foot.show()}</footer>
        </div>
    }
}

/// The mark of the house with the reseller's name.
#[component]
pub(super) fn Brand(name: Signal<String>) -> impl IntoView {
    view! {
        <div class="brand">
            <span class="mark">
                <Icon glyph=Glyph::Warehouse />
            </span>
            <span class="brand-name">{move || name.get()}</span>
        </div>
    }
}
