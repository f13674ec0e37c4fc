//! Customers in and out, many at a time.

use crate::support::{World, both_databases, email, import};
use domain::customer::{
    CustomerFilter, CustomerListing, CustomerSelection, CustomerSort, Customers, ImportProgress,
    Status,
};
use domain::listing::{Direction, Sort};
use std::collections::BTreeSet;

both_databases! {
    the_second_import_changes_nothing
    an_import_that_is_dropped_has_never_happened
    a_file_may_name_an_email_twice
    an_export_holds_each_customer_once_in_order
    known_emails_are_told_in_the_order_asked
}

async fn the_second_import_changes_nothing(world: World) {
    let file = || {
        (0..40)
            .map(|n| import("One", &format!("c{n}@x.example")))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        world.import(file()).await,
        ImportProgress {
            created: 40,
            existing: 0
        }
    );
    let before = world
        .store
        .list_customers(&world.permit(), &CustomerListing::default())
        .await
        .unwrap();
    assert_eq!(
        world.import(file()).await,
        ImportProgress {
            created: 0,
            existing: 40
        }
    );
    let after = world
        .store
        .list_customers(&world.permit(), &CustomerListing::default())
        .await
        .unwrap();
    assert_eq!(before, after);
}

async fn an_import_that_is_dropped_has_never_happened(world: World) {
    let mut dropped = world.store.begin_import(&world.permit()).await.unwrap();
    let progress = dropped
        .add(vec![import("One", "one@x.example")])
        .await
        .unwrap();
    assert_eq!(progress.created, 1);
    let counts = world.store.customer_counts(&world.permit()).await.unwrap();
    assert_eq!(counts.all(), 0, "nobody sees it before the commit");
    drop(dropped);
    world.create("One", "one@x.example").await;
    let counts = world.store.customer_counts(&world.permit()).await.unwrap();
    assert_eq!(counts.all(), 1);
}

async fn a_file_may_name_an_email_twice(world: World) {
    let file = vec![
        import("One", "one@x.example"),
        import("Two", "ONE@x.example"),
    ];
    assert_eq!(
        world.import(file).await,
        ImportProgress {
            created: 1,
            existing: 1
        }
    );
}

async fn an_export_holds_each_customer_once_in_order(world: World) {
    let file = (0..90).map(|n| {
        let mut customer = import(&format!("n{}", n % 4), &format!("c{n}@x.example"));
        customer.status = Status::from_active(n % 3 > 0);
        customer
    });
    world.import(file.collect()).await;
    let filter = CustomerFilter {
        status: Some(Status::Active),
        ..CustomerFilter::default()
    };
    let selection = CustomerSelection::Matching {
        filter,
        expected: 60,
    };
    for sort in CustomerSort::ALL.iter().copied() {
        for direction in [Direction::Ascending, Direction::Descending] {
            let (mut ids, mut after) = (BTreeSet::new(), None);
            loop {
                let (rows, position) = world
                    .store
                    .export_customers(
                        &world.permit(),
                        &selection,
                        (sort, direction),
                        after.as_ref(),
                        7,
                    )
                    .await
                    .unwrap();
                if rows.is_empty() {
                    assert_eq!(position, None);
                    break;
                }
                assert!(
                    rows.into_iter().all(|row| ids.insert(row.id)),
                    "{sort:?} {direction:?}"
                );
                after = position;
            }
            assert_eq!(ids.len(), 60, "{sort:?} {direction:?}");
        }
    }
}

async fn known_emails_are_told_in_the_order_asked(world: World) {
    world.create("One", "one@x.example").await;
    let asked = [email("two@x.example"), email("ONE@x.example")];
    let known = world.store.existing_emails(&world.permit(), &asked).await;
    assert_eq!(known, Ok(vec![false, true]));
}
