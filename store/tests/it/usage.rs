//! Usage: what is counted is what was reported.

use crate::metering::{Metered, NOON, at, event, said};
use crate::support::{World, both_databases};
use domain::Error;
use domain::access::{EditSettings, ReportUsage, ViewUsage};
use domain::customer::Customers;
use domain::field::{Field, Issue};
use domain::id::CustomerId;
use domain::settings::ResellerSettings;
use domain::time_zone::TimeZone;
use domain::transcription::{Mode, Report, SpokenLanguage};
use domain::usage::{
    Grain, ItemOutcome, Split, Usage, UsageAudit, UsageEvent, UsageEvents, UsageFilter, UsageQuery,
    UsageRange, UsageReport, UsageReports, WorkOutcome,
};

both_databases! {
    an_event_counts_once_for_ever
    each_of_thousands_of_events_gets_its_own_answer
    what_is_tried_counts_nothing
    a_session_counts_when_it_ends
    days_and_hours_are_those_of_the_reseller
    usage_is_split_and_filtered
    another_time_zone_counts_anew
    a_deleted_customer_leaves_nothing
    what_is_kept_can_be_verified_and_counted_anew
    many_programs_count_at_once
}

async fn report(world: &World, metered: &Metered, events: &[UsageEvent]) -> Vec<ItemOutcome> {
    let permit = metered.permit::<ReportUsage>();
    let store = &world.store;
    let reported = store.report_usage(&permit, events.to_vec(), false, at(NOON));
    reported.await.unwrap()
}

fn query(customer: CustomerId) -> UsageQuery {
    UsageQuery {
        customer,
        range: UsageRange::Last7,
        grain: Grain::Day,
        split: None,
        filter: UsageFilter::default(),
    }
}

async fn used(world: &World, query: &UsageQuery) -> UsageReport {
    let permit = world.permit::<ViewUsage>();
    world.store.usage(&permit, query, at(NOON)).await.unwrap()
}

/// What is kept is what was reported.
async fn is_exact(world: &World) {
    let differences = world
        .store
        .verify_usage(&world.permit::<EditSettings>())
        .await;
    assert_eq!(differences, Ok(vec![]));
}

async fn an_event_counts_once_for_ever(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let events = [
        event("1", NOON),
        event("2", NOON),
        event("1", "2026-11-20T12:00:00Z"),
    ];
    let outcomes = report(&world, &metered, &events).await;
    assert_eq!(
        outcomes,
        [
            ItemOutcome::Accepted,
            ItemOutcome::Accepted,
            ItemOutcome::Duplicate
        ]
    );
    let again = report(&world, &metered, &[event("2", NOON), event("3", NOON)]).await;
    assert_eq!(again, [ItemOutcome::Duplicate, ItemOutcome::Accepted]);
    let other_source = UsageEvent {
        source: "engine-2".into(),
        ..event("2", NOON)
    };
    let outcomes = report(&world, &metered, &[other_source]).await;
    assert_eq!(outcomes, [ItemOutcome::Accepted]);
    // Another customer has IDs of its own.
    let berg = Metered::new(&world, "Berg", 2).await;
    let outcomes = report(&world, &berg, &[event("1", NOON)]).await;
    assert_eq!(outcomes, [ItemOutcome::Accepted]);
    let usage = used(&world, &query(metered.customer.id)).await;
    assert_eq!((usage.total.completed, usage.total.audio_ms), (4, 360_000));
    is_exact(&world).await;
}

/// They are written by statements of several sizes: some hold nothing new, some nothing else, and
/// some both.
async fn each_of_thousands_of_events_gets_its_own_answer(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let numbered = |number: u32| event(&number.to_string(), NOON);
    let all: Vec<UsageEvent> = (0..2_345).map(numbered).collect();
    let new = report(&world, &metered, &all).await;
    assert_eq!(new, vec![ItemOutcome::Accepted; all.len()]);
    let again = report(&world, &metered, &all).await;
    assert_eq!(again, vec![ItemOutcome::Duplicate; all.len()]);
    // Every third one of the second thousand is new, and stands there twice.
    let is_new = |number: u32| (1_000..2_000).contains(&number) && number.is_multiple_of(3);
    let numbers: Vec<u32> = (0..2_345).collect();
    let mixed = numbers.iter().flat_map(|&number| {
        let sent = if is_new(number) {
            9_000 + number
        } else {
            number
        };
        [numbered(sent), numbered(sent)]
    });
    let outcomes = report(&world, &metered, &mixed.collect::<Vec<_>>()).await;
    for (number, outcomes) in numbers.iter().zip(outcomes.chunks(2)) {
        let first = if is_new(*number) {
            ItemOutcome::Accepted
        } else {
            ItemOutcome::Duplicate
        };
        assert_eq!(outcomes, [first, ItemOutcome::Duplicate], "{number}");
    }
    let usage = used(&world, &query(metered.customer.id)).await;
    let new = numbers.iter().filter(|number| is_new(**number)).count();
    assert_eq!(usize::try_from(usage.total.completed), Ok(all.len() + new));
    is_exact(&world).await;
}

