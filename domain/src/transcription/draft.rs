//! A session on the way in: as sent, and as valid.

use super::{Mode, SpokenLanguage};
use crate::field::{Field, FieldErrors, Issue};
use crate::text;

/// A session to begin, as a program sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TranscriptionDraft {
    /// `batch` or `realtime`, required.
    pub mode: String,
    /// A language tag; none is unknown.
    pub language: Option<String>,
    /// The name of the recording or stream.
    pub source_name: Option<String>,
    /// What the customer's own program calls it.
    pub external_id: Option<String>,
}

/// A session to begin, valid but not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTranscription {
    /// How it gets its audio.
    pub mode: Mode,
    /// What is spoken.
    pub language: SpokenLanguage,
    /// The name of the recording or stream.
    pub source_name: Option<String>,
    /// What the customer's own program calls it.
    pub external_id: Option<String>,
}

impl NewTranscription {
    /// The most characters of a source's name and of an external ID.
    pub const TEXT_MAX: u16 = 200;
}

impl TranscriptionDraft {
    /// Checks every field; all issues are reported together.
    pub fn parse(&self) -> Result<NewTranscription, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mode = errors.check(Field::Mode, mode(&self.mode));
        let language = self.language.as_deref().map(SpokenLanguage::parse);
        let language = language.unwrap_or_else(|| Ok(SpokenLanguage::unknown()));
        let language = errors.check(Field::Language, language);
        let source_name = errors.check(Field::SourceName, line(self.source_name.as_deref()));
        let external_id = errors.check(Field::ExternalId, line(self.external_id.as_deref()));
        match (mode, language, source_name, external_id) {
            (Some(mode), Some(language), Some(source_name), Some(external_id)) => {
                Ok(NewTranscription {
                    mode,
                    language,
                    source_name,
                    external_id,
                })
            }
            _ => Err(errors),
        }
    }
}

/// Reads a mode as a program sent it.
pub(crate) fn mode(word: &str) -> Result<Mode, Issue> {
    if word.is_empty() {
        return Err(Issue::Required);
    }
    Mode::from_word(word).ok_or_else(|| Issue::NotOneOf {
        choices: Mode::ALL.map(Mode::as_str).join(", "),
    })
}

/// One line of text, if there is one.
fn line(typed: Option<&str>) -> Result<Option<String>, Issue> {
    let line = typed.map(|typed| text::line(typed, NewTranscription::TEXT_MAX));
    match line.transpose() {
        Err(Issue::Required) => Ok(None),
        line => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_mode_has_to_be_said() {
        let draft = TranscriptionDraft {
            mode: "batch".into(),
            source_name: Some("  board meeting.wav ".into()),
            external_id: Some(String::new()),
            ..TranscriptionDraft::default()
        };
        let new = draft.parse().unwrap();
        assert_eq!(new.language, SpokenLanguage::unknown());
        assert_eq!(new.source_name.as_deref(), Some("board meeting.wav"));
        assert_eq!(new.external_id, None);
    }

    #[test]
    fn all_faults_are_reported_together() {
        let draft = TranscriptionDraft {
            mode: "live".into(),
            language: Some("dutch".into()),
            source_name: Some("x".repeat(201)),
            external_id: None,
        };
        let errors = draft.parse().unwrap_err();
        assert_eq!(errors.iter().count(), 3);
    }
}
