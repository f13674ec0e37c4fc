//! What is checked of the tables when the server is compiled.

use super::Table;

/// Whether a table has words for something English.
pub(super) const fn has(table: &Table, english: &str) -> bool {
    let (mut from, mut to) = (0, table.len());
    while from < to {
        let at = usize::midpoint(from, to);
        if is_before(table[at].0, english) {
            from = at + 1;
        } else {
            to = at;
        }
    }
    from < table.len() && !is_before(english, table[from].0)
}

/// Whether a table can be searched: in order, and nothing twice.
pub(super) const fn is_sorted(table: &Table) -> bool {
    let mut at = 1;
    while at < table.len() {
        if !is_before(table[at - 1].0, table[at].0) {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether two sorted tables have words for the same.
pub(super) const fn are_alike(one: &Table, other: &Table) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if is_before(one[at].0, other[at].0) || is_before(other[at].0, one[at].0) {
            return false;
        }
        at += 1;
    }
    true
}

/// The order of `str`, by bytes, which the standard library has for the running program only.
const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &Table = &[
        ("Cancel", "Abbrechen"),
        ("Name", "Name"),
        ("Names", "Namen"),
    ];

    #[test]
    fn what_is_there_is_found() {
        for (english, _) in TABLE {
            assert!(has(TABLE, english), "{english}");
        }
        for english in ["", "Can", "Cancels", "Nam", "Z"] {
            assert!(!has(TABLE, english), "{english}");
        }
        assert!(!has(&[], "Name"));
    }

    #[test]
    fn faults_of_tables_are_seen() {
        assert!(is_sorted(TABLE) && are_alike(TABLE, TABLE));
        assert!(!is_sorted(&[("b", ""), ("a", "")]));
        assert!(!is_sorted(&[("a", ""), ("a", "")]));
        assert!(!are_alike(TABLE, &TABLE[1..]));
        assert!(!are_alike(&[("a", "")], &[("b", "")]));
    }
}
