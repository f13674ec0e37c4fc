//! Jump to…: customers by name, email or ID, and the pages.

use crate::customers::list_customers;
use crate::ui::{Glyph, Hit, Jump};
use crate::words::t;
use domain::customer::{Customer, CustomerFilter, CustomerListing};
use leptos::prelude::*;
use std::time::Duration;

/// How long somebody has to pause before their words are looked for.
const PAUSE: Duration = Duration::from_millis(150);
/// How many customers are offered.
const OFFERED: usize = 8;

/// Finds what is typed, among the pages at once and among the customers after a pause.
#[component]
pub(crate) fn JumpTo(open: RwSignal<bool>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let asked = RwSignal::new(String::new());
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        if let Some(timer) = waiting.flatten() {
            timer.clear();
        }
        let words = query.get();
        set_timeout_with_handle(
            move || {
                asked.try_set(words);
            },
            PAUSE,
        )
        .ok()
    });
    let customers = LocalResource::new(move || {
        let search = asked.get().trim().to_owned();
        async move {
            if search.is_empty() {
                Vec::new()
            } else {
                find(search).await
            }
        }
    });
    // Kept, not made anew for whoever asks: outside an effect the customers are not to be had.
    let hits = Memo::new(move |_| {
        let mut hits = pages(&query.get());
        hits.extend(customers.get().unwrap_or_default());
        hits
    });
    let busy = Signal::derive(move || query.with(|words| asked.with(|asked| words != asked)));
    view! { <Jump open query hits busy/> }
}

async fn find(search: String) -> Vec<Hit> {
    let filter = CustomerFilter {
        search,
        ..CustomerFilter::default()
    };
    let listing = CustomerListing {
        filter,
        ..CustomerListing::default()
    };
    // What cannot be looked up is not found; the list itself says why.
    let page = list_customers(listing).await.ok();
    page.map(|page| {
        page.rows
            .iter()
            .take(OFFERED)
            .map(|row| hit(&row.customer))
            .collect()
    })
    .unwrap_or_default()
}

fn hit(customer: &Customer) -> Hit {
    Hit {
        glyph: Glyph::Building,
        label: customer.name.to_string(),
        detail: customer.email.to_string(),
        href: format!("/customers/{}", customer.id),
    }
}

fn pages(words: &str) -> Vec<Hit> {
    let words = words.trim().to_lowercase();
    let page = |glyph, label: &str, detail: &str, href: &str| Hit {
        glyph,
        label: label.to_owned(),
        detail: detail.to_owned(),
        href: href.to_owned(),
    };
    let all = [
        page(Glyph::Dashboard, t!("Dashboard"), t!("Page"), "/"),
        page(Glyph::Users, t!("Customers"), t!("Page"), "/customers"),
        page(
            Glyph::Plus,
            t!("New customer"),
            t!("Action"),
            "/customers?dialog=new",
        ),
        page(
            Glyph::Upload,
            t!("Import customers"),
            t!("Action"),
            "/customers/import",
        ),
    ];
    all.into_iter()
        .filter(|hit| hit.label.to_lowercase().contains(&words))
        .collect()
}
