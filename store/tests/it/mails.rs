//! The outbox: each mail is sent once, tried for a day, and its links forgotten then.

use crate::support::{World, both_databases};
use crate::users::{invitation, person};
use domain::Error;
use domain::error::Conflict;
use domain::mail::{MAIL_SECONDS, MailState, Mails, Outbox};
use domain::timestamp::Timestamp;
use domain::user::{People, Users};

both_databases! {
    a_mail_waits_with_its_cause_and_is_sent_once
    a_mail_that_nobody_takes_is_tried_for_a_day
    of_many_processes_one_sends_a_mail
}

fn now() -> Timestamp {
    Timestamp::from(chrono::Utc::now())
}

async fn write_mail(world: &World) {
    let at = "berta@people.example";
    world
        .store
        .invite_user(
            &world.permit(),
            People::Team,
            person("Berta", at),
            invitation(at, 1),
        )
        .await
        .unwrap();
}

async fn a_mail_waits_with_its_cause_and_is_sent_once(world: World) {
    let store = &world.store;
    assert_eq!(store.take_due_mail(&world.permit(), now()).await, Ok(None));
    write_mail(&world).await;
    let due = store.take_due_mail(&world.permit(), now()).await;
    let mail = due.unwrap().unwrap();
    assert_eq!(mail.to.as_str(), "berta@people.example");
    assert_eq!((mail.attempt, mail.sender.as_str()), (1, "Polder Speech"));
    // While it is being sent it is nobody else's.
    assert_eq!(store.take_due_mail(&world.permit(), now()).await, Ok(None));
    store
        .note_sent(&world.permit(), mail.id, now())
        .await
        .unwrap();
    let later = now().plus_seconds(MAIL_SECONDS);
    assert_eq!(store.take_due_mail(&world.permit(), later).await, Ok(None));
    let listed = store.list_mails(&world.permit(), None, 10).await.unwrap();
    assert!(matches!(listed[0].state, MailState::Sent(_)));
    assert_eq!((listed.len(), &listed[0].text), (1, &None));
    let again = store.resend_mail(&world.permit(), mail.id, now()).await;
    assert_eq!(again, Err(Error::Conflict(Conflict::Sent)));
}

async fn a_mail_that_nobody_takes_is_tried_for_a_day(world: World) {
    let store = &world.store;
    write_mail(&world).await;
    let (mut at, mut attempts) = (now(), 0);
    let end = at.plus_seconds(MAIL_SECONDS + 4 * 60 * 60);
    while at < end {
        if let Some(mail) = store.take_due_mail(&world.permit(), at).await.unwrap() {
            attempts += 1;
            assert_eq!(mail.attempt, attempts);
            store
                .note_failure(&world.permit(), mail.id, &"no ".repeat(1_000))
                .await
                .unwrap();
        }
        at = at.plus_seconds(5 * 60);
    }
    assert!((10..=14).contains(&attempts), "{attempts}");
    let listed = store.list_mails(&world.permit(), None, 10).await.unwrap();
    assert_eq!(listed[0].state, MailState::Failed);
    assert_eq!(listed[0].failure.as_ref().unwrap().chars().count(), 500);
    let again = store.resend_mail(&world.permit(), listed[0].id, at).await;
    assert_eq!(again.unwrap().state, MailState::Waiting);
    let due = store.take_due_mail(&world.permit(), at).await.unwrap();
    assert_eq!(due.unwrap().attempt, attempts + 1);
}

async fn of_many_processes_one_sends_a_mail(world: World) {
    write_mail(&world).await;
    let tries = (0..20).map(|_| {
        let world = world.clone();
        tokio::spawn(async move { world.store.take_due_mail(&world.permit(), now()).await })
    });
    let mut taken = 0;
    for one in tries.collect::<Vec<_>>() {
        taken += usize::from(one.await.unwrap().unwrap().is_some());
    }
    assert_eq!(taken, 1);
}
