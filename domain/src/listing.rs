//! One page of a sorted list: what is asked for, and what comes back.

use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// What a list can be sorted by. Each noun has an enum of its own.
pub trait Sort: Copy + Debug + Default + PartialEq + Send + Sync + 'static {
    /// All sorts, in the order of the columns.
    const ALL: &'static [Self];

    /// The word for it in a URL.
    fn as_str(self) -> &'static str;

    /// The direction a first click on the column gives.
    fn first_direction(self) -> Direction;

    /// The sort for a word from a URL.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sort| sort.as_str() == word)
    }
}

/// Up or down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Smallest, oldest, A first.
    #[default]
    Ascending,
    /// Largest, newest, Z first.
    Descending,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }

    /// The word for it in a URL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }

    /// The direction for a word from a URL.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Ascending, Self::Descending]
            .into_iter()
            .find(|direction| direction.as_str() == word)
    }
}

/// How many rows stand on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub enum PageSize {
    /// 25 rows.
    #[default]
    Rows25,
    /// 50 rows.
    Rows50,
    /// 75 rows.
    Rows75,
    /// 100 rows.
    Rows100,
}

impl PageSize {
    /// All sizes, smallest first.
    pub const ALL: [Self; 4] = [Self::Rows25, Self::Rows50, Self::Rows75, Self::Rows100];

    /// The number of rows.
    pub const fn rows(self) -> u32 {
        match self {
            Self::Rows25 => 25,
            Self::Rows50 => 50,
            Self::Rows75 => 75,
            Self::Rows100 => 100,
        }
    }
}

impl TryFrom<u32> for PageSize {
    type Error = &'static str;

    fn try_from(rows: u32) -> Result<Self, Self::Error> {
        Self::ALL
            .into_iter()
            .find(|size| size.rows() == rows)
            .ok_or("not a page size")
    }
}

impl From<PageSize> for u32 {
    fn from(size: PageSize) -> Self {
        size.rows()
    }
}

/// Which page of a list, in which order. Pages are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRequest<S> {
    /// What the rows are ordered by; ties are broken by ID in the same direction.
    pub sort: S,
    /// Up or down.
    pub direction: Direction,
    /// Rows on a page.
    pub size: PageSize,
    /// The page, from 1. A page past the end means the last one.
    pub page: u32,
}

impl<S: Sort> Default for PageRequest<S> {
    fn default() -> Self {
        let sort = S::default();
        Self {
            sort,
            direction: sort.first_direction(),
            size: PageSize::default(),
            page: 1,
        }
    }
}

/// One page of a list that is searched by words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "S: Sort + Serialize + serde::de::DeserializeOwned")]
pub struct Listing<S: Sort> {
    /// Words to find; empty finds all.
    #[serde(default)]
    pub search: String,
    /// Which page, in which order.
    pub page: PageRequest<S>,
}

/// How many rows match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// Just so many.
    Exact(u64),
    /// So many, and more that were not counted, because counting would hold the page up.
    MoreThan(u64),
}

impl Total {
    /// The rows that are known of.
    pub const fn known(self) -> u64 {
        match self {
            Self::Exact(rows) | Self::MoreThan(rows) => rows,
        }
    }

    /// Whether nothing matches.
    pub const fn is_empty(self) -> bool {
        matches!(self, Self::Exact(0))
    }

    /// The number of pages known of, at least 1.
    pub fn pages(self, size: PageSize) -> u32 {
        let pages = self.known().div_ceil(u64::from(size.rows())).max(1);
        u32::try_from(pages).unwrap_or(u32::MAX)
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<R> {
    /// The rows, in order.
    pub rows: Vec<R>,
    /// The page this is, from 1: the one asked for, or the last one if that is past the end.
    pub page: u32,
    /// Rows on a full page.
    pub size: PageSize,
    /// How many rows match on all pages together.
    pub total: Total,
}

impl<R> Page<R> {
    /// The same page with something else for each row.
    pub fn map<T>(self, change: impl FnMut(R) -> T) -> Page<T> {
        Page {
            rows: self.rows.into_iter().map(change).collect(),
            page: self.page,
            size: self.size,
            total: self.total,
        }
    }

    /// A page of a list without rows.
    pub fn empty() -> Self {
        Self {
            rows: Vec::new(),
            page: 1,
            size: PageSize::default(),
            total: Total::Exact(0),
        }
    }

    /// The number of pages known of, at least 1.
    pub fn pages(&self) -> u32 {
        self.total.pages(self.size)
    }

    /// The position of the first row among all rows, from 1.
    pub fn first_row(&self) -> u64 {
        u64::from(self.page - 1) * u64::from(self.size.rows()) + 1
    }

    /// The position of the last row among all rows.
    pub fn last_row(&self) -> u64 {
        self.first_row() - 1 + self.rows.len() as u64
    }
}
