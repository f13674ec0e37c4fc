//! A list with its dialogs in the address bar. It stands on several pages, so that its address begins
//! with the page it stands on.

use crate::address::{PageReader, page_pairs};
use domain::customer::CustomerFilter;
use domain::listing::{Direction, Listing, PageRequest, PageSize, Sort};
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

/// Which rows a list shows, in which order, as its address says it.
pub(crate) trait Asked: Clone + Default {
    /// What the list can be sorted by.
    type Sort: Sort;

    /// Takes a name of the address, if it is about which rows. What cannot be understood counts as
    /// absent, so that no address ever fails.
    fn take(&mut self, name: &str, value: &str) -> bool;

    /// Names and values that are taken so: only what narrows the list.
    fn pairs(&self) -> Vec<(&'static str, String)>;

    /// Which page of it.
    fn page(&self) -> &PageRequest<Self::Sort>;

    /// Which page of it, to be changed.
    fn page_mut(&mut self) -> &mut PageRequest<Self::Sort>;
}

impl<S: Sort> Asked for Listing<S> {
    type Sort = S;

    fn take(&mut self, name: &str, value: &str) -> bool {
        if name == "q" {
            self.search = value.chars().take(CustomerFilter::SEARCH_MAX).collect();
        }
        name == "q"
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let is_searched = !self.search.is_empty();
        let search = is_searched.then(|| ("q", self.search.clone()));
        search.into_iter().collect()
    }

    fn page(&self) -> &PageRequest<S> {
        &self.page
    }

    fn page_mut(&mut self) -> &mut PageRequest<S> {
        &mut self.page
    }
}

/// What the address of a list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListQuery<L, D> {
    /// The page it stands on.
    base: String,
    /// Which rows, in which order.
    pub(crate) listing: L,
    /// Which dialog is open.
    pub(crate) dialog: Option<D>,
}

impl<L: Asked, D: ListDialog> ListQuery<L, D> {
    /// Reads the query string of a page, with or without its question mark.
    pub(crate) fn read(base: &str, query: &str) -> Self {
        let (mut listing, mut page) = (L::default(), PageReader::new());
        let (mut dialog, mut row) = (None, None);
        for (name, value) in parse(query.trim_start_matches('?').as_bytes()) {
            match (&*name, value.trim()) {
                ("dialog", word) => dialog = Some(word.to_owned()),
                (name, id) if name == D::ROW => row = id.parse().ok(),
                (name, value) => {
                    if !listing.take(name, value) {
                        page.take(name, value);
                    }
                }
            }
        }
        *listing.page_mut() = page.finish();
        Self {
            base: base.to_owned(),
            listing,
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

    /// The order of the list.
    pub(crate) fn order(&self) -> (L::Sort, Direction) {
        let page = self.listing.page();
        (page.sort, page.direction)
    }

    /// Another list on the same page, from its first page.
    pub(crate) fn changed(&self, change: impl FnOnce(&mut L)) -> Self {
        let mut query = self.with_dialog(None);
        change(&mut query.listing);
        query.listing.page_mut().page = 1;
        query
    }

    /// The same list in another order, from its first page.
    pub(crate) fn sorted(&self, sort: L::Sort, direction: Direction) -> Self {
        self.changed(|listing| {
            let page = listing.page_mut();
            page.sort = sort;
            page.direction = direction;
        })
    }

    /// A page of the same list.
    pub(crate) fn on_page(&self, number: u32, size: PageSize) -> Self {
        let mut query = self.with_dialog(None);
        let page = query.listing.page_mut();
        page.page = number;
        page.size = size;
        query
    }

    /// The same page with a dialog open, or with none.
    pub(crate) fn with_dialog(&self, dialog: impl Into<Option<D>>) -> Self {
        Self {
            dialog: dialog.into(),
            ..self.clone()
        }
    }

    /// What a form that sets some names itself keeps of the address. It leads to a first page.
    pub(crate) fn kept_without(&self, names: &[&str]) -> Vec<(String, String)> {
        let kept = self.changed(|_| ()).pairs().into_iter();
        kept.filter(|(name, _)| !names.contains(name))
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.listing.pairs();
        pairs.extend(page_pairs(self.listing.page()));
        if let Some(dialog) = self.dialog {
            pairs.push(("dialog", dialog.as_str().to_owned()));
            pairs.extend(dialog.row().map(|row| (D::ROW, row.to_string())));
        }
        pairs
    }
}
