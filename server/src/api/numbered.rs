//! Lists that the store gives out in numbered pages. To programs the number is a cursor like any.

use super::paging::{Piece, parsed};
use super::problem::Refusal;
use domain::customer::CustomerFilter;
use domain::listing::{Page, PageRequest, PageSize, Sort};

/// The page that is asked for, in the order that the list has by itself.
pub fn request<S: Sort>(cursor: Option<&str>) -> Result<PageRequest<S>, Refusal> {
    let page = parsed("cursor", cursor)?;
    Ok(PageRequest {
        size: PageSize::Rows100,
        page: page.unwrap_or(1),
        ..PageRequest::default()
    })
}

/// A page as a piece of the list.
pub fn piece<R, V: From<R>>(page: Page<R>) -> Piece<V> {
    let is_last = page.page >= page.pages();
    let next = page.page.saturating_add(1);
    Piece {
        next_cursor: (!is_last).then(|| next.to_string()),
        data: page.rows.into_iter().map(V::from).collect(),
    }
}

/// Words to find, without what no text can have in it. Every list takes as many.
pub fn search(asked: Option<&str>) -> String {
    let letters = asked.unwrap_or_default().chars();
    letters
        .filter(|it| !it.is_control())
        .take(CustomerFilter::SEARCH_MAX)
        .collect()
}
