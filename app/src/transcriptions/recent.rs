//! The latest sessions in short, beside other things.

use super::cells::{length, mode_words, state};
use super::query::{Place, TranscriptionsQuery};
use crate::ui::{Markup, html, moment};
use domain::transcription::Transcription;

/// Some sessions as a list. Their details open on the page with all of them, at `base`.
pub(crate) fn recent(base: &str, sessions: &[Transcription]) -> Markup {
    let place = Place {
        base: base.to_owned(),
        is_of_all: false,
    };
    let details = TranscriptionsQuery::read(&place, "").details_href();
    html! {
        ul.part-list { @for session in sessions { (row(&details, session)) } }
    }
}

fn row(details: &str, session: &Transcription) -> Markup {
    html! {
        li {
            div {
                a dir="auto" href={ (details) (session.id) } { (session.title()) }
                p { (moment(session.created_at)) " · " (mode_words(session.mode)) }
            }
            (length(session.media_ms))
            (state(session))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::session;
    use super::*;

    #[test]
    fn each_leads_to_its_details() {
        let first = session(1);
        let html = recent("/console/transcriptions", std::slice::from_ref(&first)).0;
        let href = format!(
            "/console/transcriptions?dialog=session&amp;session={}",
            first.id
        );
        assert!(html.contains(&href), "{html}");
    }
}
