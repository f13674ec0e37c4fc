//! Transcription sessions.

use crate::metering::{Metered, NOON, at, new_transcription, of_token, said};
use crate::support::{World, both_databases};
use domain::Error;
use domain::access::{EditSettings, Permission, Permit, ReportTranscriptions, ViewTranscriptions};
use domain::api_token::TokenScope;
use domain::customer::{CustomerSelection, Customers, Status as CustomerStatus};
use domain::error::Conflict;
use domain::listing::{Direction, PageRequest, PageSize, Total};
use domain::transcription::{
    Expiring, Mode, Report, TranscriptionFilter, TranscriptionListing, TranscriptionSort,
    TranscriptionStatus as Status, Transcriptions,
};
use store::{Change, News};

both_databases! {
    a_session_is_begun_reported_and_ended
    repeated_and_late_reports_change_nothing
    two_reports_at_once_are_both_heard
    a_token_reports_what_it_was_made_for
    an_inactive_customer_begins_nothing_and_ends_what_it_began
    silent_sessions_stall_and_expire
    sessions_are_listed_filtered_and_searched
    open_pages_are_told
}

async fn a_session_is_begun_reported_and_ended(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let begun = metered.begin(&world, "batch", at(NOON)).await;
    assert_eq!((begun.status, begun.sequence), (Status::Queued, 0));
    assert_eq!(begun.title(), "Vergadering.wav");
    assert_eq!(begun.token_name.as_deref(), Some("Engine"));
    let later = at("2026-11-22T12:16:00Z");
    let working = metered
        .report(&world, &begun, said(Report::Progress, 1, 30_000), later)
        .await;
    let working = working.unwrap();
    assert_eq!(working.status, Status::Processing);
    assert_eq!(
        (working.started_at, working.media_ms),
        (Some(later), 30_000)
    );
    assert_eq!(working.billed_ms, 0);
    let end = at("2026-11-22T12:17:00Z");
    let done = metered
        .report(&world, &begun, said(Report::Complete, 2, 90_000), end)
        .await;
    let done = done.unwrap();
    assert_eq!((done.status, done.billed_ms), (Status::Completed, 90_000));
    assert_eq!(
        (done.started_at, done.finished_at),
        (Some(later), Some(end))
    );
    let more = metered
        .report(&world, &begun, said(Report::Progress, 3, 99_000), end)
        .await;
    let over = Conflict::TranscriptionOver(Status::Completed);
    assert_eq!(more, Err(Error::Conflict(over)));
    let seen = world
        .store
        .transcription(&world.permit(), begun.id, end)
        .await
        .unwrap();
    assert_eq!(seen.customer_name.as_deref(), Some("Alpen"));
    assert_eq!((seen.status, seen.media_ms), (done.status, done.media_ms));
}

async fn repeated_and_late_reports_change_nothing(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let begun = metered.begin(&world, "batch", at(NOON)).await;
    let report = async |report, sequence, ms| {
        let said = said(report, sequence, ms);
        metered
            .report(&world, &begun, said, at(NOON))
            .await
            .unwrap()
    };
    let five = report(Report::Progress, 5, 50_000).await;
    assert_eq!(report(Report::Progress, 4, 40_000).await, five);
    assert_eq!(report(Report::Fail, 5, 0).await, five);
    let done = report(Report::Complete, 6, 60_000).await;
    assert_eq!(report(Report::Complete, 6, 60_000).await, done);
    assert_eq!(report(Report::Cancel, 1, 0).await, done);
}

async fn two_reports_at_once_are_both_heard(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    for _ in 0..10 {
        let begun = metered.begin(&world, "realtime", at(NOON)).await;
        let (progress, complete) = tokio::join!(
            metered.report(&world, &begun, said(Report::Progress, 1, 10_000), at(NOON)),
            metered.report(&world, &begun, said(Report::Complete, 2, 20_000), at(NOON)),
        );
        progress.unwrap();
        assert_eq!(complete.unwrap().status, Status::Completed);
        let seen = world
            .store
            .transcription(&world.permit(), begun.id, at(NOON))
            .await;
        assert_eq!(seen.unwrap().media_ms, 20_000);
    }
}

