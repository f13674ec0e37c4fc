//! Lists in the address bar: which page, in which order, in pages of which size.

use domain::listing::{Direction, PageRequest, PageSize, Sort};

/// Reads what an address says about the page of a list, word by word. What cannot be understood
/// counts as absent, so that no address ever fails.
#[derive(Debug)]
pub(crate) struct PageReader<S> {
    page: PageRequest<S>,
    direction: Option<Direction>,
}

impl<S: Sort> PageReader<S> {
    /// Nothing has been read yet.
    pub(crate) fn new() -> Self {
        Self {
            page: PageRequest::default(),
            direction: None,
        }
    }

    /// Takes a word, if it is about the page.
    pub(crate) fn take(&mut self, key: &str, value: &str) {
        match key {
            "sort" => self.page.sort = S::from_word(value).unwrap_or_default(),
            "dir" => self.direction = Direction::from_word(value),
            "size" => self.page.size = page_size(value),
            "page" => self.page.page = value.parse().unwrap_or(1).max(1),
            _ => {}
        }
    }

    /// The page that the address asks for.
    pub(crate) fn finish(self) -> PageRequest<S> {
        PageRequest {
            direction: self
                .direction
                .unwrap_or_else(|| self.page.sort.first_direction()),
            ..self.page
        }
    }
}

/// What an address says about the page of a list: only what differs from the defaults.
pub(crate) fn page_pairs<S: Sort>(page: &PageRequest<S>) -> Vec<(&'static str, String)> {
    let default = PageRequest::<S>::default();
    let is_first_way = page.direction == page.sort.first_direction();
    let pairs = [
        (page.sort != default.sort).then(|| ("sort", page.sort.as_str().to_owned())),
        (!is_first_way).then(|| ("dir", page.direction.as_str().to_owned())),
        (page.size != default.size).then(|| ("size", page.size.rows().to_string())),
        (page.page > 1).then(|| ("page", page.page.to_string())),
    ];
    pairs.into_iter().flatten().collect()
}

fn page_size(value: &str) -> PageSize {
    value
        .parse::<u32>()
        .ok()
        .and_then(|rows| PageSize::try_from(rows).ok())
        .unwrap_or_default()
}
