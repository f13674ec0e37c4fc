//! What stands in a table's place until its first rows arrive.

use crate::words::t;
use leptos::prelude::*;

/// Grey bars where rows will be.
#[component]
pub fn TableSkeleton(
    /// How many rows.
    #[prop(default = 10)]
    rows: usize,
) -> impl IntoView {
    let bars = (0..rows)
        .map(|_| view! { <div class="skeleton-row"></div> })
        .collect_view();
    view! {
        <div class="skeleton" role="status" aria-label=t!("Loading")>
            {bars}
        </div>
    }
}
