//! A searched list with its dialogs in the address bar. It stands on several pages, so that its
//! address begins with the page it stands on.

use crate::address::{PageReader, page_pairs};
use domain::customer::CustomerFilter;
use domain::listing::{Direction, Listing, PageSize, Sort};
use form_urlencoded::{Serializer, parse};
use std::fmt::Display;
use std::str::FromStr;

/// A dialog of a list, which may be about one of its rows.
pub(crate) trait ListDialog: Copy {
    /// The ID of a row.
    type Id: Copy + Display + FromStr;
    /// What the row of a dialog is called in the address.
    const ROW: &'static str;

    /// The word for it in the address.
    fn as_str(self) -> &'static str;

    /// The row it is about.
    fn row(self) -> Option<Self::Id>;

    /// All dialogs that there are, about a row or about none.
    fn all(row: Option<Self::Id>) -> impl Iterator<Item = Self>;
}

/// What the address of a list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListQuery<S: Sort, D> {
    /// The page it stands on.
    base: String,
    /// Which rows, in which order.
    pub(crate) listing: Listing<S>,
    /// Which dialog is open.
    pub(crate) dialog: Option<D>,
}

impl<S: Sort, D: ListDialog> ListQuery<S, D> {
    /// Reads the query string of a page, with or without its question mark.
    pub(crate) fn read(base: &str, query: &str) -> Self {
        let mut page = PageReader::new();
        let (mut search, mut dialog, mut row) = (String::new(), None, None);
        for (key, value) in parse(query.trim_start_matches('?').as_bytes()) {
            match (&*key, value.trim()) {
                ("q", words) => search = words.chars().take(CustomerFilter::SEARCH_MAX).collect(),
                ("dialog", word) => dialog = Some(word.to_owned()),
                (key, id) if key == D::ROW => row = id.parse().ok(),
                (key, value) => page.take(key, value),
            }
        }
        Self {
            base: base.to_owned(),
            listing: Listing {
                search,
                page: page.finish(),
            },
            dialog: dialog.and_then(|word| D::all(row).find(|dialog| dialog.as_str() == word)),
        }
    }

    /// The page that the list stands on.
    pub(crate) fn base(&self) -> String {
        self.base.clone()
    }

    /// The address.
    pub(crate) fn href(&self) -> String {
        let mut query = Serializer::new(String::new());
        for (key, value) in self.pairs() {
            query.append_pair(key, &value);
        }
        match query.finish() {
            query if query.is_empty() => self.base(),
            query => format!("{}?{query}", self.base),
        }
    }

    /// The same list in another order, from its first page.
    pub(crate) fn sorted(&self, sort: S, direction: Direction) -> Self {
        let mut query = self.with_dialog(None);
        query.listing.page.sort = sort;
        query.listing.page.direction = direction;
        query.listing.page.page = 1;
        query
    }

    /// A page of the same list.
    pub(crate) fn on_page(&self, page: u32, size: PageSize) -> Self {
        let mut query = self.with_dialog(None);
        query.listing.page.page = page;
        query.listing.page.size = size;
        query
    }

    /// The same page with a dialog open, or with none.
    pub(crate) fn with_dialog(&self, dialog: impl Into<Option<D>>) -> Self {
        Self {
            dialog: dialog.into(),
            ..self.clone()
        }
    }

    /// What a form that sets a name itself keeps of the address. It leads to a first page.
    pub(crate) fn kept_without(&self, name: &str) -> Vec<(String, String)> {
        let size = self.listing.page.size;
        let kept = self.on_page(1, size).pairs().into_iter();
        kept.filter(|(key, _)| *key != name)
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.listing.search.is_empty() {
            pairs.push(("q", self.listing.search.clone()));
        }
        pairs.extend(page_pairs(&self.listing.page));
        if let Some(dialog) = self.dialog {
            pairs.push(("dialog", dialog.as_str().to_owned()));
            pairs.extend(dialog.row().map(|row| (D::ROW, row.to_string())));
        }
        pairs
    }
}
