//! The columns of the customers table that a person has chosen.

use crate::ledger::figure_words;
use crate::words::t;
use domain::customer::CustomerSort;
use domain::ledger::Figure;
use domain::listing::Sort;

/// A set of columns, always shown in the order of the table. Every column has a sort, and is
/// named after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<CustomerSort>);

/// What is shown unless somebody chooses otherwise.
const DEFAULT: [CustomerSort; 8] = [
    CustomerSort::Id,
    CustomerSort::Name,
    CustomerSort::Email,
    CustomerSort::Phone,
    CustomerSort::Registered,
    CustomerSort::Status,
    CustomerSort::Balance,
    CustomerSort::Tags,
];

impl Default for Columns {
    fn default() -> Self {
        Self(DEFAULT.to_vec())
    }
}

impl Columns {
    /// Whether a column is shown. The name always is: it is the way into the customer.
    pub fn has(&self, column: CustomerSort) -> bool {
        column == CustomerSort::Name || self.0.contains(&column)
    }

    /// The columns that are shown, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = CustomerSort> + '_ {
        CustomerSort::ALL
            .iter()
            .copied()
            .filter(|column| self.has(*column))
    }

    /// Reads a list of words separated by commas.
    pub fn read(words: &str) -> Self {
        let mut columns = Self(
            words
                .split(',')
                .filter_map(CustomerSort::from_word)
                .collect(),
        );
        columns.0 = columns.iter().collect();
        columns
    }

    /// The list of words, unless it is the default.
    pub fn write(&self) -> Option<String> {
        (self.iter().ne(DEFAULT))
            .then(|| self.iter().map(Sort::as_str).collect::<Vec<_>>().join(","))
    }
}

/// The heading of a column.
pub fn heading(column: CustomerSort) -> &'static str {
    match column {
        CustomerSort::Id => t!("ID"),
        CustomerSort::Name => t!("Name"),
        CustomerSort::Email => t!("Email"),
        CustomerSort::Phone => t!("Phone"),
        CustomerSort::Registered => t!("Registered"),
        CustomerSort::Status => t!("Status"),
        CustomerSort::Tags => t!("Tags"),
        CustomerSort::TeamType => t!("Team type"),
        CustomerSort::Company => t!("Company"),
        CustomerSort::LastActivity => t!("Last activity"),
        CustomerSort::Balance => figure_words(Figure::Balance),
        CustomerSort::Credits => figure_words(Figure::Credits),
        CustomerSort::Available => figure_words(Figure::Available),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_the_order_of_the_table_and_always_the_name() {
        let columns = Columns::read("tags,id,colour");
        assert_eq!(columns.write().as_deref(), Some("id,name,tags"));
        assert_eq!(Columns::default().write(), None);
    }
}
