//! Words on the server: of every language, by the request.

use super::dutch::DUTCH;
use super::german::GERMAN;
use super::{Table, look_up, table};
use crate::backend::Context;
use domain::language::Language;
use leptos::prelude::use_context;
use std::cell::Cell;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::pin;
use std::sync::LazyLock;

const _: () = assert!(
    table::is_sorted(GERMAN) && table::is_sorted(DUTCH) && table::are_alike(GERMAN, DUTCH),
    "a table of words is out of order, or lacks what the other one has"
);

thread_local! {
    /// The language of the request that this thread is at work on.
    static LANGUAGE: Cell<Option<Language>> = const { Cell::new(None) };
}

/// Has everything that a future says said in a language, on whichever threads it runs. Nothing has
/// to pass the language on, and nothing can forget to.
pub async fn speaking<F: Future>(language: Language, future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|context| in_language(language, || future.as_mut().poll(context))).await
}

/// The same for what is done at once.
pub(crate) fn in_language<T>(language: Language, work: impl FnOnce() -> T) -> T {
    /// Gives the thread back its language, after a panic as well.
    struct Before(Option<Language>);
    impl Drop for Before {
        fn drop(&mut self) {
            LANGUAGE.set(self.0);
        }
    }
    let _before = Before(LANGUAGE.replace(Some(language)));
    work()
}

/// The language of the request; English where there is none.
pub fn language() -> Language {
    // What a page waits for goes on in a task of its own, which knows the context of the request.
    let language = LANGUAGE
        .get()
        .or_else(|| use_context::<Context>().map(|context| context.language));
    language.unwrap_or_default()
}

/// Words in the language of the request.
pub(crate) fn words(english: &'static str) -> &'static str {
    look_up(table_of(language()), english)
}

/// Whether every language has words for something English.
pub(crate) const fn is_known(english: &str) -> bool {
    table::has(GERMAN, english)
}

const fn table_of(language: Language) -> &'static Table {
    match language {
        Language::English => &[],
        Language::German => GERMAN,
        Language::Dutch => DUTCH,
    }
}

/// What gives a page in the browser its words.
#[derive(Debug)]
pub struct Script {
    /// The language.
    language: Language,
    /// Where the page finds it: an address that changes with the words.
    pub path: String,
    /// JavaScript that sets the global `words`: each line of English with what is said for it on
    /// the next line.
    pub text: String,
}

static SCRIPTS: LazyLock<Vec<Script>> = LazyLock::new(|| {
    let languages = Language::ALL.into_iter();
    languages.filter_map(Script::of).collect()
});

/// The words of a language for the browser. English needs none.
pub fn script(language: Language) -> Option<&'static Script> {
    SCRIPTS.iter().find(|script| script.language == language)
}

/// Where the browser finds the words of a language.
pub(crate) fn script_path(language: Language) -> Option<&'static str> {
    script(language).map(|script| script.path.as_str())
}

impl Script {
    fn of(language: Language) -> Option<Self> {
        let table = table_of(language);
        if table.is_empty() {
            return None;
        }
        let lines: Vec<&str> = table
            .iter()
            .flat_map(|(english, said)| [*english, *said])
            .collect();
        // Text is written in JSON as in JavaScript (ECMA-262, 12.9.4).
        let words = serde_json::Value::from(lines.join("\n"));
        let text = format!("self.words={words}");
        let mut hash = DefaultHasher::new();
        text.hash(&mut hash);
        let path = format!("/words/{}.{:016x}.js", language.code(), hash.finish());
        Some(Self {
            language,
            path,
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::fill::{Part, parts};
    use crate::words::t;

    #[test]
    fn words_are_said_in_the_language_spoken() {
        let cancel = || t!("Cancel");
        assert_eq!(cancel(), "Cancel");
        assert_eq!(in_language(Language::German, cancel), "Abbrechen");
        let nested = in_language(Language::German, || {
            let inner = in_language(Language::Dutch, cancel);
            (inner, cancel())
        });
        assert_eq!(nested, ("Annuleren", "Abbrechen"));
        assert_eq!(in_language(Language::English, cancel), "Cancel");
        assert_eq!(cancel(), "Cancel");
    }

    #[test]
    fn a_translation_has_the_places_of_the_english() {
        let places = |text| {
            let mut places: Vec<_> = parts(text)
                .into_iter()
                .filter(|part| matches!(part, Part::Place(_)))
                .collect();
            places.sort();
            places
        };
        for (english, said) in GERMAN.iter().chain(DUTCH) {
            assert_eq!(places(english), places(said), "{english}");
        }
    }

    #[test]
    fn a_translation_begins_and_ends_as_the_english_does() {
        let is_space = |it: Option<char>| it.is_some_and(char::is_whitespace);
        let spaces = |text: &str| (is_space(text.chars().next()), is_space(text.chars().last()));
        let end = |text: &str| text.chars().last().filter(|it| ".:?!…,".contains(*it));
        for (english, said) in GERMAN.iter().chain(DUTCH) {
            assert_eq!(spaces(english), spaces(said), "{english}");
            // A word may be an abbreviation in one language alone.
            let is_short = end(english).is_none() && end(said) == Some('.');
            assert!(is_short || end(english) == end(said), "{english}: {said}");
            assert!(!english.contains('\n') && !said.contains('\n'), "{english}");
        }
    }

    #[test]
    fn the_browser_is_sent_what_it_needs() {
        assert!(script(Language::English).is_none());
        let german = script(Language::German).unwrap();
        assert!(german.text.contains("Cancel\\nAbbrechen"));
        assert!(german.path.starts_with("/words/de."));
        assert_ne!(german.path, script(Language::Dutch).unwrap().path);
    }
}
