//! All customers together: the figures, who used the most, and what needs attention.

use crate::metering::{Metered, NOON, at, event, new_token, secret};
use crate::support::{World, both_databases, permit_in, reseller};
use crate::users::{invitation, person};
use domain::access::{EditCustomers, ManageTokens, ManageUsers, ReportUsage, ViewDashboard};
use domain::api_token::{ApiTokens, Expiry, Holder, TokenScope};
use domain::customer::{CustomerSelection, Customers, Status};
use domain::dashboard::{
    Attention, AttentionItem, AttentionKind, AttentionQuery, Cause, Dashboards,
};
use domain::id::CustomerId;
use domain::timestamp::Timestamp;
use domain::transcription::Mode;
use domain::usage::{UsageEvent, UsageEvents, UsageRange, WorkOutcome};
use domain::user::{People, Users};

both_databases! {
    the_figures_are_those_of_all_customers
    the_most_audio_comes_first
    a_deleted_customer_is_in_no_figure
    new_customers_are_counted_and_named
    stuck_sessions_are_told_of
    failures_are_compared_with_what_is_usual
    tokens_that_end_soon_are_told_of
    invitations_without_an_answer_are_told_of
    customers_gone_silent_are_told_of
    other_tenants_are_in_none_of_it
}

const DAY: i64 = 24 * 60 * 60;

/// When customers and links of these tests are made: the store has a clock of its own for that.
fn today() -> Timestamp {
    Timestamp::from(chrono::Utc::now())
}

async fn report(world: &World, metered: &Metered, events: Vec<UsageEvent>) {
    let permit = metered.permit::<ReportUsage>();
    let store = &world.store;
    let reported = store.report_usage(&permit, events, false, at(NOON));
    reported.await.unwrap();
}

/// Events so many days before noon.
fn days_ago(what: &str, days: impl Iterator<Item = i64>) -> Vec<UsageEvent> {
    let event = |days: i64| UsageEvent {
        time: at(NOON).plus_seconds(-days * DAY),
        ..event(&format!("{what} {days}"), NOON)
    };
    days.map(event).collect()
}

async fn attention(world: &World, now: Timestamp) -> Attention {
    let query = AttentionQuery {
        kind: None,
        page: 1,
        rows: 50,
    };
    let permit = world.permit::<ViewDashboard>();
    let found = world.store.attention(&permit, query, now).await;
    found.unwrap()
}

/// What is told of one kind.
async fn told(world: &World, kind: AttentionKind, now: Timestamp) -> Vec<AttentionItem> {
    let mut items = attention(world, now).await.items;
    items.retain(|item| item.cause.kind() == kind);
    items
}

fn ids(items: &[AttentionItem]) -> Vec<CustomerId> {
    let ids = items.iter().filter_map(|item| item.customer.as_ref());
    ids.map(|(id, _)| *id).collect()
}

async fn the_figures_are_those_of_all_customers(world: World) {
    let (alpen, berg) = (
        Metered::new(&world, "Alpen", 1).await,
        Metered::new(&world, "Berg", 2).await,
    );
    report(&world, &alpen, days_ago("a", 0..3)).await;
    let live = UsageEvent {
        mode: Mode::Realtime,
        ..event("live", NOON)
    };
    report(&world, &berg, vec![live, event("batch", NOON)]).await;
    report(&world, &berg, days_ago("before", 8..10)).await;
    let permit = world.permit::<ViewDashboard>();
    let dashboard = world
        .store
        .dashboard(&permit, UsageRange::Last7, at(NOON))
        .await
        .unwrap();
    let usage = dashboard.usage;
    assert_eq!((usage.total.completed, usage.before.completed), (5, 2));
    assert_eq!(usage.slots.len(), 7);
    let parts: Vec<_> = usage
        .series
        .iter()
        .map(|series| {
            let last = series.slots.last().unwrap();
            let part = series.part.as_ref().unwrap();
            (part.key.as_str(), series.total.completed, last.completed)
        })
        .collect();
    assert_eq!(parts, [("batch", 4, 2), ("realtime", 1, 1)]);
    let year = world
        .store
        .dashboard(&permit, UsageRange::Last12Months, at(NOON))
        .await
        .unwrap();
    assert_eq!(year.usage.slots.len(), 12, "a year is shown by months");
    assert_eq!(year.usage.total.completed, 7);
}

