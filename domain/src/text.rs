//! What is done to every text a person types before it is looked at.

use crate::field::Issue;
use std::borrow::Cow;

/// Unicode normalisation form C: one spelling for letters that can be written in two ways
/// (Unicode Standard Annex #15).
#[cfg(not(target_family = "wasm"))]
pub fn nfc(text: &str) -> Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    // Plain ASCII is its own normal form, and most of what programs send is.
    if text.is_ascii() {
        return text.into();
    }
    text.nfc().collect()
}

/// Unicode normalisation form C, by the browser's own tables.
#[cfg(target_family = "wasm")]
pub fn nfc(text: &str) -> Cow<'_, str> {
    String::from(js_sys::JsString::from(text).normalize("NFC")).into()
}

/// Trims and normalises text of several lines and refuses what no text may hold. Lines end as
/// Unix ends them, and none at the margins is empty.
///
/// `max` counts Unicode scalar values after normalisation, also those of the margins, as whoever
/// describes a field by its length does. Empty text is `Issue::Required`.
pub fn lines(text: &str, max: u16) -> Result<String, Issue> {
    kept(&nfc(text).replace("\r\n", "\n"), max, |it| it == '\n')
}

/// The same for text that may be empty.
pub fn optional_lines(text: &str, max: u16) -> Result<String, Issue> {
    match lines(text, max) {
        Err(Issue::Required) => Ok(String::new()),
        outcome => outcome,
    }
}

/// Trims and normalises a line of text and refuses what no line may hold.
///
/// `max` counts as it does for several lines. An empty line is `Issue::Required`.
pub fn line(text: &str, max: u16) -> Result<String, Issue> {
    kept(&nfc(text), max, |_| false)
}

/// What is kept of a text: all but its margins.
fn kept(text: &str, max: u16, is_taken: impl Fn(char) -> bool) -> Result<String, Issue> {
    if text.chars().count() > usize::from(max) {
        return Err(Issue::TooLong { max });
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(Issue::Required);
    }
    if text.chars().any(|it| it.is_control() && !is_taken(it)) {
        return Err(Issue::ControlCharacter);
    }
    Ok(text.to_owned())
}
