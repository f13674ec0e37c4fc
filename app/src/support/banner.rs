//! What stands above every page of a support login.

use super::END_FORM;
use crate::frame::use_frame;
use crate::ui::{Button, ButtonKind, Erase, Glyph, Icon};
use crate::words::t;
use domain::support::SupportMode;
use leptos::prelude::*;
use std::time::Duration;

/// Says where somebody is, as what and for how long, and leads out. Nothing outside a support
/// login.
#[component]
pub(crate) fn SupportBanner() -> impl IntoView {
    let Some(frame) = use_frame() else {
        return ().erase();
    };
    let (support, organisation) = frame.with_untracked(|frame| {
        let organisation = frame.viewer.organisation.as_ref();
        let name = organisation.map(|organisation| organisation.name.to_string());
        (frame.viewer.support, name.unwrap_or_default())
    });
    let left = Memo::new(move |_| frame.with(|frame| frame.support_left).unwrap_or_default());
    let Some(support) = support else {
        return ().erase();
    };
    let (title, text) = match support.mode {
        SupportMode::Admin => (
            t!("Admin login"),
            t!("You act as support. Every change is noted with your name."),
        ),
        SupportMode::ReadOnly => (
            t!("Read-only login"),
            t!("You can look at everything and change nothing."),
        ),
    };
    view! {
        <aside class="support" aria-label=t!("Support login") data-mode=support.mode.as_str()>
            <Icon glyph=Glyph::Eye/>
            <p>
                <b>{title} ": " <bdi>{organisation}</bdi></b>
                <span class="wide-only">" " {text}</span>
            </p>
            <Countdown left/>
            <form method="post" action=END_FORM>
                <input type="hidden" name="support" value=support.id.to_string()/>
                <Button kind=ButtonKind::Submit icon=Glyph::SignOut harmless=true>
                    {t!("Leave")}
                </Button>
            </form>
        </aside>
    }
    .erase()
}

/// How long it lasts yet. At the end the page is asked for again, and the server says that it is
/// over.
#[component]
fn Countdown(left: Memo<i64>) -> impl IntoView {
    let shown = RwSignal::new(left.get_untracked());
    Effect::new(move |_| {
        let end = js_sys::Date::now() + seconds(left.get());
        shown.set(left.get());
        let tick = move || {
            let rest = end - js_sys::Date::now();
            if rest <= 0.0 {
                // A page that cannot be asked for again stays; whatever it sends is refused.
                let _ = window().location().reload();
            }
            shown.try_set(whole_seconds(rest));
        };
        if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
    });
    view! { <span class="support-left" role="timer">{move || words(shown.get())}</span> }
}

#[expect(clippy::cast_precision_loss, reason = "an hour in seconds is exact")]
fn seconds(left: i64) -> f64 {
    left as f64 * 1000.0
}

#[expect(clippy::cast_possible_truncation, reason = "an hour in seconds fits")]
fn whole_seconds(milliseconds: f64) -> i64 {
    (milliseconds / 1000.0).max(0.0).round() as i64
}

fn words(left: i64) -> String {
    let left = left.max(0);
    let clock = format!("{}:{:02}", left / 60, left % 60);
    t!("{clock} left", clock = clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_minutes_and_seconds() {
        assert_eq!(words(3599), "59:59 left");
        assert_eq!(words(61), "1:01 left");
        assert_eq!(words(-3), "0:00 left");
    }
}
