//! The pages that are measured.

use crate::{listing, permit};
use domain::customer::{
    CustomerFilter, CustomerListing, CustomerSort, Customers, Status, TeamType,
};
use domain::listing::{Direction, PageRequest, PageSize, Sort};
use domain::reseller::Realm;
use domain::tag::Tag;
use store::Store;

/// One page that is asked for again and again.
pub struct Case {
    pub name: String,
    pub listing: CustomerListing,
}

/// All of them.
pub async fn all(store: &Store, realm: &Realm) -> Vec<Case> {
    let counts = store.customer_counts(&permit(realm)).await.unwrap();
    let mut cases = Vec::new();
    for sort in CustomerSort::ALL.iter().copied() {
        for direction in [Direction::Ascending, Direction::Descending] {
            for (word, page) in [
                ("first", 1),
                ("middle", counts.all() / 50),
                ("last", u64::MAX),
            ] {
                cases.push(Case {
                    name: format!("{} {}, {word}", sort.as_str(), direction.as_str()),
                    listing: CustomerListing {
                        filter: CustomerFilter::default(),
                        page: page_of(sort, direction, page),
                    },
                });
            }
        }
    }
    cases.extend(statuses(counts.inactive));
    cases.extend(searches());
    cases.extend(others());
    let row = store
        .list_customers(&permit(realm), &cases[1].listing)
        .await
        .unwrap()
        .rows
        .remove(0);
    cases.push(search("exact ID", &row.id.to_string()));
    cases.push(search("beginning of an ID", &row.id.to_string()[..13]));
    cases.push(search("exact email", row.email.as_str()));
    cases
}

fn page_of(sort: CustomerSort, direction: Direction, page: u64) -> PageRequest<CustomerSort> {
    let page = u32::try_from(page).unwrap_or(u32::MAX).max(1);
    PageRequest {
        sort,
        direction,
        size: PageSize::Rows25,
        page,
    }
}

fn statuses(inactive: u64) -> Vec<Case> {
    let mut cases = Vec::new();
    for status in Status::ALL {
        for sort in [
            CustomerSort::Name,
            CustomerSort::Registered,
            CustomerSort::Status,
        ] {
            for (word, page) in [("first", 1), ("middle", inactive / 50), ("last", u64::MAX)] {
                let filter = CustomerFilter {
                    status: Some(status),
                    ..CustomerFilter::default()
                };
                let page = page_of(sort, Direction::Ascending, page);
                let name = format!("{} only, by {}, {word}", status.as_str(), sort.as_str());
                cases.push(Case {
                    name,
                    listing: CustomerListing { filter, page },
                });
            }
        }
    }
    cases
}

fn searches() -> Vec<Case> {
    let mut cases = Vec::new();
    let typed = [
        ("50 match", "quetzal"),
        ("1,000 match", "xylofoon"),
        ("3,000 match", "marimba"),
        ("10,000 match", "celesta"),
        ("50,000 match", "harbour"),
        ("all match", "example"),
        ("three letters", "bou"),
        ("two common words", "harbour group"),
        ("a common and a rare word", "harbour quetzal"),
        ("none match", "zzzzzz"),
        ("email prefix", "c12345"),
        ("email prefix with @", "c123456@"),
        ("phone, national", "020 555 12"),
        ("two letters", "ha"),
    ];
    for (name, typed) in typed {
        cases.push(search(name, typed));
        let mut by_name = search(&format!("{name}, by name"), typed);
        by_name.listing.page = page_of(CustomerSort::Name, Direction::Ascending, 1);
        cases.push(by_name);
    }
    cases
}

fn others() -> Vec<Case> {
    let tag = |tag: &str| CustomerFilter {
        tags: vec![Tag::parse(tag).unwrap()],
        ..CustomerFilter::default()
    };
    let team_type = |team_type| CustomerFilter {
        team_types: vec![team_type],
        ..CustomerFilter::default()
    };
    let days = CustomerFilter {
        registered_from: Some("2024-03-01".parse().unwrap()),
        registered_to: Some("2024-03-07".parse().unwrap()),
        ..CustomerFilter::default()
    };
    let filters = [
        ("a rare tag", tag("pilot")),
        ("a tag of 1 %", tag("partner")),
        ("a tag of a third", tag("VIP")),
        ("enterprise", team_type(TeamType::Enterprise)),
        ("individual", team_type(TeamType::Individual)),
        ("a week", days),
    ];
    let mut cases = Vec::new();
    for (name, filter) in filters {
        let mut by_name = listing(filter.clone());
        by_name.page = page_of(CustomerSort::Name, Direction::Ascending, 1);
        cases.push(Case {
            name: name.to_owned(),
            listing: listing(filter),
        });
        cases.push(Case {
            name: format!("{name}, by name"),
            listing: by_name,
        });
    }
    cases
}

fn search(name: &str, typed: &str) -> Case {
    let filter = CustomerFilter {
        search: typed.to_owned(),
        ..CustomerFilter::default()
    };
    Case {
        name: format!("search, {name}"),
        listing: listing(filter),
    }
}