async fn what_is_tried_counts_nothing(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    report(&world, &metered, &[event("1", NOON)]).await;
    let permit = metered.permit::<ReportUsage>();
    let events = vec![event("1", NOON), event("2", NOON), event("2", NOON)];
    let tried = world
        .store
        .report_usage(&permit, events, true, at(NOON))
        .await;
    assert_eq!(
        tried.unwrap(),
        [
            ItemOutcome::Duplicate,
            ItemOutcome::Accepted,
            ItemOutcome::Duplicate
        ]
    );
    let usage = used(&world, &query(metered.customer.id)).await;
    assert_eq!(usage.total.completed, 1);
}

async fn a_session_counts_when_it_ends(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let ends = [Report::Complete, Report::Fail, Report::Cancel];
    for end in ends {
        let begun = metered.begin(&world, "batch", at(NOON)).await;
        let total = used(&world, &query(metered.customer.id)).await.total;
        for _ in 0..2 {
            let said = said(end, 1, 60_000);
            metered
                .report(&world, &begun, said, at(NOON))
                .await
                .unwrap();
        }
        let after = used(&world, &query(metered.customer.id)).await.total;
        assert_eq!((after - total).transcriptions(), 1);
    }
    let total = used(&world, &query(metered.customer.id)).await.total;
    assert_eq!(
        total,
        Usage {
            completed: 1,
            failed: 1,
            cancelled: 1,
            expired: 0,
            audio_ms: 60_000,
            billed_ms: 60_000,
        }
    );
    is_exact(&world).await;
}

async fn days_and_hours_are_those_of_the_reseller(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    // Midnight in Amsterdam, twice: the last quarter of the 20th and the first one of the 21st.
    let events = [
        event("1", "2026-11-20T22:50:00Z"),
        event("2", "2026-11-20T23:10:00Z"),
        event("3", "2026-11-20T23:59:59Z"),
    ];
    report(&world, &metered, &events).await;
    let by_day = used(&world, &query(metered.customer.id)).await;
    assert_eq!(by_day.zone.as_str(), "Europe/Amsterdam");
    let names: Vec<_> = by_day.slots.iter().map(|slot| slot.name.as_str()).collect();
    assert_eq!(
        (names[0], names[6], names.len()),
        ("2026-11-16", "2026-11-22", 7)
    );
    let counted = |report: &UsageReport| {
        let slots = report.slots.iter().zip(&report.series[0].slots);
        let used = slots.filter(|(_, usage)| !usage.is_nothing());
        used.map(|(slot, usage)| (slot.name.clone(), usage.completed))
            .collect::<Vec<_>>()
    };
    let expected = [("2026-11-20".to_owned(), 1), ("2026-11-21".to_owned(), 2)];
    assert_eq!(counted(&by_day), expected);
    let grain = Grain::Hour;
    let by_hour = used(
        &world,
        &UsageQuery {
            grain,
            ..query(metered.customer.id)
        },
    )
    .await;
    assert_eq!(by_hour.slots.len(), 7 * 24);
    let expected = [
        ("2026-11-20T23:00:00+01:00".to_owned(), 1),
        ("2026-11-21T00:00:00+01:00".to_owned(), 2),
    ];
    assert_eq!(counted(&by_hour), expected);
    let grain = Grain::Month;
    let by_month = used(
        &world,
        &UsageQuery {
            grain,
            ..query(metered.customer.id)
        },
    )
    .await;
    assert_eq!(counted(&by_month), [("2026-11".to_owned(), 3)]);
    // The day on which clocks are put back has 25 hours.
    let day = "2026-10-25".parse().unwrap();
    let autumn = UsageQuery {
        range: UsageRange::free(day, day),
        grain: Grain::Hour,
        ..query(metered.customer.id)
    };
    assert_eq!(used(&world, &autumn).await.slots.len(), 25);
}

async fn usage_is_split_and_filtered(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let german = |id: &str| UsageEvent {
        language: SpokenLanguage::parse("de").unwrap(),
        mode: Mode::Realtime,
        media_ms: 500_000,
        ..event(id, NOON)
    };
    let failed = UsageEvent {
        outcome: WorkOutcome::Failed,
        ..event("4", "2026-11-12T12:00:00Z")
    };
    let events = [event("1", NOON), event("2", NOON), german("3"), failed];
    report(&world, &metered, &events).await;
    let customer = metered.customer.id;
    let parts = async |split| {
        let split = Some(split);
        let report = used(
            &world,
            &UsageQuery {
                split,
                ..query(customer)
            },
        )
        .await;
        let series = report.series.into_iter();
        series
            .map(|series| {
                let part = series.part.unwrap();
                (part.name.unwrap_or(part.key), series.total.completed)
            })
            .collect::<Vec<_>>()
    };
    let of = |name: &str, completed| (name.to_owned(), completed);
    assert_eq!(parts(Split::Language).await, [of("de", 1), of("nl", 2)]);
    assert_eq!(
        parts(Split::Mode).await,
        [of("realtime", 1), of("batch", 2)]
    );
    assert_eq!(parts(Split::Token).await, [of("Engine", 3)]);
    let filter = UsageFilter {
        language: Some(SpokenLanguage::parse("nl").unwrap()),
        ..UsageFilter::default()
    };
    let dutch = used(
        &world,
        &UsageQuery {
            filter,
            ..query(customer)
        },
    )
    .await;
    assert_eq!((dutch.total.completed, dutch.before.failed), (2, 1));
    assert_eq!(dutch.days_before.to.to_string(), "2026-11-15");
    let own = world
        .store
        .usage(&metered.permit(), &query(customer), at(NOON))
        .await;
    assert_eq!(own.unwrap().total.completed, 3);
    let berg = Metered::new(&world, "Berg", 2).await;
    let foreign = world
        .store
        .usage(&berg.permit(), &query(customer), at(NOON))
        .await;
    assert_eq!(foreign, Err(Error::NotFound));
}