async fn the_most_audio_comes_first(world: World) {
    let mut all = Vec::new();
    for number in 1..=7_u8 {
        let metered = Metered::new(&world, &format!("Customer {number}"), number).await;
        report(&world, &metered, days_ago("a", 0..i64::from(number - 1))).await;
        all.push(metered.customer.id);
    }
    let permit = world.permit::<ViewDashboard>();
    let top = world
        .store
        .top_customers(&permit, UsageRange::Last30, at(NOON))
        .await
        .unwrap();
    assert_eq!((top.users, top.total.completed), (6, 21));
    let used: Vec<_> = top
        .customers
        .iter()
        .map(|top| (top.id, top.usage.completed))
        .collect();
    let expected: Vec<_> = (2..7_u8)
        .rev()
        .map(|at| (all[usize::from(at)], i64::from(at)))
        .collect();
    assert_eq!(used, expected);
    assert_eq!(top.customers[0].name, "Customer 7");
}

async fn a_deleted_customer_is_in_no_figure(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    report(&world, &metered, days_ago("a", 0..3)).await;
    let permit = world.permit();
    let id = metered.customer.id;
    world
        .store
        .delete_customer(&permit, id, "Alpen", None)
        .await
        .unwrap();
    let permit = world.permit::<ViewDashboard>();
    let (range, now) = (UsageRange::Last30, at(NOON));
    let dashboard = world.store.dashboard(&permit, range, now).await.unwrap();
    assert!(dashboard.usage.total.is_nothing());
    let later = now.plus_seconds(DAY / 2);
    let top = world.store.top_customers(&permit, range, later).await;
    assert_eq!(top.unwrap().customers, []);
}

async fn new_customers_are_counted_and_named(world: World) {
    for number in 1..=6 {
        let email = format!("new-{number}@x.example");
        world.create(&format!("Customer {number}"), &email).await;
    }
    let permit = world.permit::<ViewDashboard>();
    let ask = async |now: Timestamp| {
        let dashboard = world.store.dashboard(&permit, UsageRange::Last7, now);
        dashboard.await.unwrap()
    };
    let now = today();
    let dashboard = ask(now).await;
    assert_eq!((dashboard.new, dashboard.new_before), (6, 0));
    assert_eq!(dashboard.customers.active, 6);
    let names: Vec<_> = dashboard.newest.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Customer 6",
            "Customer 5",
            "Customer 4",
            "Customer 3",
            "Customer 2"
        ]
    );
    let later = ask(now.plus_seconds(8 * DAY)).await;
    assert_eq!((later.new, later.new_before), (0, 6));
}

async fn stuck_sessions_are_told_of(world: World) {
    let (alpen, berg) = (
        Metered::new(&world, "Alpen", 1).await,
        Metered::new(&world, "Berg", 2).await,
    );
    let noon = at(NOON);
    alpen.begin(&world, "batch", noon).await;
    alpen.begin(&world, "batch", noon.plus_seconds(1)).await;
    berg.begin(&world, "realtime", noon.plus_seconds(5)).await;
    let kind = AttentionKind::Stuck;
    let at = |seconds| noon.plus_seconds(seconds);
    // An answer may be a minute old, so that each question comes later than that.
    assert_eq!(told(&world, kind, at(4)).await, []);
    assert_eq!(ids(&told(&world, kind, at(65)).await), [berg.customer.id]);
    let both = told(&world, kind, at(15 * 60 + 1)).await;
    assert_eq!(ids(&both), [alpen.customer.id, berg.customer.id]);
    let expected = Cause::Stuck {
        sessions: 2,
        since: noon,
    };
    assert_eq!(both[0].cause, expected);
    assert_eq!(both[0].customer.as_ref().unwrap().1, "Alpen");
}

async fn failures_are_compared_with_what_is_usual(world: World) {
    let (alpen, berg) = (
        Metered::new(&world, "Alpen", 1).await,
        Metered::new(&world, "Berg", 2).await,
    );
    let fail = |mut events: Vec<UsageEvent>| {
        for event in &mut events {
            event.outcome = WorkOutcome::Failed;
        }
        events
    };
    let today = |what: &str, number: usize| {
        let event = |at| event(&format!("{what} {at}"), NOON);
        (0..number).map(event).collect::<Vec<_>>()
    };
    for metered in [&alpen, &berg] {
        report(&world, metered, today("good", 15)).await;
        report(&world, metered, fail(today("bad", 5))).await;
    }
    // Of Berg, a quarter went wrong before as well.
    report(&world, &berg, days_ago("good", 1..31)).await;
    report(&world, &berg, fail(days_ago("bad", 1..11))).await;
    let found = told(&world, AttentionKind::Failures, at(NOON)).await;
    assert_eq!(ids(&found), [alpen.customer.id]);
    let expected = Cause::Failures {
        failed: 5,
        of: 20,
        usual_per_mille: None,
    };
    assert_eq!(found[0].cause, expected);
}

