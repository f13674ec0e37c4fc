//! Points in time, as people read them.

use super::element;
use super::inert::{Markup, html};
use crate::words::{language, t, word, words};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord};

const MONTHS: [&str; 12] = [
    word!("Jan"),
    word!("Feb"),
    word!("Mar"),
    word!("Apr"),
    word!("May"),
    word!("Jun"),
    word!("Jul"),
    word!("Aug"),
    word!("Sep"),
    word!("Oct"),
    word!("Nov"),
    word!("Dec"),
];

/// A day: in UTC to begin with, the reader's own once the page answers, and the exact time in UTC
/// for those who point at it.
pub fn day(at: Timestamp) -> Markup {
    let at = at.to_string();
    let (day, clock) = utc(&at);
    html! { time datetime=(at) title={ (day) ", " (clock) " UTC" } { (day) } }
}

/// A day with the time of day.
pub fn moment(at: Timestamp) -> Markup {
    written_moment(&at.to_string())
}

/// The same for a time that is text already, as the domain writes it (RFC 3339, UTC).
pub fn written_moment(at: &str) -> Markup {
    let (day, clock) = utc(at);
    html! { time datetime=(at) title={ (day) ", " (clock) " UTC" } data-clock { (day) ", " (clock) } }
}

/// The day and the time of day of a written time in UTC, as people write them.
fn utc(at: &str) -> (String, String) {
    let part = |from: usize, to: usize| at.get(from..to).unwrap_or_default();
    let day = part(8, 10).trim_start_matches('0');
    let month = month_words(part(5, 7));
    let day = t!(
        "{day} {month} {year}",
        day = day,
        month = month,
        year = part(0, 4)
    );
    (day, part(11, 16).to_owned())
}

/// Writes the times of the page in the reader's language and zone, those that are there and those
/// that come later, for as long as the caller's owner lives.
pub fn watch_times() {
    Effect::new(move |_| {
        let Some(body) = document().body() else {
            return;
        };
        localise_inside(&body);
        let seen = Closure::<dyn Fn(Vec<MutationRecord>)>::new(|records: Vec<MutationRecord>| {
            records.iter().for_each(localise_added);
        });
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        // Where nothing can be watched, times that come later stay in UTC, as their title does.
        if let Ok(observer) = MutationObserver::new(seen.as_ref().unchecked_ref())
            && observer.observe_with_options(&body, &options).is_ok()
        {
            let seen = send_wrapper::SendWrapper::new((observer, seen));
            on_cleanup(move || seen.0.disconnect());
        }
    });
}

fn localise_added(record: &MutationRecord) {
    let added = record.added_nodes();
    for at in 0..added.length() {
        if let Some(element) = added.item(at).and_then(|node| node.dyn_into().ok()) {
            localise(&element);
            localise_inside(&element);
        }
    }
}

fn localise_inside(root: &Element) {
    for time in element::all::<Element>(root, "time[datetime]") {
        localise(&time);
    }
}

fn localise(time: &Element) {
    if time.tag_name() == "TIME"
        && let Some(at) = time.get_attribute("datetime")
        && let Some(words) = local_words(&at, time.has_attribute("data-clock"))
    {
        time.set_text_content(Some(&words));
    }
}

/// A point in time in the reader's language and zone, by the browser's own `Intl`.
fn local_words(at: &str, with_clock: bool) -> Option<String> {
    let options = js_sys::Object::new();
    let parts = [
        ("day", "numeric"),
        ("month", "short"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ];
    for (name, value) in &parts[..if with_clock { 5 } else { 3 }] {
        js_sys::Reflect::set(&options, &(*name).into(), &(*value).into()).ok()?;
    }
    let date = js_sys::Date::new(&JsValue::from_str(at));
    Some(date.to_locale_string(&reader(), &options).into())
}

/// The language of the page as the reader's browser has it, with its country, if it is the same
/// one: `de-AT` on a German page.
fn reader() -> String {
    let page = language().code();
    let own = window().navigator().language();
    let own = own.filter(|own| own.split('-').next() == Some(page));
    own.unwrap_or_else(|| page.to_owned())
}

/// The short name of a month that is written as a number, `01` to `12`.
pub(crate) fn month_words(number: &str) -> &'static str {
    let month = number.parse::<usize>().ok();
    let month = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
    month.map_or("", |month| words(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_as_people_write_it() {
        let at = Timestamp::parse("2026-10-08T09:05:59Z").unwrap();
        let time = r#"<time datetime="2026-10-08T09:05:59Z" title="8 Oct 2026, 09:05 UTC""#;
        assert_eq!(day(at).0, format!("{time}>8 Oct 2026</time>"));
        assert_eq!(
            moment(at).0,
            format!("{time} data-clock>8 Oct 2026, 09:05</time>")
        );
    }
}
