//! Which days the dashboard is about, in the address bar.

use domain::usage::UsageRange;
use form_urlencoded::parse;

/// The ranges that are offered.
pub(super) const RANGES: [UsageRange; 4] = [
    UsageRange::Last7,
    UsageRange::Last30,
    UsageRange::Last90,
    UsageRange::Last12Months,
];

/// Reads a query string, with or without its question mark. What cannot be understood counts as
/// absent, so that no address ever fails.
pub fn range_from_query(query: &str) -> UsageRange {
    let pairs = parse(query.trim_start_matches('?').as_bytes());
    let word = pairs.filter(|(key, _)| key == "range").last();
    let range = word.and_then(|(_, word)| UsageRange::from_word(&word));
    range
        .filter(|range| RANGES.contains(range))
        .unwrap_or_default()
}

/// The address of a page about some days.
pub(super) fn href(path: &str, range: UsageRange) -> String {
    match range.as_str() {
        Some(word) if range != UsageRange::default() => format!("{path}?range={word}"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for range in RANGES {
            let address = href("/", range);
            let query = address.strip_prefix('/').unwrap();
            assert_eq!(range_from_query(query), range);
        }
        assert_eq!(href("/", UsageRange::Last30), "/");
    }

    #[test]
    fn other_ranges_are_not_of_the_dashboard() {
        let last30 = UsageRange::Last30;
        assert_eq!(range_from_query("?range=this-month"), last30);
        assert_eq!(range_from_query("range=ever"), last30);
    }
}
