//! The audit log in the address bar.

use domain::audit::{AuditFilter, AuditKind};
use form_urlencoded::{Serializer, parse};

/// Reads a query string, with or without its question mark. What cannot be understood counts as
/// absent, so that no address ever fails.
pub fn filter_from_query(query: &str) -> AuditFilter {
    let mut filter = AuditFilter::default();
    for (key, value) in parse(query.trim_start_matches('?').as_bytes()) {
        let value = value.trim();
        let text = || value.chars().take(AuditFilter::TEXT_MAX).collect();
        match &*key {
            "who" => filter.who = text(),
            "customer" => filter.customer = text(),
            "kind" => filter.kind = AuditKind::from_word(value),
            "from" => filter.from = value.parse().ok(),
            "to" => filter.to = value.parse().ok(),
            _ => {}
        }
    }
    filter
}

/// Writes a filter behind a path: only what narrows it.
pub(super) fn href(path: &str, filter: &AuditFilter) -> String {
    let pairs = [
        ("who", filter.who.clone()),
        ("customer", filter.customer.clone()),
        ("kind", filter.kind.map_or("", AuditKind::as_str).to_owned()),
        (
            "from",
            filter.from.map(|day| day.to_string()).unwrap_or_default(),
        ),
        (
            "to",
            filter.to.map(|day| day.to_string()).unwrap_or_default(),
        ),
    ];
    let mut query = Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let address = "/audit?who=ana%40x.example&customer=b%40x.example&kind=user_invited\
            &from=2026-01-01&to=2026-01-31";
        let filter = filter_from_query(address.split_once('?').unwrap().1);
        assert_eq!(href("/audit", &filter), address);
        assert_eq!(
            filter_from_query("kind=nonsense&from=soon"),
            AuditFilter::default()
        );
        assert_eq!(href("/audit", &AuditFilter::default()), "/audit");
    }
}
