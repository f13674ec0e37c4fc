//! Changes at the same time, and callers who go away.

use crate::support::{World, both_databases, import, name, new_customer};
use domain::Error;
use domain::customer::{
    CustomerChange, CustomerFilter, CustomerListing, CustomerSelection, Customers, Status,
};
use domain::error::Conflict;
use domain::listing::Total;
use std::time::Duration;

both_databases! {
    an_acknowledged_change_survives_callers_who_went_away
    of_many_changes_from_one_version_one_wins
    many_at_once_are_all_counted
    a_selection_that_has_changed_is_left_alone
    creating_the_same_email_at_once_succeeds_once
}

/// Callers give up at any moment, as requests do; whatever was acknowledged has to be there.
async fn an_acknowledged_change_survives_callers_who_went_away(world: World) {
    let tasks = (0..120_u64).map(|n| {
        let world = world.clone();
        tokio::spawn(async move {
            let new = new_customer("Storm", &format!("storm{n}@x.example"), "");
            let permit = world.permit();
            let create = world.store.create_customer(&permit, new, None);
            let patience = Duration::from_micros(n * 150);
            let (list, listing) = (world.permit(), CustomerListing::default());
            let read = world.store.list_customers(&list, &listing);
            let _ = tokio::time::timeout(patience, read).await;
            match tokio::time::timeout(patience, create).await {
                Ok(Ok(customer)) => Some(customer),
                Ok(Err(_)) | Err(_) => None,
            }
        })
    });
    let mut acknowledged = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        acknowledged.extend(task.await.unwrap());
    }
    for n in 0..30 {
        acknowledged.push(world.create("After", &format!("after{n}@x.example")).await);
    }
    // What was not acknowledged may still be under way, and is all there or not at all.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let raw = world.rows("SELECT email, name FROM customer").await;
    for customer in &acknowledged {
        assert!(
            raw.iter()
                .any(|(email, _)| *email == customer.email.as_str()),
            "{customer:?}"
        );
    }
    let page = world
        .store
        .list_customers(&world.permit(), &CustomerListing::default())
        .await
        .unwrap();
    assert_eq!(page.total, Total::Exact(raw.len() as u64));
    let events = world.rows("SELECT kind, kind FROM audit_event").await;
    assert_eq!(events.len(), raw.len());
}

async fn of_many_changes_from_one_version_one_wins(world: World) {
    let one = world.create("One", "one@x.example").await;
    let tasks = (0..16).map(|n| {
        let (world, one) = (world.clone(), one.clone());
        tokio::spawn(async move {
            let change = CustomerChange {
                name: name(&format!("Name {n}")),
                email: one.email,
                phone: None,
                status: Status::Active,
                tags: None,
                version: one.version,
            };
            world
                .store
                .update_customer(&world.permit(), one.id, change)
                .await
        })
    });
    let mut won = 0;
    for task in tasks.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(error) => assert_eq!(error, Error::Conflict(Conflict::Changed)),
        }
    }
    assert_eq!(won, 1);
}

async fn many_at_once_are_all_counted(world: World) {
    let tasks = (0..60).map(|n| {
        let world = world.clone();
        tokio::spawn(async move { world.create("Crowd", &format!("crowd{n}@x.example")).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let counts = world.store.customer_counts(&world.permit()).await.unwrap();
    assert_eq!(counts.active, 60);
}

async fn creating_the_same_email_at_once_succeeds_once(world: World) {
    let tasks = (0..10).map(|_| {
        let world = world.clone();
        tokio::spawn(async move {
            let new = new_customer("Twin", "twin@x.example", "");
            world
                .store
                .create_customer(&world.permit(), new, None)
                .await
                .is_ok()
        })
    });
    let mut created = 0;
    for task in tasks.collect::<Vec<_>>() {
        created += u32::from(task.await.unwrap());
    }
    assert_eq!(created, 1);
}

async fn a_selection_that_has_changed_is_left_alone(world: World) {
    world
        .import(
            (0..5)
                .map(|n| import("Five", &format!("c{n}@x.example")))
                .collect(),
        )
        .await;
    let all = CustomerSelection::Matching {
        filter: CustomerFilter::default(),
        expected: 4,
    };
    let refused = world.store.delete_customers(&world.permit(), &all).await;
    assert_eq!(refused, Err(Error::Conflict(Conflict::Count { now: 5 })));
    let counts = world.store.customer_counts(&world.permit()).await.unwrap();
    assert_eq!(counts.all(), 5);
}