async fn a_token_reports_what_it_was_made_for(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let live = metered.begin(&world, "realtime", at(NOON)).await;
    let token = &metered.token;
    let narrow = [TokenScope::SessionsBatch].into_iter().collect();
    let session = of_token(world.realm.reseller, token.of, token.id, narrow);
    let permit = Permit::<ReportTranscriptions>::ask(&session).unwrap();
    let refused = Err(Error::Forbidden(Permission::ReportTranscriptions));
    let store = &world.store;
    let begin = store.begin_transcription(&permit, new_transcription("realtime"), at(NOON));
    assert_eq!(begin.await, refused);
    let report = said(Report::Cancel, 1, 0);
    let cancel = store.report_transcription(&permit, live.id, report, at(NOON));
    assert_eq!(cancel.await, refused);
    assert!(Permit::<ViewTranscriptions>::ask(&session).is_err());
    let begin = store.begin_transcription(&permit, new_transcription("batch"), at(NOON));
    assert!(begin.await.is_ok());
}

async fn an_inactive_customer_begins_nothing_and_ends_what_it_began(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let begun = metered.begin(&world, "batch", at(NOON)).await;
    let off = CustomerSelection::These(vec![metered.customer.id]);
    world
        .store
        .set_status_of_customers(&world.permit(), &off, CustomerStatus::Inactive)
        .await
        .unwrap();
    let new = new_transcription("batch");
    let refused = world
        .store
        .begin_transcription(&metered.permit(), new, at(NOON))
        .await;
    assert_eq!(refused, Err(Error::Conflict(Conflict::CustomerInactive)));
    let done = metered
        .report(&world, &begun, said(Report::Complete, 1, 1_000), at(NOON))
        .await;
    assert_eq!(done.unwrap().status, Status::Completed);
}

async fn silent_sessions_stall_and_expire(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    let store = &world.store;
    let batch = metered.begin(&world, "batch", at(NOON)).await;
    let live = metered.begin(&world, "realtime", at(NOON)).await;
    let stalled = async |id, now: &str| {
        let seen = store
            .transcription(&world.permit(), id, at(now))
            .await
            .unwrap();
        (seen.is_stalled, seen.status)
    };
    assert_eq!(
        stalled(live.id, "2026-11-22T12:15:59Z").await,
        (false, Status::Queued)
    );
    assert_eq!(
        stalled(live.id, "2026-11-22T12:16:00Z").await,
        (true, Status::Queued)
    );
    assert_eq!(
        stalled(batch.id, "2026-11-22T12:16:00Z").await,
        (false, Status::Queued)
    );
    let told = async |since: &str, now: &str| {
        let permit = world.permit::<EditSettings>();
        let told = store.tell_stalled_transcriptions(&permit, at(since), at(now));
        told.await.unwrap()
    };
    let mut news = store.news();
    let (before, then) = ("2026-11-22T12:15:50Z", "2026-11-22T12:16:00Z");
    assert_eq!(told(before, "2026-11-22T12:15:59Z").await, 0);
    assert_eq!(told(before, then).await, 1);
    assert_eq!(told(then, "2026-11-22T12:16:10Z").await, 0);
    let changed = Change {
        reseller: world.realm.reseller,
        customer: metered.customer.id,
        id: live.id,
    };
    assert_eq!(news.recv().await.unwrap(), News::Changed(changed));
    let expire = async |now: &str| {
        let permit = world.permit::<EditSettings>();
        store.expire_transcriptions(&permit, at(now)).await.unwrap()
    };
    assert_eq!(expire("2026-11-22T12:29:59Z").await, 0);
    assert_eq!(expire("2026-11-22T12:30:00Z").await, 1);
    assert_eq!(expire("2026-11-22T12:30:00Z").await, 0);
    assert_eq!(
        stalled(live.id, "2026-11-22T12:31:00Z").await,
        (false, Status::Expired)
    );
    let late = metered
        .report(&world, &live, said(Report::Complete, 1, 1), at(NOON))
        .await;
    let over = Conflict::TranscriptionOver(Status::Expired);
    assert_eq!(late, Err(Error::Conflict(over)));
    assert_eq!(expire("2026-11-23T12:15:00Z").await, 1);
}