async fn another_time_zone_counts_anew(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    report(&world, &metered, &[event("1", "2026-11-20T18:45:00Z")]).await;
    let stored = world.store.settings(&world.permit()).await.unwrap();
    let mut settings = stored.settings;
    settings.time_zone = TimeZone::parse("Asia/Kolkata").unwrap();
    let permit = world.permit::<EditSettings>();
    world
        .store
        .set_settings(&permit, settings, stored.version)
        .await
        .unwrap();
    let grain = Grain::Hour;
    let report = used(
        &world,
        &UsageQuery {
            grain,
            ..query(metered.customer.id)
        },
    )
    .await;
    let slots = report.slots.iter().zip(&report.series[0].slots);
    let counted: Vec<_> = slots
        .filter(|(_, usage)| usage.completed == 1)
        .map(|(slot, _)| slot.name.as_str())
        .collect();
    assert_eq!(counted, ["2026-11-21T00:00:00+05:30"]);
    is_exact(&world).await;
}

async fn a_deleted_customer_leaves_nothing(world: World) {
    let (alpen, berg) = (
        Metered::new(&world, "Alpen", 1).await,
        Metered::new(&world, "Berg", 2).await,
    );
    for metered in [&alpen, &berg] {
        report(&world, metered, &[event("1", NOON), event("2", NOON)]).await;
        metered.begin(&world, "batch", at(NOON)).await;
    }
    // Nobody signs in for it, but what it used is worth a second thought.
    let (store, id) = (&world.store, alpen.customer.id);
    let refused = store.delete_customer(&world.permit(), id, "", None).await;
    let reason = Error::invalid(Field::Confirmation, Issue::DoesNotMatch);
    assert_eq!(refused, Err(reason));
    store
        .delete_customer(&world.permit(), id, "Alpen", None)
        .await
        .unwrap();
    is_exact(&world).await;
    for table in [
        "usage_event",
        "usage_hour",
        "usage_day",
        "usage_customer_day",
        "transcription",
    ] {
        let sql = format!("SELECT 'x', CAST(count(DISTINCT customer_id) AS TEXT) FROM {table}");
        assert_eq!(
            world.rows(&sql).await,
            [("x".into(), "1".into())],
            "{table}"
        );
    }
    let permit = alpen.permit::<ReportUsage>();
    let late = world
        .store
        .report_usage(&permit, vec![event("3", NOON)], false, at(NOON))
        .await;
    assert_eq!(late, Err(Error::NotFound));
}

async fn what_is_kept_can_be_verified_and_counted_anew(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    report(&world, &metered, &[event("1", NOON), event("2", NOON)]).await;
    is_exact(&world).await;
    let raw = world.raw().await;
    sea_orm::ConnectionTrait::execute_unprepared(&raw, "UPDATE usage_day SET completed = 3")
        .await
        .unwrap();
    raw.close().await.unwrap();
    let permit = world.permit::<EditSettings>();
    let found = world.store.verify_usage(&permit).await.unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].at.starts_with("usage_day"), "{}", found[0].at);
    assert_eq!(
        (found[0].counted.completed, found[0].reported.completed),
        (3, 2)
    );
    world.store.recount_usage(&permit).await.unwrap();
    is_exact(&world).await;
}

async fn many_programs_count_at_once(world: World) {
    let mut work = Vec::new();
    for number in 1..=4_u8 {
        let metered = Metered::new(&world, &format!("Customer {number}"), number).await;
        for batch in 0..4 {
            let (world, metered) = (world.clone(), metered.clone());
            work.push(tokio::spawn(async move {
                // Half of each batch stands in the next one as well.
                let events: Vec<_> = (batch * 200..batch * 200 + 400)
                    .map(|id| event(&id.to_string(), NOON))
                    .collect();
                report(&world, &metered, &events).await;
            }));
        }
    }
    for done in work {
        done.await.unwrap();
    }
    is_exact(&world).await;
    let sql = "SELECT 'x', CAST(sum(completed) AS TEXT) FROM usage_total";
    assert_eq!(world.rows(sql).await, [("x".into(), "4000".into())]);
    let permit = world.permit::<EditSettings>();
    assert_eq!(world.store.verify_usage(&permit).await, Ok(vec![]));
}
