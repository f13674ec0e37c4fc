//! Query plans: no page of the list goes through a table.

use crate::support::{World, both_databases, import};
use domain::customer::{
    CustomerFilter, CustomerListing, CustomerSort, Customers, ImportedCustomer, Status, TeamType,
};
use domain::listing::{Direction, PageRequest, PageSize, Sort};
use domain::tag::{Tag, Tags};
use sea_orm::{ConnectionTrait, Statement};
use std::sync::{Arc, Mutex};

both_databases! {
    no_page_of_the_list_goes_through_a_table
}

const CUSTOMERS: u32 = 24_000;

fn customer(n: u32) -> ImportedCustomer {
    let name = if n.is_multiple_of(300) {
        "rarity"
    } else {
        ["delta", "alpha", "omega"][n as usize % 3]
    };
    let mut customer = import(
        &format!("{name} {}", n * 7919 % 10_007),
        &format!("c{n}@x.example"),
    );
    customer.status = Status::from_active(!n.is_multiple_of(9));
    customer.team_type = TeamType::ALL[n as usize % 2];
    customer.tags = Tags::parse(if n.is_multiple_of(200) { "rare" } else { "VIP" }).unwrap();
    customer
}

async fn no_page_of_the_list_goes_through_a_table(world: World) {
    for first in (0..CUSTOMERS).step_by(12_000) {
        world
            .import((first..first + 12_000).map(customer).collect())
            .await;
    }
    if world.is_postgres() {
        let raw = world.raw().await;
        raw.execute_unprepared("VACUUM ANALYZE").await.unwrap();
        raw.close().await.unwrap();
    }
    for listing in listings(&world).await {
        for statement in statements(&world, &listing).await {
            check(&world, &listing, statement).await;
        }
    }
}

async fn listings(world: &World) -> Vec<CustomerListing> {
    let mut listings = Vec::new();
    let statuses = [None, Some(Status::Active), Some(Status::Inactive)];
    for sort in CustomerSort::ALL.iter().copied() {
        for direction in [Direction::Ascending, Direction::Descending] {
            for (status, page) in statuses
                .into_iter()
                .flat_map(|s| [(s, 1), (s, 20), (s, 100_000)])
            {
                let page = PageRequest {
                    sort,
                    direction,
                    size: PageSize::Rows100,
                    page,
                };
                let filter = CustomerFilter {
                    status,
                    ..CustomerFilter::default()
                };
                listings.push(CustomerListing { filter, page });
            }
        }
    }
    let row = world
        .store
        .list_customers(&world.permit(), &listings[0])
        .await
        .unwrap()
        .rows
        .remove(0);
    let id = row.id.to_string();
    let searches = [
        "rarity",
        "alpha",
        "delta 12",
        "x.example",
        "c12@",
        "c1",
        "al",
        "+31 20",
        "omega",
        &id,
        &id[..9],
        "lph",
    ];
    let mut filters: Vec<_> = searches
        .map(|search| CustomerFilter {
            search: search.into(),
            ..CustomerFilter::default()
        })
        .into();
    for tag in ["rare", "VIP"] {
        filters.push(CustomerFilter {
            tags: vec![Tag::parse(tag).unwrap()],
            ..Default::default()
        });
    }
    filters.push(CustomerFilter {
        team_types: vec![TeamType::Individual],
        ..Default::default()
    });
    let day = "2020-01-01".parse().unwrap();
    filters.push(CustomerFilter {
        registered_from: Some(day),
        ..Default::default()
    });
    filters.push(CustomerFilter {
        registered_to: Some(day),
        ..Default::default()
    });
    for filter in filters {
        for sort in [
            CustomerSort::Name,
            CustomerSort::Registered,
            CustomerSort::Id,
        ] {
            let page = PageRequest {
                sort,
                page: 2,
                ..PageRequest::default()
            };
            listings.push(CustomerListing {
                filter: filter.clone(),
                page,
            });
        }
    }
    listings
}

async fn statements(world: &World, listing: &CustomerListing) -> Vec<Statement> {
    let statements = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&statements);
    let mut observed = world.store.clone();
    observed.observe(move |info| seen.lock().unwrap().push(info.statement.clone()));
    observed
        .list_customers(&world.permit(), listing)
        .await
        .unwrap();
    let statements = statements.lock().unwrap().clone();
    assert!(!statements.is_empty());
    statements
}

/// SQLite has to say SEARCH for every real table; PostgreSQL must not say Seq Scan.
async fn check(world: &World, listing: &CustomerListing, statement: Statement) {
    for line in world.store.plan(statement.clone()).await.unwrap() {
        // A subquery's result has a name of its own, and the full-text table is always "scanned",
        // with the index that answers it.
        let is_result = [
            "SCAN passing",
            "SCAN page",
            "SCAN (subquery",
            "SCAN customer_search VIRTUAL TABLE INDEX 0:M",
        ];
        let is_scan = if world.is_postgres() {
            line.contains("Seq Scan on")
        } else {
            line.starts_with("SCAN") && !is_result.iter().any(|result| line.starts_with(result))
        };
        assert!(!is_scan, "{line}\n{listing:?}\n{}", statement.sql);
    }
}
