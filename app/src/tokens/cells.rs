//! What stands in the cells of a list of tokens.

use crate::ui::{Markup, Row, Tone, badge, html, moment};
use crate::words::t;
use domain::api_token::{ApiToken, Maker, TokenScope, TokenSort, TokenState};
use domain::timestamp::Timestamp;

/// A token as it is listed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed {
    pub(super) token: ApiToken,
    ends_soon: bool,
}

impl Listed {
    /// A token as it is at a time.
    pub(super) fn at(token: ApiToken, now: Timestamp) -> Self {
        let ends_soon = token.ends_soon(now);
        Self { token, ends_soon }
    }
}

impl Row for Listed {
    fn id(&self) -> String {
        self.token.id.to_string()
    }

    fn name(&self) -> String {
        self.token.name.to_string()
    }

    fn href(&self) -> Option<String> {
        None
    }
}

/// The columns that the list can be sorted by.
pub(super) fn heading(column: TokenSort) -> &'static str {
    match column {
        TokenSort::Name => t!("Name"),
        TokenSort::Created => t!("Created"),
        TokenSort::Expires => t!("Expires"),
        TokenSort::LastUsed => t!("Last used"),
        TokenSort::State => t!("State"),
    }
}

/// One cell of them.
pub(super) fn cell(column: TokenSort, row: &Listed) -> Markup {
    let token = &row.token;
    match column {
        TokenSort::Name => html! { bdi.name { (token.name) } },
        TokenSort::Created => moment(token.created_at),
        TokenSort::Expires => html! {
            (card_label(column))
            (moment_or_never(token.expires_at))
            @if row.ends_soon { " " (badge(Tone::Warn, t!("Soon"))) }
        },
        TokenSort::LastUsed => html! {
            (card_label(column))
            (moment_or_never(token.last_used_at))
        },
        TokenSort::State => state_badge(token.state),
    }
}

/// How the token begins and ends.
pub(super) fn hint_cell(row: &Listed) -> Markup {
    html! { code { (row.token.hint()) } }
}

/// What the token was made for.
pub(super) fn scopes_cell(row: &Listed) -> Markup {
    let words: Vec<_> = row.token.scopes.iter().map(TokenScope::as_str).collect();
    html! { (words.join(", ")) }
}

/// Who made the token.
pub(super) fn creator_cell(row: &Listed) -> Markup {
    html! {
        @match &row.token.created_by {
            Maker::Named(name) => bdi { (name) },
            Maker::Operator => (t!("Command line")),
            Maker::Gone => span.aside { (t!("No longer here")) },
        }
    }
}

/// What a time is, on the cards of a narrow screen, where there are no headings.
fn card_label(column: TokenSort) -> Markup {
    html! { span.narrow-only.aside { (heading(column)) ": " } }
}

fn moment_or_never(at: Option<Timestamp>) -> Markup {
    html! {
        @match at {
            Some(at) => (moment(at)),
            None => span.aside { (t!("Never")) },
        }
    }
}

fn state_badge(state: TokenState) -> Markup {
    match state {
        TokenState::Active => badge(Tone::Ok, t!("Active")),
        TokenState::Replaced => badge(Tone::Info, t!("Replaced")),
        TokenState::Expired => badge(Tone::Off, t!("Expired")),
        TokenState::Revoked => badge(Tone::Off, t!("Revoked")),
    }
}