async fn sessions_are_listed_filtered_and_searched(world: World) {
    let (alpen, berg) = (
        Metered::new(&world, "Alpen", 1).await,
        Metered::new(&world, "Berg", 2).await,
    );
    let store = &world.store;
    let mut begun = Vec::new();
    for minute in 10..40 {
        let now = at(&format!("2026-11-22T12:{minute}:00Z"));
        begun.push(alpen.begin(&world, "batch", now).await);
    }
    let other = berg
        .begin(&world, "realtime", at("2026-11-22T13:00:00Z"))
        .await;
    let latest = &begun[29];
    let now = at("2026-11-22T13:00:00Z");
    alpen
        .report(&world, latest, said(Report::Complete, 1, 5_000), now)
        .await
        .unwrap();
    let list = async |of, filter: TranscriptionFilter, page| {
        let listing = TranscriptionListing {
            filter,
            page: PageRequest {
                page,
                size: PageSize::Rows25,
                ..PageRequest::default()
            },
        };
        let permit = world.permit::<ViewTranscriptions>();
        store
            .list_transcriptions(&permit, of, &listing, now)
            .await
            .unwrap()
    };
    let any = TranscriptionFilter::default;
    let all = list(None, any(), 1).await;
    assert_eq!((all.total, all.rows[0].id), (Total::Exact(31), other.id));
    let second = list(Some(alpen.customer.id), any(), 2).await;
    assert_eq!((second.total, second.rows.len()), (Total::Exact(30), 5));
    assert_eq!(second.rows[4].id, begun[0].id);
    let ids = async |filter| {
        let page = list(None, filter, 1).await;
        page.rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let statuses = vec![Status::Completed];
    assert_eq!(
        ids(TranscriptionFilter { statuses, ..any() }).await,
        [latest.id]
    );
    let mode = Some(Mode::Realtime);
    assert_eq!(ids(TranscriptionFilter { mode, ..any() }).await, [other.id]);
    let token = Some(berg.token.id);
    assert_eq!(
        ids(TranscriptionFilter { token, ..any() }).await,
        [other.id]
    );
    let search = other.id.to_string();
    assert_eq!(
        ids(TranscriptionFilter { search, ..any() }).await,
        [other.id]
    );
    let search = "VERGADER".to_owned();
    assert_eq!(ids(TranscriptionFilter { search, ..any() }).await.len(), 25);
    let from = Some("2026-11-23".parse().unwrap());
    assert!(ids(TranscriptionFilter { from, ..any() }).await.is_empty());
    let permit = alpen.permit::<ViewTranscriptions>();
    let own = store
        .latest_transcriptions(&permit, None, &any(), Some(latest.id), 3, now)
        .await
        .unwrap();
    let own: Vec<_> = own.iter().map(|row| row.id).collect();
    assert_eq!(own, [begun[28].id, begun[27].id, begun[26].id]);
    let listing = TranscriptionListing {
        filter: any(),
        page: PageRequest {
            sort: TranscriptionSort::Audio,
            direction: Direction::Descending,
            ..PageRequest::default()
        },
    };
    let longest = store
        .list_transcriptions(&permit, None, &listing, now)
        .await
        .unwrap();
    assert_eq!(longest.rows[0].id, latest.id);
    let languages = store.spoken_languages(&permit, None).await.unwrap();
    assert_eq!(
        languages
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["nl"]
    );
    let foreign = store.transcription(&permit, other.id, now).await;
    assert_eq!(foreign, Err(Error::NotFound));
}

async fn open_pages_are_told(world: World) {
    let metered = Metered::new(&world, "Alpen", 1).await;
    // Another process at the same database, and this one; with SQLite there is only this one.
    let beside = store::Store::connect(&world.url).await.unwrap();
    let mut here = world.store.news();
    let mut there = if world.is_postgres() {
        beside.news()
    } else {
        world.store.news()
    };
    let (from, to) = (world.store.clone(), beside.clone());
    let carriers = [
        tokio::spawn(async move { from.carry_news().await }),
        tokio::spawn(async move { to.carry_news().await }),
    ];
    if world.is_postgres() {
        // From then on it listens.
        assert_eq!(there.recv().await.unwrap(), News::Missed);
    }
    let begun = metered.begin(&world, "batch", at(NOON)).await;
    for news in [&mut here, &mut there] {
        let change = loop {
            if let News::Changed(change) = news.recv().await.unwrap() {
                break change;
            }
        };
        assert_eq!(
            (change.id, change.customer),
            (begun.id, metered.customer.id)
        );
    }
    for carrier in carriers {
        carrier.abort();
    }
    beside.close().await.unwrap();
}
