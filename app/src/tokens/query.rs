//! A list of tokens in the address bar.

use crate::list_query::{ListDialog, ListQuery};
use domain::api_token::TokenSort;
use domain::id::TokenId;
use domain::listing::Listing;

/// What the address of a list of tokens says.
pub(super) type TokensQuery = ListQuery<Listing<TokenSort>, Dialog>;

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

impl ListDialog for Dialog {
    type Id = TokenId;
    const ROW: &'static str = "token";

    fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create-token",
            Self::Rotate(_) => "rotate-token",
            Self::Revoke(_) => "revoke-token",
        }
    }

    fn row(self) -> Option<TokenId> {
        match self {
            Self::Create => None,
            Self::Rotate(id) | Self::Revoke(id) => Some(id),
        }
    }

    fn all(row: Option<TokenId>) -> impl Iterator<Item = Self> {
        let of_row = [Self::Rotate, Self::Revoke];
        let of_row = of_row.into_iter().filter_map(move |about| row.map(about));
        std::iter::once(Self::Create).chain(of_row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::listing::PageSize;

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
                .kept_without(&["q"])
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
