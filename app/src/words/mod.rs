//! The words of the product, in every language.
//!
//! They stand where they are used, in English: `t!("New customer")`. A table for each other
//! language says the same in that one; a word that a table lacks does not compile. The server has
//! all tables. The browser is sent the one of its page (see `script`), so that the WebAssembly is
//! the same, and no larger, in every language.

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
mod currencies;
#[cfg(feature = "ssr")]
mod dutch;
mod fill;
#[cfg(feature = "ssr")]
mod german;
#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
mod table;

#[cfg(not(feature = "ssr"))]
pub(crate) use browser::{language, script_path, words};
#[cfg(feature = "ssr")]
pub(crate) use currencies::currency_name;
pub(crate) use fill::{fill, sentence, sentence_html};
#[cfg(all(test, feature = "ssr"))]
pub(crate) use server::in_language;
#[cfg(feature = "ssr")]
pub use server::{Script, language, script, speaking};
#[cfg(feature = "ssr")]
pub(crate) use server::{is_known, script_path, words};

use domain::language::Language;

/// What is English beside what is said in another language, in the order of the English.
type Table = [(&'static str, &'static str)];

/// What a table says for something English; what it lacks stays English.
fn look_up(table: &Table, english: &'static str) -> &'static str {
    let at = table.binary_search_by(|(key, _)| (*key).cmp(english)).ok();
    at.and_then(|at| table.get(at))
        .map_or(english, |(_, said)| said)
}

/// A heading amid a sentence: without its capital, which only German nouns keep.
pub(crate) fn amid_sentence(heading: &str) -> String {
    match language() {
        Language::German => heading.to_owned(),
        Language::English | Language::Dutch => heading.to_lowercase(),
    }
}

/// Words in the language of the page: `t!("Cancel")`. With values for what stands in braces, a
/// `String`: `t!("{name} is active", name = customer.name)`.
macro_rules! t {
    ($english:literal) => {
        $crate::words::words($crate::words::word!($english))
    };
    ($english:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::fill(
            $crate::words::t!($english),
            &[$((stringify!($name), &$value as &dyn std::fmt::Display)),+],
        )
    };
}

/// The same with views for what stands in braces: `t_view!("Go to {page}.", page = link)`.
macro_rules! t_view {
    ($english:literal, $($name:ident = $view:expr),+ $(,)?) => {
        $crate::words::sentence(
            $crate::words::t!($english),
            vec![$((stringify!($name), $crate::ui::Erase::erase($view))),+],
        )
    };
}

/// The same with markup for what stands in braces.
macro_rules! t_html {
    ($english:literal, $($name:ident = $markup:expr),+ $(,)?) => {
        $crate::words::sentence_html(
            $crate::words::t!($english),
            &[$((stringify!($name), $markup)),+],
        )
    };
}

/// Words for a constant, which knows no language: to be given to [`words`] where they are shown.
macro_rules! word {
    ($english:literal) => {{
        #[cfg(feature = "ssr")]
        const _: () = assert!(
            $crate::words::is_known($english),
            "{}",
            concat!("the tables of app/src/words lack: ", $english)
        );
        $english
    }};
}

pub(crate) use {t, t_html, t_view, word};
