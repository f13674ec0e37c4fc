//! Which part of what needs attention is shown, in the address bar.

use domain::dashboard::{AttentionKind, AttentionQuery};
use domain::listing::PageSize;
use form_urlencoded::{Serializer, parse};

/// The page that it stands on.
pub(super) const PATH: &str = "/attention";

/// What the address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AttentionAddress {
    /// Only of this kind.
    pub(super) kind: Option<AttentionKind>,
    /// Which page, from 1.
    page: u32,
    /// How many on a page.
    pub(super) size: PageSize,
}

impl AttentionAddress {
    /// Reads a query string, with or without its question mark. What cannot be understood counts as
    /// absent.
    pub(super) fn read(query: &str) -> Self {
        let mut address = Self {
            kind: None,
            page: 1,
            size: PageSize::default(),
        };
        for (key, value) in parse(query.trim_start_matches('?').as_bytes()) {
            let number = value.parse::<u32>().ok();
            match &*key {
                "kind" => address.kind = AttentionKind::from_word(&value),
                "page" => address.page = number.unwrap_or(1).max(1),
                "size" => {
                    let size = number.and_then(|rows| PageSize::try_from(rows).ok());
                    address.size = size.unwrap_or_default();
                }
                _ => {}
            }
        }
        address
    }

    /// What is asked for.
    pub(super) const fn asked(self) -> AttentionQuery {
        AttentionQuery {
            kind: self.kind,
            page: self.page,
            rows: self.size.rows(),
        }
    }

    /// The address.
    pub(super) fn href(self) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(self.kept());
        if self.page > 1 {
            query.append_pair("page", &self.page.to_string());
        }
        match query.finish() {
            query if query.is_empty() => PATH.to_owned(),
            query => format!("{PATH}?{query}"),
        }
    }

    /// The same of one kind, or of all, from the first page.
    pub(super) const fn of(self, kind: Option<AttentionKind>) -> Self {
        Self {
            kind,
            page: 1,
            ..self
        }
    }

    /// A page of the same.
    pub(super) const fn on_page(self, page: u32, size: PageSize) -> Self {
        Self { page, size, ..self }
    }

    /// All but the page.
    pub(super) fn kept(self) -> Vec<(String, String)> {
        let kind = self.kind.map(|kind| ("kind", kind.as_str().to_owned()));
        let size =
            (self.size != PageSize::default()).then(|| ("size", self.size.rows().to_string()));
        let pairs = [kind, size].into_iter().flatten();
        pairs.map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for address in ["/attention", "/attention?kind=tokens&size=50&page=3"] {
            let query = address.strip_prefix(PATH).unwrap_or_default();
            assert_eq!(AttentionAddress::read(query).href(), address);
        }
        assert_eq!(AttentionAddress::read("kind=x&page=0&size=7").href(), PATH);
    }
}
