//! What narrows a list: chips that say so and open to be changed.

use super::button::{Button, ButtonKind, Look};
use super::erased::{Content, Erase};
use super::form::{GetForm, Kept};
use super::icon::{Glyph, Icon};
use super::inert::{Markup, html};
use super::popup::Popup;
use crate::words::t;
use domain::day::Day;
use leptos::prelude::*;

/// One filter. It says what it is set to, opens to be changed, and is taken off by its cross.
#[component]
pub fn FilterChip(
    /// What it looks at: "Status".
    label: &'static str,
    /// What it is set to, if anything: "Active".
    #[prop(into)]
    value: Signal<Option<String>>,
    /// The same list without this filter.
    #[prop(into)]
    clear_href: Signal<String>,
    /// The list's path.
    #[prop(into)]
    action: String,
    /// What else the address says.
    #[prop(into)]
    kept: Signal<Kept>,
    /// The fields, such as a [`CheckList`].
    children: Content,
) -> impl IntoView {
    let word = move || match value.get() {
        Some(value) => view! { <span>{label} ": " {value}</span> }.erase(),
        None => view! { <Icon glyph=Glyph::Plus /><span>{label}</span> }.erase(),
    };
    let clear = move || {
        value.with(Option::is_some).then(|| {
            view! {
                <a
                    class="chip-clear"
                    href=clear_href.get()
                    aria-label=t!("Remove filter {label}", label = label)
                >
                    <Icon glyph=Glyph::X />
                </a>
            }
        })
    };
    view! {
        <div class="chip" data-set=move || value.with(Option::is_some).then_some("")>
            <Popup class="chip-word" word=move || word>
                <GetForm action kept class="filter-form">
                    {children.show()}
                    <Button kind=ButtonKind::Submit harmless=true look=Look::Primary>
                        {t!("Apply")}
                    </Button>
                </GetForm>
            </Popup>
            {clear}
        </div>
    }
}

/// One of the things that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word in the address.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// How many rows have it, where that is known.
    pub count: Option<u64>,
    /// Whether it is chosen.
    pub checked: bool,
}

impl Choice {
    /// One that nobody has counted.
    pub fn new(value: &str, label: &str, checked: bool) -> Self {
        Self {
            value: value.to_owned(),
            label: label.to_owned(),
            count: None,
            checked,
        }
    }
}

/// Any number of some things.
#[component]
pub fn CheckList(
    /// Its name in the address.
    name: &'static str,
    /// What it is about, for assistive technology.
    label: &'static str,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
) -> impl IntoView {
    view! { <ChoiceList kind="checkbox" name label choices /> }
}

/// Exactly one of some things.
#[component]
pub fn RadioList(
    /// Its name in the address.
    name: &'static str,
    /// What it is about, for assistive technology.
    label: &'static str,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
) -> impl IntoView {
    view! { <ChoiceList kind="radio" name label choices /> }
}

#[component]
fn ChoiceList(
    kind: &'static str,
    name: &'static str,
    label: &'static str,
    choices: Signal<Vec<Choice>>,
) -> impl IntoView {
    let choice = move |Choice {
                           value,
                           label,
                           count,
                           checked,
                       }: Choice| {
        view! {
            <label class="choice">
                <input type=kind name=name value=value checked=checked prop:checked=checked />
                <span>{label}</span>
                {count
                    .map(|count| {
                        view! { <span class="choice-count">{super::format::count(count)}</span> }
                    })}
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="unseen">{label}</legend>
            {move || choices.get().into_iter().map(choice).collect_view()}
        </fieldset>
    }
}

/// The names of the first and the last day of a [`DaysChip`] in the address.
pub const DAYS: [&str; 2] = ["from", "to"];

/// The days from one to another, either of which may be left open.
#[component]
pub fn DaysChip(
    /// What happened then: "Registered".
    label: &'static str,
    /// The first and the last day.
    #[prop(into)]
    days: Signal<(Option<Day>, Option<Day>)>,
    /// The same list of any day.
    #[prop(into)]
    clear_href: Signal<String>,
    /// The list's path.
    #[prop(into)]
    action: String,
    /// What else the address says: all but [`DAYS`].
    #[prop(into)]
    kept: Signal<Kept>,
) -> impl IntoView {
    let value = move || match days.get() {
        (None, None) => None,
        (Some(from), None) => Some(t!("since {from}", from = from)),
        (None, Some(to)) => Some(t!("until {to}", to = to)),
        (Some(from), Some(to)) => Some(format!("{from} – {to}")),
    };
    let written = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let from = Signal::derive(move || written(days.get().0));
    let to = Signal::derive(move || written(days.get().1));
    view! {
        <FilterChip label value=Signal::derive(value) clear_href action kept>
            <DateRange names=DAYS.into() from to/>
        </FilterChip>
    }
}

/// The days from one to another, either of which may be left open.
#[component]
pub fn DateRange(
    /// The names of the first and the last day in the address.
    names: (&'static str, &'static str),
    /// The first day, `2026-01-31` or empty.
    #[prop(into)]
    from: Signal<String>,
    /// The last day, `2026-01-31` or empty.
    #[prop(into)]
    to: Signal<String>,
) -> impl IntoView {
    let day = |label, name, day: Signal<String>| {
        view! {
            <label class="day">
                <span>{label}</span>
                <input
                    class="input"
                    type="date"
                    name=name
                    value=move || day.get()
                    prop:value=move || day.get()
                />
            </label>
        }
    };
    view! {
        <div class="date-range">
            {day(t!("From"), names.0, from)} {day(t!("To"), names.1, to)}
        </div>
    }
}

/// What an amount in a filter looks like, for the browser to check: digits, and two decimals at most.
const AMOUNT: &str = "-?[0-9]{1,12}([.,][0-9]{1,2})?";

/// From how much on, and below how much of something; either may be left open. `names` are those of both
/// ends in the address, `ends` what they are set to.
pub fn amount_range(label: &str, names: [&str; 2], ends: [Option<String>; 2]) -> Markup {
    let labels = [t!("From"), t!("Below")];
    html! {
        fieldset.amount-range {
            legend { (label) }
            @for ((label, name), end) in labels.into_iter().zip(names).zip(ends) {
                label.amount-end {
                    span { (label) }
                    input.input
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        pattern=(AMOUNT)
                        title=(t!("An amount such as 50 or 12.50"))
                        name=(name)
                        value=(end.unwrap_or_default());
                }
            }
        }
    }
}

/// What the cards of a narrow screen are sorted by, where a table's headings have no room.
#[component]
pub fn SortChip(
    /// What they are sorted by.
    #[prop(into)]
    current: Signal<String>,
    /// Whether the smallest comes first.
    #[prop(into)]
    ascending: Signal<bool>,
    /// The other ways: what a link says, and where it leads.
    #[prop(into)]
    ways: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let word = move || {
        let glyph = if ascending.get() {
            Glyph::ArrowUp
        } else {
            Glyph::ArrowDown
        };
        view! {
            <Icon glyph />
            <span>
                <span class="unseen">{t!("Sorted by")} " "</span>
                {current.get()}
            </span>
        }
    };
    let links = move || {
        let link = |(label, href)| view! { <a href=href>{label}</a> };
        ways.get().into_iter().map(link).collect_view()
    };
    view! {
        <div class="chip sort-chip">
            <Popup class="chip-word" word=move || word>
                <nav class="popup-links" aria-label=t!("Sort by")>
                    {links}
                </nav>
            </Popup>
        </div>
    }
}
