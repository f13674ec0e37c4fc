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
    by_name(Country::all().iter().copied())
}

/// Those that a few typed letters or digits may mean.
pub(super) fn matching(typed: &str) -> Vec<Country> {
    let letters = typed.trim().to_lowercase();
    by_name(Country::all().iter().copied().filter(|country| {
        country.matches(typed) || country_name(*country).to_lowercase().contains(&letters)
    }))
}

fn by_name(countries: impl Iterator<Item = Country>) -> Vec<Country> {
    let mut countries: Vec<_> = countries.collect();
    countries.sort_by_cached_key(|country| order(country_name(*country)));
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
    #[test]
    fn a_country_has_a_name_in_every_language() {
        use crate::words::{in_language, is_known};
        use domain::language::Language;
        for country in Country::all() {
            assert!(is_known(country.name()), "{}", country.name());
        }
        let typed = || find(" deutschland ").map(Country::code);
        assert_eq!(in_language(Language::German, typed), Ok("DE"));
        assert_eq!(typed(), Err(Issue::UnknownCountry));
        let first = || matching("vereinigt").first().map(|it| country_name(*it));
        let found = in_language(Language::German, first);
        assert_eq!(found, Some("Vereinigte Arabische Emirate"));
    }
}
