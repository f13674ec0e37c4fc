//! Other passwords: given by the reseller, asked for by mail, chosen by oneself.

use crate::support::{Requested, World, both_databases, email, name, origin, own, reset_request};
use crate::users::{invitation, person};
use domain::Error;
use domain::access::{Session, Subject};
use domain::audit::{AuditKind, History};
use domain::customer::{CustomerSelection, Customers, Status};
use domain::error::Conflict;
use domain::id::{CustomerId, UserId};
use domain::link::{LinkKind, LinkState, PASSWORD_RESET_SECONDS};
use domain::mail::Mails;
use domain::sign_in::{Device, SecretHash, SessionEnd, SessionState, SignIns};
use domain::timestamp::Timestamp;
use domain::user::{People, Users};

both_databases! {
    a_reset_ends_all_sessions_and_has_to_be_changed
    the_team_and_the_unregistered_are_not_reset
    a_forgotten_password_is_replaced_by_a_link_once
    of_fifty_who_use_a_reset_link_one_does
    nobody_is_mailed_who_may_not_sign_in
}

const ANA: &str = "ana@people.example";

fn now() -> Timestamp {
    Timestamp::from(chrono::Utc::now())
}

/// A customer with one person who has registered.
async fn registered(world: &World) -> (CustomerId, UserId) {
    let customer = world.create("Alba Media", "info@alba.example").await;
    let of = People::Of(customer.id);
    let invited = world
        .store
        .invite_user(&world.permit(), of, person("Ana", ANA), invitation(ANA, 1))
        .await
        .unwrap();
    let token = SecretHash([1; 32]);
    world
        .store
        .register(token, name("Ana"), "first".into(), origin(), now())
        .await
        .unwrap();
    (customer.id, invited.id)
}

async fn request(world: &World, byte: u8) {
    let Requested { link, mail } = reset_request(byte);
    world
        .store
        .request_reset(&world.realm, &email(ANA), link, mail)
        .await
        .unwrap();
}

async fn hash_of(world: &World) -> Option<String> {
    let credential = world.store.credential(&world.realm, &email(ANA)).await;
    credential.unwrap().unwrap().password_hash
}

async fn a_reset_ends_all_sessions_and_has_to_be_changed(world: World) {
    let (customer, ana) = registered(&world).await;
    let store = &world.store;
    let token = SecretHash([7; 32]);
    let open = || store.open_session(&world.realm, ana, token, Device::default(), false, now());
    open().await.unwrap();
    store
        .reset_password(&world.permit(), ana, "given".into(), now())
        .await
        .unwrap();
    let ended = SessionState::Ended(SessionEnd::Revoked);
    assert_eq!(store.session(token, now()).await, Ok(ended));
    assert_eq!(hash_of(&world).await.as_deref(), Some("given"));
    store.close_session(token).await.unwrap();
    open().await.unwrap();
    let must_change = async || match store.session(token, now()).await {
        Ok(SessionState::Live {
            must_change_password,
            ..
        }) => Some(must_change_password),
        _ => None,
    };
    assert_eq!(must_change().await, Some(true));
    let subject = Subject::Customer(customer);
    let session = Session::of_user(world.realm.reseller, subject, ana, origin());
    let credential = store.own_credential(&own(&session)).await.unwrap();
    assert_eq!(credential.password_hash.as_deref(), Some("given"));
    let realm = store.choose_password(&own(&session), "chosen".into()).await;
    assert_eq!(realm.as_ref(), Ok(&world.realm));
    assert_eq!(must_change().await, None);
    store.close_session(token).await.unwrap();
    open().await.unwrap();
    assert_eq!(must_change().await, Some(false));
    let events = store
        .customer_history(&world.permit(), customer, None, 10)
        .await
        .unwrap();
    let latest: Vec<_> = events
        .iter()
        .map(|it| (it.kind, it.actor))
        .take(2)
        .collect();
    assert_eq!(
        latest,
        [
            (AuditKind::PasswordChanged, Some(ana)),
            (AuditKind::PasswordReset, Some(world.user)),
        ]
    );
    assert!(events.iter().take(2).all(|event| event.changes.is_empty()));
}

