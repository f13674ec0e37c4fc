//! Which rows are chosen.

use std::collections::BTreeSet;

/// The chosen rows, by ID. They stay chosen from page to page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    ids: BTreeSet<String>,
}

impl Selection {
    /// Whether a row is chosen.
    pub fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// How many rows are chosen.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether no row is chosen.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The IDs, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// Chooses a row, or no longer.
    pub fn set(&mut self, id: &str, chosen: bool) {
        if chosen {
            self.ids.insert(id.to_owned());
        } else {
            self.ids.remove(id);
        }
    }

    /// Chooses no row any more.
    pub fn clear(&mut self) {
        self.ids.clear();
    }
}

/// The IDs from one to another in the order of the rows; only the second one if the first is not
/// among them.
pub(super) fn range<'a>(rows: &'a [String], from: Option<&str>, to: &'a str) -> &'a [String] {
    let at = |id: &str| rows.iter().position(|row| row == id);
    let Some(to) = at(to) else { return &[] };
    let from = from.and_then(at).unwrap_or(to);
    rows.get(from.min(to)..=from.max(to)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_goes_both_ways() {
        let rows = ["a", "b", "c", "d"].map(String::from);
        assert_eq!(range(&rows, Some("b"), "d"), ["b", "c", "d"]);
        assert_eq!(range(&rows, Some("d"), "c"), ["c", "d"]);
        assert_eq!(range(&rows, None, "c"), ["c"]);
        assert_eq!(range(&rows, Some("gone"), "c"), ["c"]);
    }
}
