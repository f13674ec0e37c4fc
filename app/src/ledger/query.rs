//! A ledger in the address bar.

use crate::list_query::{Asked, ListDialog, ListQuery};
use domain::ledger::{Bucket, LedgerFilter, LedgerListing, LedgerSort, Reason};
use domain::listing::PageRequest;
use form_urlencoded::Serializer;

/// What the address of a ledger says.
pub(super) type LedgerQuery = ListQuery<LedgerListing, Dialog>;

/// The dialogs of a ledger: each about the entry with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// Everything about it.
    Details(u64),
    /// Undoing it.
    Reverse(u64),
}

impl ListDialog for Dialog {
    type Id = u64;
    const ROW: &'static str = "entry";

    fn as_str(self) -> &'static str {
        match self {
            Self::Details(_) => "ledger-entry",
            Self::Reverse(_) => "reverse-entry",
        }
    }

    fn row(self) -> Option<u64> {
        match self {
            Self::Details(number) | Self::Reverse(number) => Some(number),
        }
    }

    fn all(row: Option<u64>) -> impl Iterator<Item = Self> {
        let of_row = [Self::Details, Self::Reverse];
        of_row.into_iter().filter_map(move |about| row.map(about))
    }
}

impl Asked for LedgerListing {
    type Sort = LedgerSort;

    fn take(&mut self, name: &str, value: &str) -> bool {
        let filter = &mut self.filter;
        match name {
            "bucket" => filter.bucket = Bucket::from_word(value),
            // A form with check boxes says a name once per box, a link once with commas.
            "reason" => {
                for reason in value.split(',').filter_map(Reason::from_word) {
                    if !filter.reasons.contains(&reason) {
                        filter.reasons.push(reason);
                    }
                }
            }
            "from" => filter.from = value.parse().ok(),
            "to" => filter.to = value.parse().ok(),
            _ => return false,
        }
        true
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let LedgerFilter {
            bucket,
            reasons,
            from,
            to,
        } = &self.filter;
        let reasons: Vec<_> = reasons.iter().map(|reason| reason.as_str()).collect();
        let pairs = [
            ("bucket", bucket.map(|bucket| bucket.as_str().to_owned())),
            ("reason", Some(reasons.join(","))),
            ("from", from.map(|day| day.to_string())),
            ("to", to.map(|day| day.to_string())),
        ];
        let given = pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        given.filter(|(_, value)| !value.is_empty()).collect()
    }

    fn page(&self) -> &PageRequest<LedgerSort> {
        &self.page
    }

    fn page_mut(&mut self) -> &mut PageRequest<LedgerSort> {
        &mut self.page
    }
}

/// Which entries an address asks for; those of a file are asked for in the same words.
pub fn ledger_from_query(query: &str) -> LedgerFilter {
    LedgerQuery::read("", query).listing.filter
}

/// The address of a file with the entries that pass a filter.
pub(super) fn file_href(path: &str, customer: Option<String>, listing: &LedgerListing) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(listing.pairs());
    query.extend_pairs(customer.map(|id| ("customer", id)));
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
        let address = "/console/billing?bucket=credits&reason=refill%2Creversal&from=2026-01-01\
            &to=2026-01-31&dir=asc&size=50&page=2&dialog=ledger-entry&entry=17";
        let query = LedgerQuery::read("/console/billing", address.split_once('?').unwrap().1);
        assert_eq!(query.href(), address);
        let first = query.changed(|listing| listing.filter = LedgerFilter::default());
        assert_eq!(first.href(), "/console/billing?dir=asc&size=50");
        let file = file_href("/ledger/export", Some("7".into()), &first.listing);
        assert_eq!(file, "/ledger/export?customer=7");
    }

    #[test]
    fn what_is_not_understood_is_absent() {
        let query = LedgerQuery::read("/x", "?bucket=gold&reason=x&reason=refill&dialog=balance");
        assert_eq!(query.href(), "/x?reason=refill");
        assert_eq!(
            LedgerQuery::read("/x", "dialog=ledger-entry&entry=a").href(),
            "/x"
        );
    }
}
