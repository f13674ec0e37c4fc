//! Countries, by the names they have in the language of the page.

use crate::words::words;
use domain::field::Issue;
use domain::phone::Country;

/// What a country is called.
pub(crate) fn country_name(country: Country) -> &'static str {
    words(country.name())
}

/// All countries, by name.
pub(crate) fn countries() -> Vec<Country> {
    let mut countries = Country::all().to_vec();
    countries.sort_by_cached_key(|country| order(country_name(*country)));
    countries
}

/// Those that a few typed letters or digits may mean.
pub(super) fn matching(typed: &str) -> Vec<Country> {
    let letters = typed.trim().to_lowercase();
    let mut countries = countries();
    countries.retain(|country| {
        country.matches(typed) || country_name(*country).to_lowercase().contains(&letters)
    });
    countries
}

/// The country that was typed: by its name here, or as [`Country::find`] reads it.
pub(super) fn find(typed: &str) -> Result<Country, Issue> {
    let name = typed.trim().to_lowercase();
    let mut all = Country::all().iter().copied();
    let by_name = all.find(|country| country_name(*country).to_lowercase() == name);
    by_name.map_or_else(|| Country::find(typed), Ok)
}

/// What a name is ordered by: letters with a mark stand where those without one do.
fn order(name: &str) -> String {
    let plain = |letter: char| match letter {
        'á' | 'â' | 'ä' | 'å' | 'ã' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_a_mark_stands_by_the_one_without() {
        let mut names = ["Zypern", "Ägypten", "Afghanistan", "Österreich", "Oman"];
        names.sort_by_key(|name| order(name));
        assert_eq!(
            names,
            ["Afghanistan", "Ägypten", "Oman", "Österreich", "Zypern"]
        );
    }

    #[cfg(feature = "ssr")]
    #[tokio::test]
    async fn a_country_has_a_name_in_every_language() {
        use crate::words::{is_known, speaking};
        use domain::language::Language;
        for country in Country::all() {
            assert!(is_known(country.name()), "{}", country.name());
        }
        let typed = async || find(" deutschland ").map(Country::code);
        assert_eq!(speaking(Language::German, typed()).await, Ok("DE"));
        assert_eq!(typed().await, Err(Issue::UnknownCountry));
        let first = async || matching("vereinigt").first().map(|it| country_name(*it));
        let found = speaking(Language::German, first()).await;
        assert_eq!(found, Some("Vereinigte Arabische Emirate"));
    }
}
