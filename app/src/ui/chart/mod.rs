//! A chart of bars, the same from the server as in the browser: SVG that is written as text. One
//! set of listeners serves all bars, and the browser's own focus says which one somebody is at.

mod drawing;
mod geometry;
mod keyboard;

use super::element;
use leptos::ev::{FocusEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, Event, HtmlElement};

/// What a chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartData {
    /// What it is a picture of, in a sentence.
    pub caption: String,
    /// What the pieces of a bar are, from the bottom up; none where a bar has but one.
    pub series: Vec<ChartSeries>,
    /// The bars.
    pub bars: Vec<ChartBar>,
    /// How much of an amount is one on the scale.
    pub unit: i64,
}

/// What is told apart in every bar. Six at most have a look of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartSeries {
    /// What it is called.
    pub name: String,
    /// How much it is altogether.
    pub amount: String,
    /// The address where it alone is shown, if there is one.
    pub href: Option<String>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartBar {
    /// What it is about: "22 Oct 2026".
    pub label: String,
    /// The same for the axis, where it has a place there: "22 Oct".
    pub tick: Option<String>,
    /// The amount of each series; none where nothing can be known yet, which does not look like
    /// nothing.
    pub amounts: Option<Vec<i64>>,
    /// What is read out: "22 Oct 2026: 3.4 hours".
    pub words: String,
}

/// A chart of bars. Arrow keys go from one to the next; the one that somebody is at, by keyboard or
/// pointer, tells its amounts.
#[component]
pub fn Chart(
    /// A word for it, unique on the page: the beginning of its patterns' IDs.
    name: &'static str,
    /// What it shows.
    #[prop(into)]
    data: Signal<ChartData>,
    /// How an amount is written: "3.4 h".
    amount: fn(i64) -> String,
    /// How an amount is written on the scale, whose steps are so high: "25 h".
    tick: fn(i64, i64) -> String,
) -> impl IntoView {
    let shown = RwSignal::new(None::<usize>);
    let show = move |at: Option<usize>| {
        if shown.get_untracked() != at {
            shown.set(at);
        }
    };
    let hide = move || show(None);
    let on_over = move |event: PointerEvent| show(bar_at(&event));
    let on_leave = move |event: PointerEvent| {
        // A finger leaves with every touch.
        if event.pointer_type() == "mouse" {
            hide();
        }
    };
    let on_focusin = move |event: FocusEvent| {
        keyboard::on_focus(&event);
        show(bar_at(&event));
    };
    view! {
        <figure class="chart">
            <figcaption class="unseen">{move || data.with(|data| data.caption.clone())}</figcaption>
            <div class="chart-body" dir="ltr" on:pointerleave=on_leave>
                <div
                    class="chart-scale"
                    aria-hidden="true"
                    inner_html=move || data.with(|data| drawing::scale(data, tick)).into_string()
                ></div>
                <div class="chart-area">
                    <div
                        class="chart-plot"
                        inner_html=move || data.with(|data| drawing::plot(name, data)).into_string()
                        on:keydown=move |event| keyboard::on_key(&event, hide)
                        on:focusin=on_focusin
                        on:focusout=move |_| hide()
                        on:pointerover=on_over
                        on:click=|event| keyboard::on_click(&event)
                    ></div>
                    <div
                        class="chart-axis"
                        aria-hidden="true"
                        inner_html=move || data.with(drawing::axis).into_string()
                    ></div>
                    <Tip name data amount shown/>
                </div>
            </div>
            <ul
                class="chart-legend"
                inner_html=move || data.with(|data| drawing::legend(name, data)).into_string()
            ></ul>
        </figure>
    }
}

/// The amounts of the bar that somebody is at. What assistive technology reads out is the bar.
#[component]
fn Tip(
    name: &'static str,
    data: Signal<ChartData>,
    amount: fn(i64) -> String,
    shown: RwSignal<Option<usize>>,
) -> impl IntoView {
    let tip = NodeRef::<html::Div>::new();
    let html = move || {
        let html = |at| data.with(|data| drawing::tip(name, data, at, amount));
        shown.get().map(html).unwrap_or_default().into_string()
    };
    // The style sheet reads the place from a custom property.
    Effect::new(move |_| {
        let (Some(tip), Some(at)) = (tip.get(), shown.get()) else {
            return;
        };
        let tip: &HtmlElement = &tip;
        let column = geometry::column(at, data.with(|data| data.bars.len()));
        let middle = geometry::percent(column.middle());
        // A property that cannot be set leaves the tip at the side, still of use.
        let _ = tip.style().set_property("--at", &middle);
    });
    view! {
        <div
            class="chart-tip"
            aria-hidden="true"
            node_ref=tip
            hidden=move || shown.get().is_none()
            inner_html=html
        ></div>
    }
}

/// The place of the bar around an event.
fn bar_at(event: &Event) -> Option<usize> {
    let bar: Element = element::closest(event, ".chart-bar")?;
    bar.get_attribute("data-at")?.parse().ok()
}
