//! Ranks: numbers of rows that have to stay true through every kind of change.

use crate::support::{World, both_databases, import, new_customer};
use domain::customer::{
    CustomerFilter, CustomerListing, CustomerSelection, CustomerSort, Customers, Status, TagChange,
};
use domain::id::CustomerId;
use domain::listing::{Direction, PageRequest, PageSize, Sort, Total};
use domain::tag::Tags;
use std::collections::BTreeSet;

both_databases! {
    every_page_is_found_after_any_mixture_of_changes
    a_bucket_that_grows_is_cut_in_two
}

/// Numbers that look like chance, the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

async fn every_page_is_found_after_any_mixture_of_changes(world: World) {
    let mut chance = Chance(7);
    let many = |from: u32, to: u32| {
        let name = |n: u32| format!("{} {}", ["delta", "alpha", "omega"][n as usize % 3], n % 50);
        (from..to)
            .map(|n| import(&name(n), &format!("c{n}@x.example")))
            .collect::<Vec<_>>()
    };
    world.import(many(0, 1_500)).await;
    world.import(many(1_500, 3_600)).await;
    assert!(world.rank_rows().await > 20);
    let mut ids: Vec<CustomerId> = ids(&world, None).await.into_iter().collect();
    for round in 0..12 {
        let pick = |chance: &mut Chance, count: u64| -> Vec<CustomerId> {
            (0..count)
                .map(|_| ids[chance.below(ids.len() as u64) as usize])
                .collect()
        };
        let some = CustomerSelection::These(pick(&mut chance, 60));
        let permit = world.permit();
        match round % 4 {
            0 => {
                let status = Status::from_active(chance.below(3) == 0);
                world
                    .store
                    .set_status_of_customers(&permit, &some, status)
                    .await
                    .unwrap();
            }
            1 => {
                let tags = TagChange::Add(Tags::parse(["a", "b;c"][round % 2]).unwrap());
                world
                    .store
                    .set_tags_of_customers(&permit, &some, &tags)
                    .await
                    .unwrap();
            }
            2 => {
                world
                    .store
                    .delete_customers(&world.permit(), &some)
                    .await
                    .unwrap();
                let CustomerSelection::These(gone) = some else {
                    unreachable!()
                };
                ids.retain(|id| !gone.contains(id));
            }
            _ => {
                let name = format!("alpha {}", chance.below(60));
                ids.push(world.create(&name, &format!("n{round}@x.example")).await.id);
            }
        }
    }
    for status in [None, Some(Status::Active), Some(Status::Inactive)] {
        check(&world, status).await;
    }
}

async fn a_bucket_that_grows_is_cut_in_two(world: World) {
    world
        .import(
            (0..1_990)
                .map(|n| import("same", &format!("c{n}@x.example")))
                .collect(),
        )
        .await;
    assert_eq!(world.rank_rows().await, 10);
    for n in 0..20 {
        let new = new_customer("same", &format!("n{n}@x.example"), "");
        world
            .store
            .create_customer(&world.permit(), new, None)
            .await
            .unwrap();
    }
    assert!(world.rank_rows().await > 20);
    check(&world, None).await;
}

/// Every page of every order, up and down: each row once, and as many as there are said to be.
async fn check(world: &World, status: Option<Status>) {
    let expected = ids(world, status).await;
    for sort in CustomerSort::ALL.iter().copied() {
        for direction in [Direction::Ascending, Direction::Descending] {
            let mut found = Vec::new();
            let pages = (expected.len() as u32).div_ceil(100);
            // From the last page to the first: no page may depend on the one before it.
            for page in (1..=pages).rev() {
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
                let listing = CustomerListing { filter, page };
                let answer = world
                    .store
                    .list_customers(&world.permit(), &listing)
                    .await
                    .unwrap();
                assert_eq!(answer.total, Total::Exact(expected.len() as u64));
                assert!(
                    answer.rows.len() == 100 || answer.page == pages,
                    "{sort:?} {page:?}"
                );
                found.extend(answer.rows.into_iter().rev().map(|row| row.id));
            }
            assert_eq!(found.len(), expected.len(), "{sort:?} {direction:?}");
            assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), expected);
            if sort == CustomerSort::Id {
                let up = direction == Direction::Descending;
                assert!(found.is_sorted_by(|a, b| if up { a < b } else { a > b }));
            }
        }
    }
}

/// Everybody with a status, taken out without the help of ranks.
async fn ids(world: &World, status: Option<Status>) -> BTreeSet<CustomerId> {
    let filter = CustomerFilter {
        status,
        ..CustomerFilter::default()
    };
    let all = CustomerSelection::Matching {
        filter,
        expected: 0,
    };
    let order = (CustomerSort::Id, Direction::Ascending);
    let permit = world.permit();
    let (rows, _) = world
        .store
        .export_customers(&permit, &all, order, None, 1_000_000)
        .await
        .unwrap();
    rows.into_iter().map(|row| row.id).collect()
}
