//! What stands in the cells of a list of sessions.

use super::clock::duration;
use super::spoken::language_name;
use crate::ui::{Markup, Row, Tone, badge, copy_cell, html, moment, short_id};
use crate::words::t;
use domain::timestamp::Timestamp;
use domain::transcription::{Mode, SpokenLanguage, Transcription, TranscriptionStatus};

/// A session of a list, and where its details open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SessionRow {
    pub(super) it: Transcription,
    pub(super) href: String,
}

impl Row for SessionRow {
    fn id(&self) -> String {
        self.it.id.to_string()
    }

    fn name(&self) -> String {
        self.it.title()
    }

    fn href(&self) -> Option<String> {
        Some(self.href.clone())
    }
}

/// What people call it, as the way to its details.
pub(super) fn source(row: &SessionRow) -> Markup {
    let title = row.it.title();
    html! { a.name dir="auto" href=(row.href) title=(title) data-noscroll { (title) } }
}

/// Whose it is.
pub(super) fn customer(row: &SessionRow) -> Markup {
    let it = &row.it;
    let unnamed = || short_id(&it.customer.to_string());
    let name = it.customer_name.clone().unwrap_or_else(unnamed);
    html! { a.link dir="auto" href=(customer_href(it)) { (name) } }
}

/// The sessions of the customer alone.
pub(super) fn customer_href(it: &Transcription) -> String {
    format!("/customers/{}/transcriptions", it.customer)
}

pub(super) fn id(row: &SessionRow) -> Markup {
    let id = row.it.id.to_string();
    copy_cell(&id, &short_id(&id), t!("Session ID copied"))
}

pub(super) fn language(row: &SessionRow) -> Markup {
    spoken(&row.it.language)
}

pub(super) fn mode(row: &SessionRow) -> Markup {
    html! { (mode_words(row.it.mode)) }
}

pub(super) fn audio(row: &SessionRow) -> Markup {
    length(row.it.media_ms)
}

pub(super) fn billed(row: &SessionRow) -> Markup {
    length(row.it.billed_ms)
}

pub(super) fn status(row: &SessionRow) -> Markup {
    state(&row.it)
}

pub(super) fn token(row: &SessionRow) -> Markup {
    token_name(&row.it)
}

pub(super) fn created(row: &SessionRow) -> Markup {
    moment(row.it.created_at)
}

pub(super) fn started(row: &SessionRow) -> Markup {
    time(row.it.started_at)
}

pub(super) fn finished(row: &SessionRow) -> Markup {
    time(row.it.finished_at)
}

/// What went wrong, cut to its place.
pub(super) fn error(row: &SessionRow) -> Markup {
    html! {
        @if let Some(error) = &row.it.error { span dir="auto" title=(error) { (error) } }
    }
}

/// A language by its tag; its name, where it is known, for those who point at it.
pub(super) fn spoken(language: &SpokenLanguage) -> Markup {
    let is_unknown = *language == SpokenLanguage::unknown();
    html! {
        @if is_unknown { span.aside { (t!("Unknown")) } }
        @else { span title=[language_name(language)] { (language) } }
    }
}

/// How much audio; none is a dash.
pub(super) fn length(milliseconds: i64) -> Markup {
    html! {
        @if milliseconds > 0 { (duration(milliseconds)) } @else { span.aside { "–" } }
    }
}

/// Where it stands, and whether it does not get on.
pub(super) fn state(it: &Transcription) -> Markup {
    html! {
        span.session-state {
            (badge(tone(it.status), status_words(it.status)))
            @if it.is_stalled { " " (badge(Tone::Warn, t!("Stalled"))) }
        }
    }
}

/// What the token is called that began it.
pub(super) fn token_name(it: &Transcription) -> Markup {
    html! {
        @match &it.token_name {
            Some(name) => bdi { (name) },
            None => span.mono { (short_id(&it.token.to_string())) },
        }
    }
}

fn time(at: Option<Timestamp>) -> Markup {
    html! {
        @match at {
            Some(at) => (moment(at)),
            None => span.aside { "–" },
        }
    }
}

/// The word for a mode.
pub(crate) fn mode_words(mode: Mode) -> &'static str {
    match mode {
        Mode::Batch => t!("Batch"),
        Mode::Realtime => t!("Real-time"),
    }
}

/// The word for a status.
pub(super) fn status_words(status: TranscriptionStatus) -> &'static str {
    match status {
        TranscriptionStatus::Queued => t!("Queued"),
        TranscriptionStatus::Processing => t!("Processing"),
        TranscriptionStatus::Completed => t!("Completed"),
        TranscriptionStatus::Failed => t!("Failed"),
        TranscriptionStatus::Cancelled => t!("Cancelled"),
        TranscriptionStatus::Expired => t!("Expired"),
    }
}

const fn tone(status: TranscriptionStatus) -> Tone {
    match status {
        TranscriptionStatus::Queued | TranscriptionStatus::Cancelled => Tone::Off,
        TranscriptionStatus::Processing => Tone::Info,
        TranscriptionStatus::Completed => Tone::Ok,
        TranscriptionStatus::Failed => Tone::Danger,
        TranscriptionStatus::Expired => Tone::Warn,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::session;
    use super::*;

    #[test]
    fn what_programs_say_is_escaped() {
        let mut it = session(1);
        it.source_name = Some("<b>".into());
        it.error = Some("\"<i>".into());
        let row = SessionRow {
            it,
            href: "/x?a&b".into(),
        };
        let name =
            r#"<a class="name" dir="auto" href="/x?a&amp;b" title="&lt;b&gt;" data-noscroll>"#;
        assert!(source(&row).0.starts_with(name), "{}", source(&row).0);
        assert!(error(&row).0.contains("title=\"&quot;&lt;i&gt;\""));
    }

    #[test]
    fn a_silent_session_says_so_beside_its_state() {
        let mut it = session(1);
        assert!(!state(&it).0.contains("Stalled"));
        it.is_stalled = true;
        assert!(state(&it).0.contains("Stalled"));
    }
}
