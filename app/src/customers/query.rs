//! The customers list in the address bar. The URL is the only state of the list.

use super::columns::Columns;
use crate::address::{PageReader, page_pairs};
use domain::customer::{CustomerFilter, CustomerListing, CustomerSort, Status, TeamType};
use domain::id::CustomerId;
use domain::ledger::Figure;
use domain::listing::{Direction, PageRequest, PageSize};
use domain::money::{micros_of_plain, plain_of_micros};
use domain::tag::Tag;
use form_urlencoded::{Serializer, parse};

/// Everything the address of the customers page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomersQuery {
    /// Which customers, which page, which order.
    pub listing: CustomerListing,
    /// Which columns.
    pub columns: Columns,
    /// Which dialog is open.
    pub dialog: Option<Dialog>,
}

/// The dialogs of the customers page that have an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A new customer.
    New,
    /// The tags of a customer.
    Tags(CustomerId),
    /// Deleting a customer.
    Delete(CustomerId),
    /// Turning a customer off.
    Deactivate(CustomerId),
    /// Resetting a password of a customer's people.
    ResetPassword(CustomerId),
    /// Adding to the balance of a customer, or taking from it.
    Balance(CustomerId),
    /// Setting the credits of a customer.
    Credits(CustomerId),
}

/// What the ends of a range of amounts are called in the address.
pub(super) const AMOUNTS: [(Figure, [&str; 2]); 3] = [
    (Figure::Balance, ["balance_from", "balance_below"]),
    (Figure::Credits, ["credits_from", "credits_below"]),
    (Figure::Available, ["available_from", "available_below"]),
];

/// All of these names.
pub(super) const AMOUNT_NAMES: &[&str] = &[
    "balance_from",
    "balance_below",
    "credits_from",
    "credits_below",
    "available_from",
    "available_below",
];

/// The end of a range that a name stands for.
fn asked_amount<'a>(filter: &'a mut CustomerFilter, name: &str) -> Option<&'a mut Option<i64>> {
    let (figure, [from, _]) = AMOUNTS
        .into_iter()
        .find(|(_, names)| names.contains(&name))?;
    let range = filter.amounts_mut(figure);
    Some(if name == from {
        &mut range.from
    } else {
        &mut range.below
    })
}

/// The listing for a query string: what an export is asked for.
pub fn listing_from_query(query: &str) -> CustomerListing {
    CustomersQuery::read(query).listing
}

impl CustomersQuery {
    /// Reads a query string, with or without its question mark. What cannot be understood counts
    /// as absent, so that no address ever fails.
    pub fn read(query: &str) -> Self {
        let mut read = Self::default();
        let (mut dialog, mut id, mut page) = (None, None, PageReader::new());
        // A form with check boxes says these once per box, a link once with commas.
        let (mut teams, mut tags, mut columns) = (String::new(), String::new(), None::<String>);
        for (key, value) in parse(query.trim_start_matches('?').as_bytes()) {
            let value = value.trim();
            let filter = &mut read.listing.filter;
            match &*key {
                "q" => filter.search = value.chars().take(CustomerFilter::SEARCH_MAX).collect(),
                "status" => filter.status = Status::parse(value).ok(),
                "team" => append(&mut teams, value),
                "tag" => append(&mut tags, value),
                "columns" => append(columns.get_or_insert_default(), value),
                "from" => filter.registered_from = value.parse().ok(),
                "to" => filter.registered_to = value.parse().ok(),
                "dialog" => dialog = Some(value.to_owned()),
                "id" => id = value.parse().ok(),
                key => match asked_amount(filter, key) {
                    Some(amount) => *amount = micros_of_plain(value),
                    None => page.take(key, value),
                },
            }
        }
        read.listing.filter.team_types = words(&teams, |word| TeamType::parse(word).ok());
        read.listing.filter.tags = words(&tags, |word| Tag::parse(word).ok());
        read.columns = columns.map_or_else(Columns::default, |words| Columns::read(&words));
        read.listing.page = page.finish();
        read.dialog = dialog.and_then(|word| Dialog::read(&word, id));
        read
    }

    /// The address: only what differs from the defaults is written.
    pub fn href(&self) -> String {
        let query = self.write();
        if query.is_empty() {
            "/customers".to_owned()
        } else {
            format!("/customers?{query}")
        }
    }

    /// The address of the export of what the list shows.
    pub fn export_href(&self) -> String {
        let query = Self {
            dialog: None,
            ..self.clone()
        }
        .first_page()
        .write();
        format!("/customers/export?{query}")
    }

    /// The same list with another filter, from its first page.
    #[must_use]
    pub fn filtered(&self, change: impl FnOnce(&mut CustomerFilter)) -> Self {
        let mut query = self.clone().first_page();
        change(&mut query.listing.filter);
        query
    }

    /// The same list in another order, from its first page.
    #[must_use]
    pub fn sorted(&self, sort: CustomerSort, direction: Direction) -> Self {
        let mut query = self.clone().first_page();
        query.listing.page = PageRequest {
            sort,
            direction,
            ..query.listing.page
        };
        query
    }

