//! Understanding what was typed into the search box.

use super::source::Source;
use crate::fold::fold;
use domain::customer::CustomerFilter;
use sea_orm::prelude::Uuid;

/// What a search can mean, most special first. The first meaning that finds anything is taken, or
/// the last one.
pub(crate) fn meanings(typed: &str, is_small: bool) -> Vec<Source> {
    let typed: String = typed
        .trim()
        .chars()
        .take(CustomerFilter::SEARCH_MAX)
        .collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut meanings = Vec::new();
    meanings.extend(id(&typed));
    if typed.contains('@') {
        meanings.push(Source::Emails(typed.to_ascii_lowercase()));
    }
    meanings.push(phone(&typed).unwrap_or_else(|| text(&typed, is_small)));
    meanings
}

/// A UUID, or eight or more characters of one, hyphens not counted.
fn id(typed: &str) -> Option<Source> {
    let digits: String = typed
        .chars()
        .filter(|character| *character != '-')
        .collect();
    let is_id = (8..=32).contains(&digits.len())
        && digits.contains(|character: char| character.is_ascii_digit())
        && digits
            .chars()
            .all(|character| character.is_ascii_hexdigit());
    if !is_id {
        return None;
    }
    Some(Source::Ids {
        low: Uuid::try_parse(&format!("{digits:0<32}")).ok()?,
        high: Uuid::try_parse(&format!("{digits:f<32}")).ok()?,
    })
}

/// Part of a phone number as anybody may write it: the leading zeros of national and international
/// writing are not in the stored number.
fn phone(typed: &str) -> Option<Source> {
    let is_phone = typed
        .chars()
        .all(|character| character.is_ascii_digit() || " +-()./".contains(character));
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (is_phone && digits.len() >= 3).then(|| Source::Words(vec![digits.to_owned()]))
}

/// Words, all of which have to occur. Trigrams do not know shorter ones than three characters, so
/// a big tenant finds these at the beginning of names only.
fn text(typed: &str, is_small: bool) -> Source {
    let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
    let is_short = |word: &String| word.chars().count() < 3;
    if !is_small && words.iter().all(is_short) {
        Source::Names(words.join(" "))
    } else {
        Source::Words(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Source {
        Source::Words(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn words_are_folded_and_all_of_them_count() {
        assert_eq!(
            meanings("  Übung GmbH ", false),
            [words(&["ubung", "gmbh"])]
        );
        assert_eq!(meanings("  ", false), []);
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        assert_eq!(meanings("020 62", false), [words(&["2062"])]);
        assert_eq!(meanings("+31 (0)", false), [words(&["310"])]);
        assert_eq!(meanings("0031-206", false), [words(&["31206"])]);
    }

    #[test]
    fn the_beginning_of_an_id_may_also_be_a_number() {
        let meanings = meanings("01890a5d", false);
        assert!(matches!(
            meanings.as_slice(),
            [Source::Ids { .. }, Source::Words(_)]
        ));
        assert!(matches!(
            super::meanings("feedface", false).as_slice(),
            [Source::Words(_)]
        ));
    }

    #[test]
    fn an_address_is_looked_for_from_its_beginning_first() {
        let meanings = meanings("Info@", false);
        assert_eq!(
            meanings,
            [Source::Emails("info@".into()), words(&["info@"])]
        );
    }

    #[test]
    fn short_fragments_are_looked_for_inside_when_there_are_few_customers() {
        assert_eq!(meanings("会社", true), [words(&["会社"])]);
        assert_eq!(meanings("会社", false), [Source::Names("会社".into())]);
    }
}
