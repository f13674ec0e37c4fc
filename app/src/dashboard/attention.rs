//! What needs attention, item by item: whom it is about, what the matter is, and where it is mended.

use crate::ui::{Glyph, Markup, html, icon, moment};
use crate::usage::{percentage, slot_words};
use crate::words::{t, t_html};
use domain::dashboard::{Attention, AttentionItem, Cause};
use domain::id::CustomerId;
use domain::timestamp::Timestamp;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The first items, for the dashboard.
pub(super) fn summary(attention: &Attention) -> Markup {
    if attention.items.is_empty() {
        return html! { p.part-note { (t!("Nothing needs attention.")) } };
    }
    html! { (list(attention)) p.part-note { (note(attention)) } }
}

/// When it was true.
pub(super) fn note(attention: &Attention) -> Markup {
    t_html!("As of {time}.", time = moment(attention.as_of))
}

/// The items.
pub(super) fn list(attention: &Attention) -> Markup {
    html! {
        ul.part-list {
            @for item in &attention.items { (row(item, attention.as_of)) }
        }
    }
}

fn row(item: &AttentionItem, now: Timestamp) -> Markup {
    let (glyph, tone) = mark(&item.cause);
    html! {
        li {
            span.part-mark data-tone=(tone) { (icon(glyph)) }
            div {
                a href=(href(item)) { (title(item)) }
                p { (matter(item, now)) }
            }
        }
    }
}

/// A picture of the cause, and how urgent it is; the words say both.
const fn mark(cause: &Cause) -> (Glyph, &'static str) {
    match cause {
        Cause::Stuck { .. } => (Glyph::AudioLines, "danger"),
        Cause::Failures { .. } => (Glyph::Warning, "danger"),
        Cause::TokenExpires { .. } => (Glyph::Key, "warn"),
        Cause::Unanswered { .. } => (Glyph::Mail, "info"),
        Cause::Silent { .. } => (Glyph::Minus, "info"),
    }
}

/// Whom it is about.
fn title(item: &AttentionItem) -> String {
    match (&item.cause, &item.customer) {
        (Cause::Unanswered { email, .. }, _) => {
            let email = email.clone();
            email.unwrap_or_else(|| t!("A customer to be").to_owned())
        }
        (_, Some((_, name))) => name.clone(),
        (_, None) => t!("Your own token").to_owned(),
    }
}

/// What the matter is.
fn matter(item: &AttentionItem, now: Timestamp) -> Markup {
    match &item.cause {
        Cause::Stuck { sessions: 1, since } => {
            t_html!(
                "1 transcription stuck, silent since {time}",
                time = moment(*since)
            )
        }
        Cause::Stuck { sessions, since } => t_html!(
            "{number} transcriptions stuck, the first silent since {time}",
            number = html! { (sessions) },
            time = moment(*since)
        ),
        Cause::Failures {
            failed,
            of,
            usual_per_mille,
        } => html! { (failures(*failed, *of, *usual_per_mille)) },
        Cause::TokenExpires { name, at } => html! { (expiry(name, at.seconds_since(now))) },
        Cause::Unanswered {
            sent_at, is_over, ..
        } => {
            let days = now.seconds_since(*sent_at) / DAY_SECONDS;
            html! { (unanswered(item, days, *is_over)) }
        }
        Cause::Silent { last } => {
            let day = slot_words(&last.to_string());
            html! { (t!("Nothing used since {day}", day = day)) }
        }
    }
}

fn failures(failed: i64, of: i64, usual: Option<i64>) -> String {
    match usual {
        Some(usual) => t!(
            "Failed transcriptions up: {failed} of {all} today, usually {usual}",
            failed = failed,
            all = of,
            usual = percentage(usual)
        ),
        None => t!(
            "Failed transcriptions: {failed} of {all} today",
            failed = failed,
            all = of
        ),
    }
}

fn expiry(name: &str, seconds: i64) -> String {
    if seconds <= DAY_SECONDS {
        return t!("Token {name} expires within a day", name = name);
    }
    t!(
        "Token {name} expires in {days} days",
        name = name,
        // The day that has begun counts.
        days = (seconds - 1) / DAY_SECONDS + 1
    )
}

fn unanswered(item: &AttentionItem, days: i64, is_over: bool) -> String {
    let name = item.customer.as_ref().map(|(_, name)| name);
    match (name, is_over) {
        (Some(name), false) => t!(
            "Invitation to {name} not accepted, sent {days} days ago",
            name = name,
            days = days
        ),
        (Some(name), true) => t!(
            "Invitation to {name} not accepted, and its link has expired",
            name = name
        ),
        (None, false) => t!("Invitation not accepted, sent {days} days ago", days = days),
        (None, true) => t!("Invitation not accepted, and its link has expired").to_owned(),
    }
}

/// Where it is looked into.
fn href(item: &AttentionItem) -> String {
    let of_customer =
        |(id, _): &(CustomerId, String), rest: &str| format!("/customers/{id}/{rest}");
    let of = |rest: &str, own: &str| {
        let customer = item.customer.as_ref();
        customer.map_or_else(|| own.to_owned(), |it| of_customer(it, rest))
    };
    match &item.cause {
        Cause::Stuck { .. } => of("transcriptions?status=queued,processing", "/activity"),
        Cause::Failures { .. } => of("transcriptions?status=failed,expired", "/activity"),
        Cause::TokenExpires { .. } => of("tokens", "/settings/tokens"),
        Cause::Unanswered {
            is_registration: true,
            ..
        } => "/customers/invitations".to_owned(),
        Cause::Unanswered { .. } => of("users", "/settings/team"),
        Cause::Silent { .. } => of("usage?range=90d", "/customers"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(100 * DAY_SECONDS * 1_000_000);

    fn item(customer: bool, cause: Cause) -> AttentionItem {
        let id = "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27".parse().unwrap();
        AttentionItem {
            customer: customer.then(|| (id, "Alpen & Co".to_owned())),
            cause,
        }
    }

    fn written(item: &AttentionItem) -> String {
        row(item, NOW).into_string()
    }

    #[test]
    fn a_customers_item_leads_to_their_page() {
        let ends = |days: i64| Cause::TokenExpires {
            name: "Engine".into(),
            at: NOW.plus_seconds(days * DAY_SECONDS),
        };
        let html = written(&item(true, ends(6)));
        assert!(html.contains("/customers/01999f06-3e7a-74d2-93aa-5d8c1e0b6f27/tokens"));
        assert!(html.contains("Alpen &amp; Co"), "{html}");
        assert!(html.contains("Token Engine expires in 6 days"));
        let begun = Cause::TokenExpires {
            name: "Engine".into(),
            at: NOW.plus_seconds(DAY_SECONDS + 60),
        };
        assert!(written(&item(true, begun)).contains("expires in 2 days"));
        let own = written(&item(false, ends(1)));
        assert!(own.contains("/settings/tokens") && own.contains("within a day"));
    }

    #[test]
    fn an_invitation_names_whom_it_was_sent_to() {
        let cause = |is_over, is_registration| Cause::Unanswered {
            email: Some("ana@x.example".into()),
            sent_at: NOW.plus_seconds(-7 * DAY_SECONDS + 60),
            is_over,
            is_registration,
        };
        let html = written(&item(true, cause(false, false)));
        assert!(html.contains("ana@x.example") && html.contains("/users"));
        assert!(html.contains("sent 6 days ago"));
        let html = written(&item(false, cause(true, true)));
        assert!(html.contains("/customers/invitations") && html.contains("has expired"));
        assert!(written(&item(false, cause(false, false))).contains("/settings/team"));
    }
}
