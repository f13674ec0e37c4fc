//! What stands in the cells of a ledger.

use super::words::{bucket_words, reason_words};
use crate::ui::{Markup, Row, Tone, badge, html, moment, money, money_change};
use crate::words::t;
use domain::ledger::LedgerEntry;

/// An entry of a ledger, and where its details open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Booked {
    pub(super) it: LedgerEntry,
    pub(super) href: String,
}

impl Row for Booked {
    fn id(&self) -> String {
        self.it.number.to_string()
    }

    fn name(&self) -> String {
        title(&self.it)
    }

    fn href(&self) -> Option<String> {
        Some(self.href.clone())
    }
}

/// What an entry is called: "Refill 17".
pub(super) fn title(it: &LedgerEntry) -> String {
    format!("{} {}", reason_words(it.reason), it.number)
}

/// Why it was made, as the way to its details, with what was said about it.
pub(super) fn what(row: &Booked) -> Markup {
    let it = &row.it;
    html! {
        span.entry-what {
            a.name href=(row.href) data-noscroll { (title(it)) }
            @if it.reversed_by.is_some() { " " (badge(Tone::Off, t!("Reversed"))) }
        }
        @if let Some(comment) = &it.comment {
            span.entry-comment.aside dir="auto" title=(comment) { (comment) }
        }
    }
}

pub(super) fn bucket(row: &Booked) -> Markup {
    html! { (bucket_words(row.it.bucket)) }
}

pub(super) fn amount(row: &Booked) -> Markup {
    html! { (money_change(row.it.amount)) }
}

pub(super) fn total(row: &Booked) -> Markup {
    html! { (money(row.it.total)) }
}

pub(super) fn at(row: &Booked) -> Markup {
    moment(row.it.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::currency::Currency;
    use domain::ledger::{Bucket, Reason};
    use domain::money::Money;
    use domain::timestamp::Timestamp;

    #[test]
    fn what_was_said_is_escaped_and_what_was_undone_says_so() {
        let euros = |micros| Money::new(micros, Currency::EUR);
        let mut it = LedgerEntry {
            id: "01999f06-3e7a-74d2-93aa-5d8c1e0b6f27".parse().unwrap(),
            number: 7,
            at: Timestamp::from_micros(0),
            bucket: Bucket::Balance,
            reason: Reason::Refill,
            amount: euros(50_000_000),
            total: euros(40_000_000),
            expire_at: None,
            comment: Some("<b>".into()),
            actor_name: None,
            support: None,
            reverses: None,
            reversed_by: None,
        };
        let row = |it| Booked {
            it,
            href: "/x".into(),
        };
        let markup = what(&row(it.clone())).0;
        assert!(markup.contains("Refill 7") && markup.contains("&lt;b&gt;"));
        assert!(!markup.contains("Reversed"), "{markup}");
        assert_eq!(amount(&row(it.clone())).0, "€\u{a0}+50.00");
        it.reversed_by = Some(8);
        assert!(what(&row(it)).0.contains("Reversed"));
    }
}
