//! A person or an organisation in two letters.

use leptos::prelude::*;

/// The initials of a name, in a circle. Decoration: the name stands beside it.
#[component]
#[expect(
    clippy::needless_pass_by_value,
    reason = "a component owns what it shows"
)]
pub fn Avatar(
    /// Whose they are.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <span class="avatar" aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn the_first_and_the_last_word_count() {
        assert_eq!(initials("Sanne Visser"), "SV");
        assert_eq!(initials("Maria Fernández Ortega"), "MO");
        assert_eq!(initials("łukasz"), "Ł");
        assert_eq!(initials(" "), "");
    }
}
