//! Words in the browser: of the page's language, which stays what it is for as long as the page
//! does.

use super::{Table, look_up};
use domain::language::Language;
use leptos::prelude::document;

thread_local! {
    static SPOKEN: (Language, Vec<(&'static str, &'static str)>) = {
        let root = document().document_element();
        let code = root.and_then(|root| root.get_attribute("lang"));
        let language = code.and_then(|code| Language::by_code(&code));
        (language.unwrap_or_default(), table().unwrap_or_default())
    };
}

/// The table that the page has brought; none in English.
fn table() -> Option<Vec<(&'static str, &'static str)>> {
    let words = js_sys::Reflect::get(&js_sys::global(), &"words".into()).ok()?;
    let text: &'static str = words.as_string()?.leak();
    let mut lines = text.split('\n');
    let pair = || Some((lines.next()?, lines.next()?));
    Some(std::iter::from_fn(pair).collect())
}

/// Where the browser finds the words of a language: the document is the server's.
pub(crate) const fn script_path(_language: Language) -> Option<&'static str> {
    None
}

/// The language of the page.
pub(crate) fn language() -> Language {
    SPOKEN.with(|(language, _)| *language)
}

/// Words in the language of the page. Called at every word: its code is not to stand there.
#[inline(never)]
pub(crate) fn words(english: &'static str) -> &'static str {
    SPOKEN.with(|(_, table): &(_, Vec<_>)| look_up(table as &Table, english))
}
