//! A picture of usage, with the table that says the same, and where it is to be had as a file.

use super::words::{hours_tick, hours_words};
use crate::ui::{Chart, ChartData, Glyph, Icon};
use crate::words::t;
use leptos::prelude::*;

/// The picture in a sheet of its own. What it shows is asked for each time, so that it may come from
/// whatever the page has loaded.
#[component]
pub(crate) fn PictureCard<T, F, H, N>(
    /// What its elements are called.
    name: &'static str,
    /// Its heading.
    title: T,
    /// The address of the file.
    file_href: F,
    /// The picture.
    data: Memo<ChartData>,
    /// The table, as HTML.
    table: H,
    /// When all of it was true, as HTML.
    note: N,
) -> impl IntoView
where
    T: Fn() -> Option<&'static str> + Send + 'static,
    F: Fn() -> String + Send + 'static,
    H: Fn() -> String + Send + 'static,
    N: Fn() -> String + Send + 'static,
{
    let heading = format!("{name}-title");
    let label = heading.clone();
    view! {
        <section class="card" aria-labelledby=label>
            <header class="card-head">
                <h2 id=heading>{title}</h2>
                <span class="spacer"></span>
                <a class="button" data-look="ghost" rel="external" download="" href=file_href>
                    <Icon glyph=Glyph::Download/>
                    {t!("CSV file")}
                </a>
            </header>
            <div class="usage-picture">
                <Chart name data amount=hours_words tick=hours_tick/>
                <details class="usage-details">
                    <summary>{t!("Show as table")}</summary>
                    <div
                        class="table-scroll"
                        role="region"
                        tabindex="0"
                        aria-label=t!("Usage as a table")
                        inner_html=table
                    ></div>
                </details>
                <p class="usage-note" inner_html=note></p>
            </div>
        </section>
    }
}
