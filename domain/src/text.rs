//! What is done to every text a person types before it is looked at.

use crate::field::Issue;

/// Unicode normalisation form C: one spelling for letters that can be written in two ways
/// (Unicode Standard Annex #15).
#[cfg(not(target_family = "wasm"))]
pub fn nfc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}

/// Unicode normalisation form C, by the browser's own tables.
#[cfg(target_family = "wasm")]
pub fn nfc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// Trims and normalises a line of text and refuses what no line may hold.
///
/// `max` counts Unicode scalar values after normalisation. An empty line is `Issue::Required`.
pub fn line(text: &str, max: u16) -> Result<String, Issue> {
    let text = nfc(text.trim());
    if text.is_empty() {
        return Err(Issue::Required);
    }
    if text.chars().any(char::is_control) {
        return Err(Issue::ControlCharacter);
    }
    if text.chars().count() > usize::from(max) {
        return Err(Issue::TooLong { max });
    }
    Ok(text)
}