async fn tokens_that_end_soon_are_told_of(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let of = Holder::Customer(metered.customer.id);
    let permit = world.permit::<ManageTokens>();
    let make = async |called: &str, of: Holder, number: u8, scope: TokenScope| {
        let new = new_token(called, &[scope], Expiry::Days(30));
        let made = world
            .store
            .create_token(&permit, of, new, secret(number), at(NOON));
        made.await.unwrap()
    };
    make("Engine", of, 2, TokenScope::UsageRead).await;
    let revoked = make("Old", of, 3, TokenScope::UsageRead).await;
    make("Books", Holder::Reseller, 4, TokenScope::CustomersRead).await;
    world
        .store
        .revoke_token(&permit, revoked.id, at(NOON))
        .await
        .unwrap();
    let kind = AttentionKind::TokenExpires;
    let noon = at(NOON);
    assert_eq!(told(&world, kind, noon.plus_seconds(15 * DAY)).await, []);
    let soon = told(&world, kind, noon.plus_seconds(20 * DAY)).await;
    let names: Vec<_> = soon
        .iter()
        .map(|item| match &item.cause {
            Cause::TokenExpires { name, .. } => (Some(name.as_str()), item.customer.is_some()),
            _ => (None, false),
        })
        .collect();
    assert_eq!(names, [(Some("Engine"), true), (Some("Books"), false)]);
    assert_eq!(told(&world, kind, noon.plus_seconds(31 * DAY)).await, []);
}

async fn invitations_without_an_answer_are_told_of(world: World) {
    let customer = world.create("Alpen", "alpen@x.example").await;
    let now = today();
    let (of, to) = (People::Of(customer.id), "ana@x.example");
    let permit = world.permit::<ManageUsers>();
    world
        .store
        .invite_user(&permit, of, person("Ana Alba", to), invitation(to, 7))
        .await
        .unwrap();
    let kind = AttentionKind::Unanswered;
    assert_eq!(told(&world, kind, now.plus_seconds(2 * DAY)).await, []);
    let found = told(&world, kind, now.plus_seconds(4 * DAY)).await;
    assert_eq!(ids(&found), [customer.id]);
    let later = told(&world, kind, now.plus_seconds(8 * DAY)).await;
    let is_over = |item: &AttentionItem| match &item.cause {
        Cause::Unanswered { email, is_over, .. } => (email.clone(), *is_over),
        _ => (None, false),
    };
    let email = Some("ana@x.example".to_owned());
    assert_eq!(is_over(&found[0]), (email.clone(), false));
    assert_eq!(is_over(&later[0]), (email, true));
    assert_eq!(told(&world, kind, now.plus_seconds(31 * DAY)).await, []);
}

async fn customers_gone_silent_are_told_of(world: World) {
    let names = ["Regular", "Silent", "Rare", "Off"];
    let mut all = Vec::new();
    for (number, called) in (1..).zip(names) {
        all.push(Metered::new(&world, called, number).await);
    }
    report(&world, &all[0], days_ago("a", 6..12)).await;
    report(&world, &all[1], days_ago("a", 7..12)).await;
    report(&world, &all[2], days_ago("a", 7..11)).await;
    report(&world, &all[3], days_ago("a", 7..12)).await;
    let off = Status::Inactive;
    let permit = world.permit::<EditCustomers>();
    let those = CustomerSelection::These(vec![all[3].customer.id]);
    world
        .store
        .set_status_of_customers(&permit, &those, off)
        .await
        .unwrap();
    let found = told(&world, AttentionKind::Silent, at(NOON)).await;
    assert_eq!(ids(&found), [all[1].customer.id]);
    let last = "2026-11-15".parse().unwrap();
    assert_eq!(found[0].cause, Cause::Silent { last });
}

async fn other_tenants_are_in_none_of_it(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    report(&world, &metered, days_ago("a", 0..12)).await;
    metered.begin(&world, "batch", at(NOON)).await;
    let (dune, user) = reseller(&world.store, "Dune Audio", "noor@dune.example").await;
    let permit = permit_in::<ViewDashboard>(&dune, user);
    let now = at(NOON).plus_seconds(DAY);
    let range = UsageRange::Last30;
    let store = &world.store;
    // First as the one who has something: nothing that is kept of it may be another's answer.
    assert_eq!(attention(&world, now).await.count(None), 1);
    let dashboard = store.dashboard(&permit, range, now).await.unwrap();
    assert!(dashboard.usage.total.is_nothing() && dashboard.newest.is_empty());
    let top = store.top_customers(&permit, range, now).await.unwrap();
    assert_eq!((top.users, top.customers), (0, vec![]));
    let all = AttentionQuery {
        rows: 50,
        ..AttentionQuery::default()
    };
    let attention = store.attention(&permit, all, now).await.unwrap();
    assert_eq!(attention.count(None), 0);
}
