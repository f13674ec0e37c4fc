//! A list of tokens in the address bar. It stands on several pages, so that its address begins
//! with the page it stands on.

use crate::address::{PageReader, page_pairs};
use domain::api_token::{TokenListing, TokenSort};
use domain::customer::CustomerFilter;
use domain::id::TokenId;
use domain::listing::{Direction, PageSize};
use form_urlencoded::{Serializer, parse};

/// What the address of a list of tokens says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TokensQuery {
    /// The page it stands on.
    base: String,
    /// Which tokens, in which order.
    pub(super) listing: TokenListing,
    /// Which dialog is open.
    pub(super) dialog: Option<Dialog>,
}

/// The dialogs of a list of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// Making one.
    Create,
    /// Having another one take its place.
    Rotate(TokenId),
    /// Taking one back.
    Revoke(TokenId),
}

impl TokensQuery {
    /// Reads the query string of a page, with or without its question mark.
    pub(super) fn read(base: &str, query: &str) -> Self {
        let mut page = PageReader::new();
        let (mut search, mut dialog, mut token) = (String::new(), None, None);
        for (key, value) in parse(query.trim_start_matches('?').as_bytes()) {
            match (&*key, value.trim()) {
                ("q", words) => search = words.chars().take(CustomerFilter::SEARCH_MAX).collect(),
                ("dialog", word) => dialog = Some(word.to_owned()),
                ("token", id) => token = id.parse().ok(),
                (key, value) => page.take(key, value),
            }
        }
        Self {
            base: base.to_owned(),
            listing: TokenListing {
                search,
                page: page.finish(),
            },
            dialog: dialog.and_then(|word| Dialog::read(&word, token)),
        }
    }

    /// The page that the list stands on.
    pub(super) fn base(&self) -> String {
        self.base.clone()
    }

    /// The address.
    pub(super) fn href(&self) -> String {
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
    pub(super) fn sorted(&self, sort: TokenSort, direction: Direction) -> Self {
        let mut query = self.with_dialog(None);
        query.listing.page.sort = sort;
        query.listing.page.direction = direction;
        query.listing.page.page = 1;
        query
    }

    /// A page of the same list.
    pub(super) fn on_page(&self, page: u32, size: PageSize) -> Self {
        let mut query = self.with_dialog(None);
        query.listing.page.page = page;
        query.listing.page.size = size;
        query
    }

    /// The same page with a dialog open, or with none.
    pub(super) fn with_dialog(&self, dialog: impl Into<Option<Dialog>>) -> Self {
        Self {
            dialog: dialog.into(),
            ..self.clone()
        }
    }

    /// What a form that sets a name itself keeps of the address. It leads to a first page.
    pub(super) fn kept_without(&self, name: &str) -> Vec<(String, String)> {
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
            pairs.extend(dialog.token().map(|token| ("token", token.to_string())));
        }
        pairs
    }
}

impl Dialog {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create-token",
            Self::Rotate(_) => "rotate-token",
            Self::Revoke(_) => "revoke-token",
        }
    }

    const fn token(self) -> Option<TokenId> {
        match self {
            Self::Create => None,
            Self::Rotate(id) | Self::Revoke(id) => Some(id),
        }
    }

    fn read(word: &str, token: Option<TokenId>) -> Option<Self> {
        let dialogs = [
            Some(Self::Create),
            token.map(Self::Rotate),
            token.map(Self::Revoke),
        ];
        dialogs
            .into_iter()
            .flatten()
            .find(|dialog| dialog.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let address = "/settings/tokens?q=speech+engine&sort=last_used&dir=asc&size=50&page=2\
            &dialog=rotate-token&token=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";
        let query = TokensQuery::read("/settings/tokens", address.split_once('?').unwrap().1);
        assert_eq!(query.href(), address);
        assert_eq!(
            query
                .with_dialog(None)
                .on_page(1, PageSize::Rows25)
                .kept_without("q")
                .len(),
            2
        );
    }

    #[test]
    fn a_dialog_about_no_token_is_none() {
        let query = TokensQuery::read("/x", "dialog=revoke-token&token=mine");
        assert_eq!(query.href(), "/x");
    }
}