async fn the_team_and_the_unregistered_are_not_reset(world: World) {
    let store = &world.store;
    let team = store
        .reset_password(&world.permit(), world.user, "x".into(), now())
        .await;
    assert_eq!(team, Err(Error::NotFound));
    let customer = world.create("Alba Media", "info@alba.example").await;
    let of = People::Of(customer.id);
    let invited = store
        .invite_user(&world.permit(), of, person("Ana", ANA), invitation(ANA, 1))
        .await
        .unwrap();
    let reset = store
        .reset_password(&world.permit(), invited.id, "x".into(), now())
        .await;
    assert_eq!(reset, Err(Error::Conflict(Conflict::NotRegistered)));
}

async fn a_forgotten_password_is_replaced_by_a_link_once(world: World) {
    let (_, ana) = registered(&world).await;
    let store = &world.store;
    request(&world, 2).await;
    request(&world, 3).await;
    let state = |byte: u8, at| store.link(LinkKind::PasswordReset, SecretHash([byte; 32]), at);
    assert_eq!(state(2, now()).await, Ok(LinkState::Revoked));
    assert!(matches!(state(3, now()).await, Ok(LinkState::Open(_))));
    let late = now().plus_seconds(PASSWORD_RESET_SECONDS);
    assert_eq!(state(3, late).await, Ok(LinkState::Expired));
    // A link for one thing is no link for another.
    let other = store
        .link(LinkKind::Invitation, SecretHash([3; 32]), now())
        .await;
    assert_eq!(other, Ok(LinkState::Unknown));
    let token = SecretHash([3; 32]);
    let use_it = |at| store.reset_password_by_link(token, "new".into(), origin(), at);
    assert_eq!(use_it(late).await.err(), Some(Error::NotFound));
    let (realm, user, _) = use_it(now()).await.unwrap();
    assert_eq!((realm, user), (world.realm.clone(), ana));
    assert_eq!(hash_of(&world).await.as_deref(), Some("new"));
    assert_eq!(use_it(now()).await.err(), Some(Error::NotFound));
    assert_eq!(state(3, now()).await, Ok(LinkState::Used));
}

async fn of_fifty_who_use_a_reset_link_one_does(world: World) {
    registered(&world).await;
    request(&world, 2).await;
    let tries = (0..50).map(|number: u32| {
        let world = world.clone();
        tokio::spawn(async move {
            let token = SecretHash([2; 32]);
            let hash = number.to_string();
            let reset = world
                .store
                .reset_password_by_link(token, hash, origin(), now());
            reset.await
        })
    });
    let mut done = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(_) => done += 1,
            Err(error) => assert_eq!(error, Error::NotFound),
        }
    }
    assert_eq!(done, 1);
}

async fn nobody_is_mailed_who_may_not_sign_in(world: World) {
    let (customer, ana) = registered(&world).await;
    let store = &world.store;
    let count = async || {
        let mails = store.list_mails(&world.permit(), None, 50).await;
        mails.unwrap().len()
    };
    let before = count().await;
    let Requested { link, mail } = reset_request(9);
    store
        .request_reset(&world.realm, &email("nobody@people.example"), link, mail)
        .await
        .unwrap();
    let selection = CustomerSelection::These(vec![customer]);
    for (status, enabled) in [(Status::Inactive, true), (Status::Active, false)] {
        store
            .set_status_of_customers(&world.permit(), &selection, status)
            .await
            .unwrap();
        if !enabled {
            let ben = person("Ben", "ben@people.example");
            let of = People::Of(customer);
            let invitation = invitation("ben@people.example", 20);
            store
                .invite_user(&world.permit(), of, ben, invitation)
                .await
                .unwrap();
            let token = SecretHash([20; 32]);
            let ben = store.register(token, name("Ben"), String::new(), origin(), now());
            ben.await.unwrap();
            store
                .set_user_enabled(&world.permit(), ana, false, now())
                .await
                .unwrap();
        }
        request(&world, 10 + u8::from(enabled)).await;
    }
    // The only new mail is the invitation of Ben.
    assert_eq!(count().await, before + 1);
}