    /// Another page of the same list.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        let mut query = self.clone();
        query.listing.page.page = page;
        query
    }

    /// The same list in pages of another size, from its first page.
    #[must_use]
    pub fn sized(&self, size: PageSize) -> Self {
        let mut query = self.clone().first_page();
        query.listing.page.size = size;
        query
    }

    /// The same page with a dialog open, or with none.
    #[must_use]
    pub fn with_dialog(&self, dialog: impl Into<Option<Dialog>>) -> Self {
        Self {
            dialog: dialog.into(),
            ..self.clone()
        }
    }

    fn first_page(self) -> Self {
        self.on_page(1)
    }

    fn write(&self) -> String {
        let mut query = Serializer::new(String::new());
        for (key, value) in self.pairs() {
            query.append_pair(key, &value);
        }
        query.finish()
    }

    /// What a form that sets some names itself keeps of the address. It leads to a first page.
    pub fn kept_without(&self, names: &[&str]) -> Vec<(String, String)> {
        let query = Self {
            dialog: None,
            ..self.clone()
        }
        .first_page();
        let kept = query
            .pairs()
            .into_iter()
            .filter(|(name, _)| !names.contains(name));
        kept.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The address as names and values.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let CustomerListing { filter, page } = &self.listing;
        let mut pairs = Vec::new();
        let mut add = |key, value: Option<String>| pairs.extend(value.map(|value| (key, value)));
        add(
            "q",
            Some(filter.search.clone()).filter(|search| !search.is_empty()),
        );
        add(
            "status",
            filter.status.map(|status| status.as_str().to_owned()),
        );
        add(
            "team",
            joined(filter.team_types.iter().map(|team_type| team_type.as_str())),
        );
        add("tag", joined(filter.tags.iter().map(Tag::as_str)));
        add("from", filter.registered_from.map(|day| day.to_string()));
        add("to", filter.registered_to.map(|day| day.to_string()));
        for (figure, [from, below]) in AMOUNTS {
            let asked = filter.amounts(figure);
            add(from, asked.from.map(plain_of_micros));
            add(below, asked.below.map(plain_of_micros));
        }
        for (key, value) in page_pairs(page) {
            add(key, Some(value));
        }
        add("columns", self.columns.write());
        if let Some(dialog) = self.dialog {
            add("dialog", Some(dialog.as_str().to_owned()));
            add("id", dialog.customer().map(|id| id.to_string()));
        }
        pairs
    }
}

impl Dialog {
    const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Tags(_) => "tags",
            Self::Delete(_) => "delete",
            Self::Deactivate(_) => "deactivate",
            Self::ResetPassword(_) => "reset-password",
            Self::Balance(_) => "balance",
            Self::Credits(_) => "credits",
        }
    }

    /// The customer it is about.
    pub const fn customer(self) -> Option<CustomerId> {
        match self {
            Self::New => None,
            Self::Tags(id)
            | Self::Delete(id)
            | Self::Deactivate(id)
            | Self::ResetPassword(id)
            | Self::Balance(id)
            | Self::Credits(id) => Some(id),
        }
    }

    fn read(word: &str, id: Option<CustomerId>) -> Option<Self> {
        match (word, id) {
            ("new", _) => Some(Self::New),
            ("tags", Some(id)) => Some(Self::Tags(id)),
            ("delete", Some(id)) => Some(Self::Delete(id)),
            ("deactivate", Some(id)) => Some(Self::Deactivate(id)),
            ("reset-password", Some(id)) => Some(Self::ResetPassword(id)),
            ("balance", Some(id)) => Some(Self::Balance(id)),
            ("credits", Some(id)) => Some(Self::Credits(id)),
            _ => None,
        }
    }
}

fn append(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(',');
    }
    words.push_str(word);
}

fn words<T: PartialEq>(value: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut words = Vec::new();
    for word in value.split(',').filter_map(read) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    Some(words.collect::<Vec<_>>().join(",")).filter(|joined| !joined.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_list_has_a_plain_address() {
        assert_eq!(CustomersQuery::default().href(), "/customers");
        assert_eq!(CustomersQuery::read(""), CustomersQuery::default());
    }

    #[test]
    fn what_is_written_is_read_back() {
        let address = "?q=O%27Connor+%26+Sons&status=inactive&team=individual%2Centerprise&tag=VIP%2Clegal\
            &from=2025-01-01&to=2025-12-31&balance_below=50&available_from=-0.5&sort=name&dir=desc&size=100&page=7&columns=name%2Cemail\
            &dialog=delete&id=01999f06-3e7a-74d2-93aa-5d8c1e0b6f27";
        let query = CustomersQuery::read(address);
        assert_eq!(query.listing.filter.search, "O'Connor & Sons");
        assert_eq!(query.listing.page.direction, Direction::Descending);
        assert_eq!(query.listing.filter.balance.below, Some(50_000_000));
        assert_eq!(query.listing.filter.available.from, Some(-500_000));
        assert!(matches!(query.dialog, Some(Dialog::Delete(_))));
        let written = query.href();
        assert_eq!(
            CustomersQuery::read(written.strip_prefix("/customers").unwrap()),
            query
        );
    }

    #[test]
    fn a_form_may_say_a_name_more_than_once() {
        let query =
            CustomersQuery::read("team=individual&team=enterprise&columns=id&columns=email");
        assert_eq!(query.listing.filter.team_types.len(), 2);
        assert_eq!(query.columns.write().as_deref(), Some("id,name,email"));
    }

    #[test]
    fn unknown_words_count_as_absent() {
        let query = CustomersQuery::read(
            "sort=colour&dir=sideways&size=33&page=-2&status=trial&x=y&from=soon&balance_from=much",
        );
        assert_eq!(query, CustomersQuery::default());
    }

    #[test]
    fn another_filter_starts_at_the_first_page() {
        let query = CustomersQuery::read("page=7&sort=name");
        assert_eq!(
            query.filtered(|f| f.search = "x".into()).href(),
            "/customers?q=x&sort=name"
        );
        assert_eq!(query.on_page(2).href(), "/customers?sort=name&page=2");
    }
}
