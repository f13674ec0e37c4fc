//! The audit log.

use crate::support::{World, both_databases, email, import, name, origin};
use domain::Error;
use domain::audit::{AuditFilter, AuditKind, History};
use domain::customer::{
    CustomerChange, CustomerListing, CustomerSelection, Customers, Status, TagChange,
};
use domain::tag::Tags;
use domain::time_zone::TimeZone;
use domain::timestamp::Timestamp;
use sea_orm::ConnectionTrait;

both_databases! {
    every_change_says_who_what_and_from_where
    a_change_that_changes_nothing_is_no_event
    many_changes_are_as_many_events
    events_cannot_be_rewritten
    a_deleted_customer_leaves_no_personal_data
    the_whole_log_is_found_by_who_what_whom_and_when
}

async fn every_change_says_who_what_and_from_where(world: World) {
    let one = world.create("One", "one@example.com").await;
    let change = CustomerChange {
        name: name("Two"),
        email: email("two@example.com"),
        phone: None,
        status: Status::Inactive,
        tags: None,
        version: one.version,
    };
    world
        .store
        .update_customer(&world.permit(), one.id, change)
        .await
        .unwrap();
    let events = world
        .store
        .customer_history(&world.permit(), one.id, None, 10)
        .await
        .unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
    assert_eq!(
        kinds,
        [AuditKind::CustomerUpdated, AuditKind::CustomerCreated]
    );
    let update = &events[0];
    assert_eq!(
        (update.actor, update.actor_name.as_deref()),
        (Some(world.user), Some("Sanne de Vries"))
    );
    assert_eq!(
        (update.address, update.request),
        (origin().address, origin().request)
    );
    let changes: Vec<_> = update
        .changes
        .iter()
        .map(|c| {
            (
                c.field.as_str(),
                c.from.as_deref().unwrap_or(""),
                c.to.as_deref().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        changes,
        [
            ("name", "One", "Two"),
            ("email", "one@example.com", "two@example.com"),
            ("status", "active", "inactive"),
        ]
    );
    let earlier = world
        .store
        .customer_history(&world.permit(), one.id, Some(update.id), 10)
        .await
        .unwrap();
    assert_eq!(earlier, events[1..]);
}

async fn a_change_that_changes_nothing_is_no_event(world: World) {
    let one = world.create("One", "one@example.com").await;
    let change = CustomerChange {
        name: one.name.clone(),
        email: one.email.clone(),
        phone: None,
        status: one.status,
        tags: None,
        version: one.version,
    };
    let same = world
        .store
        .update_customer(&world.permit(), one.id, change)
        .await
        .unwrap();
    assert_eq!(same, one);
    world
        .store
        .set_customer_tags(&world.permit(), one.id, Tags::default())
        .await
        .unwrap();
    let events = world
        .store
        .customer_history(&world.permit(), one.id, None, 10)
        .await
        .unwrap();
    assert_eq!(events.len(), 1);
}

async fn many_changes_are_as_many_events(world: World) {
    world
        .import(
            (0..30)
                .map(|n| import("Many", &format!("m{n}@example.com")))
                .collect(),
        )
        .await;
    let page = world
        .store
        .list_customers(&world.permit(), &CustomerListing::default())
        .await
        .unwrap();
    let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
    let tags = TagChange::Replace(Tags::parse("x").unwrap());
    let some = CustomerSelection::These(ids.clone());
    world
        .store
        .set_tags_of_customers(&world.permit(), &some, &tags)
        .await
        .unwrap();
    for id in ids {
        let events = world
            .store
            .customer_history(&world.permit(), id, None, 10)
            .await
            .unwrap();
        let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
        assert_eq!(
            kinds,
            [AuditKind::CustomerTagged, AuditKind::CustomerImported]
        );
    }
}

async fn events_cannot_be_rewritten(world: World) {
    world.create("One", "one@example.com").await;
    let raw = world.raw().await;
    for statement in [
        "DELETE FROM audit_event",
        "UPDATE audit_event SET kind = 'customer_deleted'",
        "UPDATE audit_event SET changes = '[]'",
        "UPDATE audit_event SET changes = NULL",
    ] {
        let refused = raw
            .execute_unprepared(statement)
            .await
            .unwrap_err()
            .to_string();
        assert!(refused.contains("append-only"), "{statement}: {refused}");
    }
    raw.close().await.unwrap();
}

async fn a_deleted_customer_leaves_no_personal_data(world: World) {
    let one = world
        .create("Unmistakable", "unmistakable@example.com")
        .await;
    world
        .store
        .delete_customer(&world.permit(), one.id, "", None)
        .await
        .unwrap();
    let unknown = world
        .store
        .customer_history(&world.permit(), one.id, None, 10)
        .await;
    assert_eq!(unknown, Err(Error::NotFound));
    let events = world
        .rows("SELECT kind, coalesce(changes, '') FROM audit_event ORDER BY id")
        .await;
    let kinds: Vec<_> = events.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(kinds, ["customer_created", "customer_deleted"]);
    assert!(
        events
            .iter()
            .all(|(_, changes)| !changes.to_lowercase().contains("unmistakable"))
    );
}

async fn the_whole_log_is_found_by_who_what_whom_and_when(world: World) {
    let one = world.create("One", "one@example.com").await;
    let two = world.create("Two", "two@example.com").await;
    let tags = Tags::parse("x").unwrap();
    world
        .store
        .set_customer_tags(&world.permit(), two.id, tags)
        .await
        .unwrap();
    let find = async |filter: AuditFilter, before| {
        let found = world
            .store
            .audit_events(&world.permit(), &filter, before, 2)
            .await
            .unwrap();
        found
            .into_iter()
            .map(|entry| (entry.event.id, entry.event.kind, entry.customer_name))
            .collect::<Vec<_>>()
    };
    let all = AuditFilter::default;
    let first = find(all(), None).await;
    let (tagged, created) = (AuditKind::CustomerTagged, AuditKind::CustomerCreated);
    let two_name = Some("Two".to_owned());
    assert_eq!(
        first
            .iter()
            .map(|it| (it.1, it.2.clone()))
            .collect::<Vec<_>>(),
        [(tagged, two_name.clone()), (created, two_name)]
    );
    let rest = find(all(), Some(first[1].0)).await;
    assert_eq!(rest.len(), 1, "page by page");
    let count = async |filter| find(filter, None).await.len();
    let kind = AuditFilter {
        kind: Some(tagged),
        ..all()
    };
    assert_eq!(count(kind).await, 1);
    for (customer, found) in [
        ("ONE@example.com".to_owned(), 1),
        (one.id.to_string(), 1),
        ("nobody@example.com".into(), 0),
        ("?".into(), 0),
    ] {
        let filter = AuditFilter { customer, ..all() };
        assert_eq!(count(filter).await, found);
    }
    for (who, found) in [
        ("sanne@polder.example".to_owned(), 2),
        (world.user.to_string(), 2),
        (AuditFilter::OPERATOR.into(), 0),
        ("nobody@example.com".into(), 0),
    ] {
        let filter = AuditFilter { who, ..all() };
        assert_eq!(count(filter).await, found);
    }
    // Where the reseller is, which is ahead of UTC: for an hour or two it is tomorrow there.
    let zone = TimeZone::parse("Europe/Amsterdam").unwrap();
    let today = zone.day(Timestamp::from(chrono::Utc::now()));
    let day = |days| {
        let day = today.date() + chrono::Duration::days(days);
        Some(day.to_string().parse().unwrap())
    };
    for (from, to, found) in [
        (day(0), day(0), 2),
        (day(-1), day(1), 2),
        (day(1), None, 0),
        (None, day(-1), 0),
    ] {
        let filter = AuditFilter { from, to, ..all() };
        assert_eq!(count(filter).await, found);
    }
}
