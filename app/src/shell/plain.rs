//! The frame around a single sheet.

use crate::brand::{brand_markup, brand_of_this_page};
use crate::ui::{Content, inert};
use leptos::prelude::*;

/// The frame of a page that is one sheet: signing in, setting up, nothing found.
#[component]
pub fn Plain(
    /// What stands beneath the sheet.
    #[prop(optional, into)]
    foot: Content,
    /// What stands on it.
    children: Content,
) -> impl IntoView {
    let brand = brand_of_this_page();
    view! {
        <div class="gate">
            <main class="gate-sheet card" id="main">
                {inert(brand_markup(brand.as_ref()))}
                {children.show()}
            </main>
            <footer class="gate-foot">{foot.show()}</footer>
        </div>
    }
}
