//! What a table is made of: columns, and rows that know their name.

use crate::ui::inert::Markup;

/// A row of a table.
pub trait Row: Clone + Send + Sync + 'static {
    /// Its ID.
    fn id(&self) -> String;

    /// What people call it.
    fn name(&self) -> String;

    /// Where it opens; nowhere means that its menu is all there is to it.
    fn href(&self) -> Option<String>;
}

/// A column of a table.
pub struct Column<R, S> {
    pub(super) heading: &'static str,
    pub(super) sort: Option<S>,
    pub(super) cell: fn(&R) -> Markup,
    pub(super) class: &'static str,
    pub(super) at_end: bool,
}

impl<R, S> Column<R, S> {
    /// A column with a heading and what stands in its cells.
    pub const fn new(heading: &'static str, cell: fn(&R) -> Markup) -> Self {
        Self {
            heading,
            sort: None,
            cell,
            class: "",
            at_end: false,
        }
    }

    /// Can be sorted by.
    #[must_use]
    pub const fn sorted_by(mut self, sort: S) -> Self
    where
        S: Copy,
    {
        self.sort = Some(sort);
        self
    }

    /// Its class, which also says where it stands on the cards of a narrow screen: `name` on
    /// top, `status` beside it, `line` beneath, `foot` at the bottom, any other one not at all.
    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Stands at the end of its cell, as numbers do.
    #[must_use]
    pub const fn at_end(mut self) -> Self {
        self.at_end = true;
        self
    }
}

impl<R, S: Copy> Clone for Column<R, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, S: Copy> Copy for Column<R, S> {}
