//! Numbers, IDs and times, as people read them.

use domain::timestamp::Timestamp;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A number with its thousands apart: `1,284`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An ID without its middle: `0199c2a1…7a8e10`.
pub fn short_id(id: &str) -> String {
    match (
        id.get(..8),
        id.len().checked_sub(6).and_then(|at| id.get(at..)),
    ) {
        (Some(start), Some(end)) if id.len() > 15 => format!("{start}…{end}"),
        _ => id.to_owned(),
    }
}

/// A point in time: the UTC day to begin with, the reader's own once the page answers, and the
/// exact time in UTC for those who point at it.
#[component]
pub fn When(
    /// The point in time.
    at: Timestamp,
    /// Whether the time of day matters.
    #[prop(optional)]
    with_time: bool,
) -> impl IntoView {
    let (text, set_text) = signal(utc_words(at, with_time));
    Effect::new(move |_| {
        if let Some(local) = local_words(at, with_time) {
            set_text.set(local);
        }
    });
    view! {
        <time datetime=at.to_string() title=format!("{} UTC", utc_words(at, true))>
            {text}
        </time>
    }
}

fn utc_words(at: Timestamp, with_time: bool) -> String {
    // The domain writes RFC 3339; this cuts its parts out.
    let text = at.to_string();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month = part(5, 7)
        .parse()
        .ok()
        .and_then(|month: usize| MONTHS.get(month.checked_sub(1)?));
    let day = part(8, 10).trim_start_matches('0');
    let date = format!(
        "{day} {} {}",
        month.copied().unwrap_or_default(),
        part(0, 4)
    );
    if with_time {
        format!("{date}, {}", part(11, 16))
    } else {
        date
    }
}

/// The same in the reader's language and zone, by the browser's own `Intl`.
fn local_words(at: Timestamp, with_time: bool) -> Option<String> {
    let options = js_sys::Object::new();
    let parts: &[(&str, &str)] = &[
        ("day", "numeric"),
        ("month", "short"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ];
    for (name, value) in &parts[..if with_time { 5 } else { 3 }] {
        js_sys::Reflect::set(
            &options,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        )
        .ok()?;
    }
    let date = js_sys::Date::new(&JsValue::from_f64(millis(at)));
    let language = window().navigator().language()?;
    Some(date.to_locale_string(&language, &options).into())
}

/// Milliseconds since the epoch, as JavaScript counts.
#[expect(
    clippy::cast_precision_loss,
    reason = "a float holds milliseconds for 285,000 years"
)]
fn millis(at: Timestamp) -> f64 {
    (at.micros() / 1000) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        let words = [0, 999, 1000, 1284, 1_000_000].map(count);
        assert_eq!(words, ["0", "999", "1,000", "1,284", "1,000,000"]);
    }

    #[test]
    fn an_id_keeps_its_ends() {
        assert_eq!(
            short_id("0199c2a1-3e7a-74d2-93aa-5d8c1e7a8e10"),
            "0199c2a1…7a8e10"
        );
        assert_eq!(short_id("short"), "short");
    }

    #[test]
    fn a_day_reads_as_people_write_it() {
        let at = Timestamp::parse("2026-10-08T09:05:59Z").unwrap();
        assert_eq!(utc_words(at, false), "8 Oct 2026");
        assert_eq!(utc_words(at, true), "8 Oct 2026, 09:05");
    }
}
