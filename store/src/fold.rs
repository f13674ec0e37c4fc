//! Folding: what names are sorted and found by, alike on both databases.

use sea_orm::sea_query::LikeExpr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most bytes of a sort key. An index entry of PostgreSQL ends at 2,704 bytes, and nobody
/// compares names beyond this.
const KEY_MAX: usize = 600;

/// Lower case, without diacritics: `Übung` becomes `ubung`.
pub(crate) fn fold(text: &str) -> String {
    text.nfd()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|character| !is_combining_mark(*character))
        .collect()
}

/// The folded text, cut to what an index can hold.
pub(crate) fn key(text: &str) -> String {
    let mut key = fold(text);
    key.truncate(key.floor_char_boundary(KEY_MAX));
    key
}

/// What finds a folded word anywhere in a folded text, however it is written.
pub(crate) fn like(word: &str) -> LikeExpr {
    let mut escaped = String::with_capacity(word.len() + 2);
    escaped.push('%');
    for character in word.chars() {
        if matches!(character, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped.push('%');
    LikeExpr::new(escaped).escape('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_diacritics_do_not_count() {
        assert_eq!(fold("ÜBUNG Été"), "ubung ete");
        assert_eq!(fold("e\u{301}"), fold("é"));
        assert_eq!(fold("İstanbul"), "istanbul");
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(fold("株式会社"), "株式会社");
        assert_eq!(fold("שלום"), "שלום");
    }

    #[test]
    fn a_key_ends_between_characters() {
        assert_eq!(key(&"株".repeat(400)).len(), 600);
    }
}
