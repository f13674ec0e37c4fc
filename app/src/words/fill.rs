//! Sentences with places to fill in.

use crate::ui::{Erase, Markup, html};
use leptos::prelude::AnyView;
use std::fmt::{Display, Write};

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part<'a> {
    /// Text, as it is.
    Text(&'a str),
    /// The name of what goes here.
    Place(&'a str),
}

/// The parts of `Go to {page}.`.
pub(super) fn parts(sentence: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for piece in sentence.split_inclusive('}') {
        match piece.strip_suffix('}').and_then(|it| it.split_once('{')) {
            Some((text, place)) => parts.extend([Part::Text(text), Part::Place(place)]),
            None => parts.push(Part::Text(piece)),
        }
    }
    parts.retain(|part| *part != Part::Text(""));
    parts
}

/// The sentence with values in its places. What a value says is never taken for a place.
#[inline(never)]
pub(crate) fn fill(sentence: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(sentence.len());
    for part in parts(sentence) {
        match part {
            Part::Text(part) => text.push_str(part),
            Part::Place(place) => {
                if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
                    // Writing to a string cannot fail.
                    let _ = write!(text, "{value}");
                }
            }
        }
    }
    text
}

/// The sentence with views in its places.
#[inline(never)]
pub(crate) fn sentence(text: &'static str, mut views: Vec<(&str, AnyView)>) -> Vec<AnyView> {
    let part = |part| match part {
        Part::Text(text) => Some(text.erase()),
        Part::Place(place) => {
            let at = views.iter().position(|(name, _)| *name == place)?;
            Some(views.swap_remove(at).1)
        }
    };
    parts(text).into_iter().filter_map(part).collect()
}

/// The sentence with markup in its places.
pub(crate) fn sentence_html(text: &str, values: &[(&str, Markup)]) -> Markup {
    html! {
        @for part in parts(text) {
            @match part {
                Part::Text(part) => (part),
                Part::Place(place) => {
                    @for (_, value) in values.iter().filter(|(name, _)| *name == place) { (value) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in() {
        let filled = fill(
            "{who} invites you to {what}.",
            &[("what", &7), ("who", &"Ana")],
        );
        assert_eq!(filled, "Ana invites you to 7.");
        assert_eq!(fill("Cancel", &[]), "Cancel");
    }

    #[test]
    fn a_value_is_no_sentence() {
        let filled = fill("{a} and {b}", &[("a", &"{b}"), ("b", &"}{")]);
        assert_eq!(filled, "{b} and }{");
    }

    #[test]
    fn text_between_places_stays_together() {
        use Part::{Place, Text};
        assert_eq!(parts("{a}{b}"), [Place("a"), Place("b")]);
        assert_eq!(parts("To {a}."), [Text("To "), Place("a"), Text(".")]);
        assert_eq!(parts(""), []);
    }
}
